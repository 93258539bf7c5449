/**
 * The parts of a URL that configurations are judged by, and what Go says of a text that is none. After net/url.Parse.
 */
import { quote } from './quote';

export interface GoUrl {
  readonly scheme: string;
  readonly hasUser: boolean;
  readonly host: string;
  /** As it is written. */
  readonly path: string;
  readonly rawQuery: string;
  readonly fragment: string;
}

const refused = (text: string, why: string): Error => new Error(`parse ${quote(text)}: ${why}`);

function checkEscapes(text: string, part: string): void {
  const [escape] = /%(?![0-9a-fA-F]{2}).{0,2}/.exec(part) ?? [];
  if (escape !== undefined) throw refused(text, `invalid URL escape ${quote(escape)}`);
}

function checkHost(text: string, host: string): void {
  if (host.startsWith('[') && !host.includes(']')) throw refused(text, "missing ']' in host");
  const colon = host.indexOf(':');
  const port = host.startsWith('[') ? host.slice(host.lastIndexOf(']') + 1) : colon === -1 ? '' : host.slice(colon);
  if (!/^(?::\d*)?$/.test(port)) throw refused(text, `invalid port ${quote(port)} after host`);
  // eslint-disable-next-line no-control-regex -- bytes that a host name cannot have
  const [character] = /[\u0000- "<>\\^`{|}\u007f]/.exec(host) ?? [];
  if (character !== undefined) throw refused(text, `invalid character ${quote(character)} in host name`);
  checkEscapes(text, host);
}

function schemeOf(text: string, whole: string, viaRequest: boolean): string {
  const [scheme = ''] = /^[^/?]*?:/.exec(text) ?? [];
  if (scheme === '') return '';
  if (scheme === ':') throw refused(whole, 'missing protocol scheme');
  if (/^[a-zA-Z][a-zA-Z0-9+.-]*:$/.test(scheme)) return scheme;
  if (viaRequest) return '';
  throw refused(whole, 'first path segment in URL cannot contain colon');
}

function parse(text: string, whole: string, viaRequest: boolean): Omit<GoUrl, 'fragment'> {
  // eslint-disable-next-line no-control-regex -- Go refuses exactly the control characters
  if (/[\u0000-\u001f\u007f]/.test(whole)) throw refused(text, 'net/url: invalid control character in URL');
  if (whole === '' && viaRequest) throw refused(text, 'empty url');
  if (whole === '*') return { scheme: '', hasUser: false, host: '', path: '*', rawQuery: '' };
  const scheme = schemeOf(whole, text, viaRequest);
  const [path = '', ...queries] = whole.slice(scheme.length).split('?');
  const found = { scheme: scheme.slice(0, -1).toLowerCase(), hasUser: false, host: '', path: '', rawQuery: queries.join('?') };
  // What has a scheme and does not go on with a slash is taken as it is.
  if (scheme !== '' && !path.startsWith('/')) return found;
  if (viaRequest && !path.startsWith('/')) throw refused(text, 'invalid URI for request');
  const [slashes = '', authority = ''] = (scheme === '' && viaRequest ? undefined : /^\/\/([^/]*)/.exec(path)) ?? [];
  const at = authority.lastIndexOf('@');
  const host = authority.slice(at + 1);
  checkHost(text, host);
  checkEscapes(text, path.slice(slashes.length));
  return { ...found, hasUser: at !== -1, host, path: path.slice(slashes.length) };
}

export function parseUrl(text: string): GoUrl {
  const [whole = '', ...fragments] = text.split('#');
  const fragment = fragments.join('#');
  const url = parse(text, whole, false);
  if (url.host !== '' || url.path !== '' || url.scheme === '') checkEscapes(text, fragment);
  return { ...url, fragment };
}

/** Most are: nothing of such a path can be wrong. */
// eslint-disable-next-line no-control-regex -- Go refuses exactly the control characters
const isPlainPath = (text: string): boolean => text.startsWith('/') && !/[\u0000-\u001f\u007f%]/.test(text);

/** A URL as the line of a request has it: absolute, or a path; a fragment is none. After net/url.ParseRequestURI. */
export function parseRequestUrl(text: string): void {
  if (isPlainPath(text)) return;
  parse(text, text, true);
}
