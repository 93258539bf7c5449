/**
 * Headers whose names begin with a prefix: what follows is a key of extra, in lower case, the values are its values.
 * After newExtra of k8s.io/apiserver/pkg/authentication/request/headerrequest/requestheader.go.
 */
import type { Identity } from '../api/identity';
import { headerValues, type Credentials } from './authenticator';
import { own, setOwn } from '../golang/map';

/** A key may be percent-encoded, since a header name cannot have every character; one that does not decode stays. */
function unescaped(key: string): string {
  if (/%(?![0-9a-f]{2})/i.test(key)) return key;
  const bytes = key.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

/** Values under several prefixes come in the order of the prefixes. */
export function extraHeaders(request: Pick<Credentials, 'headers'>, prefixes: readonly string[]): Identity['extra'] {
  const extra: Record<string, readonly string[]> = {};
  for (const prefix of prefixes.map((text) => text.toLowerCase()))
    for (const header of Object.keys(request.headers).filter((name) => name.startsWith(prefix))) {
      const key = unescaped(header.slice(prefix.length));
      setOwn(extra, key, [...(own(extra, key) ?? []), ...headerValues(request, header)]);
    }
  return extra;
}
