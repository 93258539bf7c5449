/** The credentials and the values of Secrets in a request and its answer. */
import type { ApiResponse } from '../../engine/api/http';
import { unescaped } from '../../engine/apimachinery/unescaped';
import type { TargetRequest } from '../../targets/target';
import { holdsCredential, isCredentialHeader } from './credential-names';
import { findInObject, findInText, objectOfProtobuf } from './find';
import { found, type Found } from './found';
import { aboutSecrets } from './structure';

type Headers = Readonly<Record<string, string | readonly string[]>>;

/** What a header proves who asks with: the whole, and what it holds beside the name of a scheme. */
export function findInHeader(name: string, value: string): readonly Found[] {
  if (!isCredentialHeader(name)) return findInText(value);
  const cookies = /cookie/i.test(name) ? value.split(';').map((pair) => pair.trim()) : [];
  const parts = cookies.flatMap((pair) => {
    const at = pair.indexOf('=');
    return at === -1 ? [] : [found(pair.slice(at + 1), pair.slice(0, at))];
  });
  const [, scheme, credential] = /^(\S+)\s+(\S.*)$/.exec(value) ?? [];
  const inScheme = scheme === undefined || credential === undefined ? [] : [found(credential, scheme), ...findInText(`${name}: ${value}`)];
  return [found(value, name), ...parts, ...inScheme, ...findInText(value)];
}

const findInHeaders = (headers: Headers): readonly Found[] =>
  Object.entries(headers).flatMap(([name, values]) => [values].flat().flatMap((value) => findInHeader(name, value)));

export function findInPath(path: string): readonly Found[] {
  const query = path.includes('?') ? path.slice(path.indexOf('?') + 1) : '';
  const parameters = query.split('&').flatMap((parameter) => {
    const at = parameter.indexOf('=');
    const name = unescaped(parameter.slice(0, Math.max(0, at)));
    if (!holdsCredential(name)) return [];
    const value = parameter.slice(at + 1);
    return [found(value, name), found(unescaped(value.replaceAll('+', ' ')), name)];
  });
  return [...parameters, ...findInText(unescaped(path))];
}

function findInBody(body: unknown, secret: boolean): readonly Found[] {
  if (body === undefined || body === null) return [];
  if (body instanceof Uint8Array) {
    const object = objectOfProtobuf(body);
    return object === undefined ? findInText(Buffer.from(body).toString(), secret) : findInObject(object, secret);
  }
  return typeof body === 'string' ? findInText(body, secret) : findInObject(body, secret);
}

export const findInRequest = ({ as, path, headers, body }: TargetRequest): readonly Found[] => [
  ...(as.kind === 'token' ? [found(as.token), found(`Bearer ${as.token}`)] : []),
  ...findInPath(path),
  ...findInHeaders(headers ?? {}),
  ...findInBody(body, aboutSecrets(path)),
];

export const findInResponse = ({ path }: TargetRequest, { headers, body }: ApiResponse): readonly Found[] => [
  ...findInHeaders(headers),
  ...findInBody(body, aboutSecrets(path)),
];
