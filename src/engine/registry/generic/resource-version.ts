/**
 * ?resourceVersion= of a read. After k8s.io/apiserver/pkg/storage/etcd3/api_object_versioner.go.
 */
import { quote } from '../../golang/quote';
import { badRequest, plainError, StatusError } from '../../errors/status-error';
import { versionOfScope, type RequestScope } from './request-scope';

const MAX_UINT64 = 2n ** 64n - 1n;
const MAX_INT64 = 2n ** 63n - 1n;

/** '' counts as 0. `by` says what reads it: of one object, of a watch and of older caches, an error is the server's, 500; else the client's, 400. */
export function parseResourceVersion(scope: RequestScope, text: string, by: 'cache' | 'storage' | 'object'): bigint {
  if (text === '' || text === '0') return 0n;
  const isNumber = /^[0-9]+$/.test(text);
  // Digits that are more than a number has are not made one.
  if (isNumber && text.replace(/^0+/, '').length <= 20 && BigInt(text) <= MAX_UINT64) return BigInt(text);
  const why = isNumber ? 'value out of range' : 'invalid syntax';
  const error = `resourceVersion: Invalid value: ${quote(text)}: strconv.ParseUint: parsing ${quote(text)}: ${why}`;
  const isClients = by !== 'object' && (by === 'storage' || versionOfScope(scope).has('readErrorsAreBadRequests'));
  throw isClients ? badRequest(`invalid resource version: ${error}`) : plainError(error);
}

/** Older versions ask etcd itself for a page or for an exact revision. */
export const readBy = (
  scope: RequestScope,
  { limit, resourceVersionMatch }: { readonly limit: number; readonly resourceVersionMatch: string },
): 'cache' | 'storage' => (!versionOfScope(scope).has('readErrorsAreBadRequests') && (limit > 0 || resourceVersionMatch === 'Exact') ? 'storage' : 'cache');

/** Throws 504 for a revision that has not been yet: a real server waits for it, and gives up. */
export function checkNotInFuture({ context }: RequestScope, wanted: bigint, by: 'cache' | 'storage' | 'object'): void {
  const current = BigInt(context.storage.revision);
  if (wanted <= current) return;
  if (by === 'storage' && wanted <= MAX_INT64) throw plainError('etcdserver: mvcc: required revision is a future revision');
  throw new StatusError(504, 'Timeout', `Timeout: Too large resource version: ${wanted}, current: ${current}`, {
    causes: [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }],
    retryAfterSeconds: 1,
  });
}
