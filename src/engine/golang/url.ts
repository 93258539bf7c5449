/**
 * The parts of a URL that configurations are judged by, and what Go says of a text that is none. After net/url.Parse.
 */
import { quote } from './quote';

export interface GoUrl {
  readonly scheme: string;
  readonly hasUser: boolean;
  readonly rawQuery: string;
  readonly fragment: string;
}

const refused = (text: string, why: string): Error => new Error(`parse ${quote(text)}: ${why}`);

function checkEscapes(text: string, part: string): void {
  const [escape] = /%(?![0-9a-fA-F]{2}).{0,2}/.exec(part) ?? [];
  if (escape !== undefined) throw refused(text, `invalid URL escape ${quote(escape)}`);
}

function checkHost(text: string, host: string): void {
  const [, port] = /(:[^:\]]*)$/.exec(host) ?? [];
  if (port !== undefined && !/^:\d*$/.test(port)) throw refused(text, `invalid port ${quote(port)} after host`);
  // eslint-disable-next-line no-control-regex -- bytes that a host name cannot have
  const [character] = /[\u0000- "<>\\^`{|}\u007f]/.exec(host) ?? [];
  if (character !== undefined) throw refused(text, `invalid character ${quote(character)} in host name`);
  checkEscapes(text, host);
}

function schemeOf(text: string, whole: string): string {
  const [scheme = ''] = /^[^/?]*?:/.exec(text) ?? [];
  if (scheme === '') return '';
  if (scheme === ':') throw refused(whole, 'missing protocol scheme');
  if (/^[a-zA-Z][a-zA-Z0-9+.-]*:$/.test(scheme)) return scheme;
  throw refused(whole, 'first path segment in URL cannot contain colon');
}

export function parseUrl(text: string): GoUrl {
  const [whole = '', ...fragments] = text.split('#');
  const fragment = fragments.join('#');
  // eslint-disable-next-line no-control-regex -- Go refuses exactly the control characters
  if (/[\u0000-\u001f\u007f]/.test(whole)) throw refused(text, 'net/url: invalid control character in URL');
  const scheme = schemeOf(whole, text);
  const [path = '', ...queries] = whole.slice(scheme.length).split('?');
  // What has a scheme and does not go on with a slash is taken as it is.
  if (scheme !== '' && !path.startsWith('/')) return { scheme: scheme.slice(0, -1).toLowerCase(), hasUser: false, rawQuery: queries.join('?'), fragment };
  const [, authority = ''] = /^\/\/([^/]*)/.exec(path) ?? [];
  const at = authority.lastIndexOf('@');
  checkHost(text, authority.slice(at + 1));
  checkEscapes(text, path.slice(authority.length === 0 ? 0 : authority.length + 2));
  checkEscapes(text, fragment);
  return { scheme: scheme.slice(0, -1).toLowerCase(), hasUser: at !== -1, rawQuery: queries.join('?'), fragment };
}
