/** The ServiceAccount a token speaks for; the errors are those of the client that looks for it. */
import type { KubeObject } from '../api/objects';
import type { Storage } from '../api/storage';
import { notFound } from '../response/status-error';

const ACCOUNTS = { group: '', resource: 'serviceaccounts' } as const;

export function accountOf(storage: Storage, namespace: string, name: string): KubeObject {
  if (name === '') throw new Error('resource name may not be empty');
  if (namespace === '') throw new Error('an empty namespace may not be set when a resource name is provided');
  const account = storage.get(ACCOUNTS, namespace, name);
  if (account === undefined) throw notFound(ACCOUNTS, name);
  return account;
}
