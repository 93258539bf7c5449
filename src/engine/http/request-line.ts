/** The first line of a request. Upstream: parseRequestLine and ParseHTTPVersion of net/http/request.go */
import { remembered } from '../golang/remembered';
import { parseRequestUrl } from '../golang/url';
import type { Version } from '../versions';
import { badRequest } from './malformed-request';

export interface RequestLine {
  readonly method: string;
  readonly target: string;
  /** The same object for the same text. */
  readonly protocol: Protocol;
}

export interface Protocol {
  readonly major: number;
  readonly minor: number;
}

const TOKEN = /^[!#$%&'*+\-.^_`|~\dA-Za-z]+$/;
const PROTOCOL = /^HTTP\/(\d)\.(\d)$/;
const LENIENT_PROTOCOL = /^HTTP\/(\d{1,6})\.(\d{1,6})$/;

function protocolIn(text: string, form: RegExp): { readonly protocol?: Protocol } {
  const [, major = '', minor = ''] = form.exec(text) ?? [];
  return major === '' ? {} : { protocol: { major: Number(major), minor: Number(minor) } };
}
const protocolOf = remembered((text) => protocolIn(text, PROTOCOL));
const lenientProtocolOf = remembered((text) => protocolIn(text, LENIENT_PROTOCOL));
const methodOf = remembered((text) => ({ isToken: TOKEN.test(text) }));

/** The target as the stages behind read it: CONNECT names an authority, which is not a path. */
export const targetOf = ({ method, target }: Pick<RequestLine, 'method' | 'target'>): string =>
  method === 'CONNECT' && !target.startsWith('/') ? `http://${target}` : target;

/** Throws 400. */
export function requestLine(line: string, version: Version): RequestLine {
  const first = line.indexOf(' ');
  const second = line.indexOf(' ', first + 1);
  if (first === -1 || second === -1) throw badRequest();
  const [method, target] = [line.slice(0, first), line.slice(first + 1, second)];
  const { protocol } = (version.has('headsReadStrictly') ? protocolOf : lenientProtocolOf)(line.slice(second + 1));
  if (!methodOf(method).isToken || protocol === undefined) throw badRequest();
  try {
    parseRequestUrl(targetOf({ method, target }));
  } catch {
    throw badRequest();
  }
  return { method, target, protocol };
}
