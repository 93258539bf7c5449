/**
 * ?continue=: where a list that was cut by ?limit= goes on. The token is what a real server's is, base64 of
 * {"v":"meta.k8s.io/v1","rv":5,"start":"name\u0000"}. After k8s.io/apiserver/pkg/storage/continue.go.
 */
import { badRequest } from '../../errors/status-error';

export interface Position {
  readonly revision: number;
  /** The part of the key below the directory of the list at which to go on. */
  readonly start: string;
}

const VERSION = 'meta.k8s.io/v1';

export const continueToken = ({ revision, start }: Position): string =>
  Buffer.from(JSON.stringify({ v: VERSION, rv: revision, start: `${start}\u0000` })).toString('base64url');

const refused = (why: string): Error => badRequest(`invalid continue token: continue key is not valid: ${why}`);

/** Throws 400. */
export function parseContinueToken(token: string): Position {
  const odd = token.search(/[^A-Za-z0-9_-]/);
  if (odd >= 0) throw refused(`illegal base64 data at input byte ${odd}`);
  if (token.length % 4 === 1) throw refused(`illegal base64 data at input byte ${token.length - 1}`);
  const text = Buffer.from(token, 'base64url').toString();
  let parsed: { v?: unknown; rv?: unknown; start?: unknown } | null;
  try {
    parsed = JSON.parse(text) as typeof parsed;
  } catch {
    throw refused(`invalid character '${text.charAt(0)}' looking for beginning of value`);
  }
  // null decodes into a struct as nothing at all, and other values are not a struct.
  parsed ??= {};
  if (typeof parsed !== 'object') throw refused(`json: cannot unmarshal ${typeof parsed} into Go value of type storage.continueToken`);
  if (parsed.v !== VERSION) throw refused(`server does not recognize this encoded version ${JSON.stringify(parsed.v ?? '')}`);
  if (typeof parsed.rv !== 'number' || parsed.rv === 0) throw refused('incorrect encoded start resourceVersion (version meta.k8s.io/v1)');
  if (typeof parsed.start !== 'string' || parsed.start === '') throw refused('encoded start key empty (version meta.k8s.io/v1)');
  return { revision: parsed.rv, start: parsed.start.endsWith('\u0000') ? parsed.start.slice(0, -1) : parsed.start };
}
