/** URLs and their parts. After k8s.io/apiserver/pkg/cel/library/urls.go and net/url. */
import { parseType } from '../checker/type';
import { Opaque } from '../values/value';
import { parseRequestUrl, parseUrl, type GoUrl } from '../../golang/url';
import { parses } from './ip';
import type { LibraryFunction } from './library-function';
import { ValueList } from '../values/list';
import { ValueMap } from '../values/map';

export class Url extends Opaque {
  readonly type = parseType('kubernetes.URL');
  constructor(
    readonly text: string,
    readonly url: GoUrl,
  ) {
    super();
  }
  equals(other: Opaque): boolean {
    return other instanceof Url && other.text === this.text;
  }
}

/** A text that is good for a request may be read again with its fragment apart. */
function parse(text: string): Url {
  try {
    parseRequestUrl(text);
    return new Url(text, parseUrl(text));
  } catch (error) {
    throw new Error(`URL parse error during conversion from string: ${(error as Error).message}`, { cause: error });
  }
}

/** The zone of an IPv6 address is escaped where it is written. */
const zoned = (host: string): string => (host.startsWith('[') ? host.replace('%25', '%') : host);
const hostname = (host: string): string => /^\[(.*)\](?::\d*)?$/.exec(host)?.[1] ?? host.replace(/:\d*$/, '');
const port = (host: string): string => /:(\d*)$/.exec(host)?.[1] ?? '';

/** What a path may hold as it is; anything else is escaped anew, and all of the path with it. */
const VALID = /^(?:[A-Za-z0-9\-_.~!$&'()*+,;=:@[\]/]|%[0-9a-fA-F]{2})*$/;
const escaped = (path: string): string =>
  VALID.test(path)
    ? path
    : encodeURIComponent(decodeURIComponent(path)).replace(/%(24|26|2B|2C|2F|3A|3B|3D|40)|[!'()*]/g, (found, code: string | undefined) =>
        code === undefined ? `%${found.charCodeAt(0).toString(16).toUpperCase()}` : String.fromCharCode(parseInt(code, 16)),
      );

/** What cannot be read of a query is left out. */
function queryOf(query: string): ValueMap {
  const found = new Map<string, string[]>();
  for (const part of query.split('&')) {
    if (part === '' || part.includes(';') || /%(?![0-9a-fA-F]{2})/.test(part)) continue;
    const at = part.indexOf('=');
    const [key = '', value = ''] = (at === -1 ? [part, ''] : [part.slice(0, at), part.slice(at + 1)]).map((text) =>
      decodeURIComponent(text.replaceAll('+', ' ')),
    );
    found.set(key, [...(found.get(key) ?? []), value]);
  }
  return ValueMap.of([...found].map(([key, values]) => [key, new ValueList(values)]));
}

export const URLS: readonly LibraryFunction[] = [
  ['url(string): kubernetes.URL', parse],
  ['isURL(string): bool', (text: string) => parses(parseRequestUrl, text)],
  ['kubernetes.URL.getScheme(): string', ({ url }: Url) => url.scheme],
  ['kubernetes.URL.getHost(): string', ({ url }: Url) => zoned(url.host)],
  ['kubernetes.URL.getHostname(): string', ({ url }: Url) => hostname(zoned(url.host))],
  ['kubernetes.URL.getPort(): string', ({ url }: Url) => port(url.host)],
  ['kubernetes.URL.getEscapedPath(): string', ({ url }: Url) => escaped(url.path)],
  ['kubernetes.URL.getQuery(): map<string, list<string>>', ({ url }: Url) => queryOf(url.rawQuery)],
];
