/** The ServiceAccount a token speaks for; the errors are those of the client that looks for it. */
import type { KubeObject } from '../../api/objects';
import type { Storage } from '../../api/storage';
import { quote } from '../../golang/quote';
import { notFound } from '../../errors/status-error';
import type { Version } from '../../versions';

const ACCOUNTS = { group: '', resource: 'serviceaccounts' } as const;

/** What a name must not be or hold to be part of a path. After IsValidPathSegmentName of k8s.io/apimachinery/pkg/api/validation/path. */
function pathErrors(name: string): readonly string[] {
  if (name === '.' || name === '..') return [`may not be '${name}'`];
  return ['/', '%'].filter((character) => name.includes(character)).map((character) => `may not contain '${character}'`);
}

export function accountOf(storage: Storage, namespace: string, name: string, version: Version): KubeObject {
  if (name === '') throw new Error('resource name may not be empty');
  const errors = pathErrors(name);
  if (errors.length > 0) throw new Error(`invalid resource name ${quote(name)}: [${errors.join(' ')}]`);
  // The client asks for it nevertheless, at a path that nothing is at.
  if (namespace === '' && version.has('namesWithoutNamespaceAsked')) throw new Error('the server could not find the requested resource');
  if (namespace === '') throw new Error('an empty namespace may not be set when a resource name is provided');
  const account = storage.get(ACCOUNTS, namespace, name);
  if (account === undefined) throw notFound(ACCOUNTS, name);
  return account;
}
