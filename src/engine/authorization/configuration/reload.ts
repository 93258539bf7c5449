/**
 * A server follows the file of --authorization-config. The next request sees a change: the metadata of the file are
 * looked at for each question, where upstream is notified by the file system or looks once a minute. A new file must be good and keep
 * the modes that decide by themselves; otherwise the old authorizers stay, and a warning of the process says why.
 * After k8s.io/kubernetes/pkg/kubeapiserver/authorizer/reload.go.
 */
import { statSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { readFileBytes } from '../../golang/files';
import { parseAuthorizationConfiguration } from './load';
import type { AuthorizerConfiguration } from './types';

/** Changes with the file, also when it is replaced by another of the same size. */
function stampOf(file: string): string {
  const found = statSync(file, { bigint: true, throwIfNoEntry: false });
  return found === undefined ? '' : [found.ino, found.size, found.mtimeNs, found.ctimeNs].join(' ');
}

/** What to ask, for the file as it is now; `make` throws if it cannot be had. */
export function reloaded<T>(
  file: string,
  authorizers: readonly AuthorizerConfiguration[],
  make: (authorizers: readonly AuthorizerConfiguration[]) => T,
): () => T {
  const required = new Set(authorizers.map(({ type }) => type).filter((type) => type !== 'Webhook'));
  let stamp = stampOf(file);
  let text = readFileBytes(file).toString();
  let loaded = authorizers;
  let current = make(authorizers);

  function reload(): void {
    const now = readFileBytes(file).toString();
    if (now === text) return;
    text = now;
    const next = parseAuthorizationConfiguration(now, required);
    if (isDeepStrictEqual(next, loaded)) return;
    loaded = next;
    current = make(next);
  }

  return () => {
    const now = stampOf(file);
    if (now === stamp) return current;
    stamp = now;
    try {
      reload();
    } catch (error) {
      process.emitWarning(`reloading authorization config ${file}: ${(error as Error).message}`, 'AuthorizationConfigWarning');
    }
    return current;
  };
}
