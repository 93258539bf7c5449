/**
 * ?resourceVersion= of a read. After k8s.io/apiserver/pkg/storage/etcd3/api_object_versioner.go.
 */
import { quote } from '../../golang/quote';
import { badRequest, plainError, StatusError } from '../../response/status-error';
import { versionOfExchange, type Exchange } from './exchange';

/** '' counts as 0. Throws 500, or 400 where the version says it is the client's fault. */
export function parseResourceVersion(exchange: Exchange, text: string): bigint {
  if (text === '' || text === '0') return 0n;
  if (/^[0-9]+$/.test(text)) return BigInt(text);
  const error = `resourceVersion: Invalid value: ${quote(text)}: strconv.ParseUint: parsing ${quote(text)}: invalid syntax`;
  throw versionOfExchange(exchange).has('readErrorsAreBadRequests') ? badRequest(`invalid resource version: ${error}`) : plainError(error);
}

/** Throws 504 for a revision that has not been yet: a real server waits for it, and gives up. */
export function checkNotInFuture({ context }: Exchange, wanted: bigint): void {
  const current = BigInt(context.storage.revision);
  if (wanted <= current) return;
  throw new StatusError(504, 'Timeout', `Timeout: Too large resource version: ${wanted}, current: ${current}`, {
    causes: [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }],
    retryAfterSeconds: 1,
  });
}
