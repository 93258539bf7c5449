/**
 * The collections of a server, as its discovery lists them: each in the preferred version of its group, or else in the first that
 * has it. Upstream: k8s.io/client-go/discovery ServerPreferredResources
 */
import { versionPath } from '../engine/apimachinery/group-version';
import { unescaped } from '../engine/apimachinery/unescaped';
import type { Client } from './client';

export interface Collection {
  /** `resource.group`, with the final dot that upstream prints for the core group. */
  readonly name: string;
  /** Of the version, below which the collection lies: `/apis/apps/v1`. */
  readonly base: string;
  readonly resource: string;
  readonly kind: string;
  readonly namespaced: boolean;
  readonly verbs: readonly string[];
}
interface Group {
  readonly name: string;
  readonly versions: readonly { readonly groupVersion: string }[];
  readonly preferredVersion: { readonly groupVersion: string };
}
interface Discovered {
  readonly name: string;
  readonly kind: string;
  readonly namespaced: boolean;
  readonly verbs: readonly string[];
}

/** The path of the collection of one namespace, or of all that is in the cluster. */
export const collectionPath = ({ base, resource }: Pick<Collection, 'base' | 'resource'>, namespace?: string): string =>
  namespace === undefined ? `${base}/${resource}` : `${base}/namespaces/${namespace}/${resource}`;

/** Those of one version; none where the server has no such version. */
export async function collectionsAt(client: Client, base: string, group: string): Promise<readonly Collection[]> {
  const resources = ((await client.request('GET', base)).body['resources'] ?? []) as unknown as readonly Discovered[];
  return resources
    .filter(({ name }) => !name.includes('/'))
    .map(({ name, kind, namespaced, verbs }) => ({ name: `${name}.${group}`, base, resource: name, kind, namespaced, verbs }));
}

async function collectionsOfGroup(client: Client, { name: group, versions, preferredVersion }: Group): Promise<readonly Collection[]> {
  const found = new Map<string, Collection>();
  const inOrder = new Set([preferredVersion.groupVersion, ...versions.map(({ groupVersion }) => groupVersion)]);
  for (const groupVersion of inOrder)
    for (const collection of await collectionsAt(client, versionPath(groupVersion), group))
      if (!found.has(collection.name)) found.set(collection.name, collection);
  return [...found.values()];
}

export async function preferredCollections(client: Client): Promise<readonly Collection[]> {
  const groups = ((await client.request('GET', '/apis')).body['groups'] ?? []) as unknown as readonly Group[];
  const core = collectionsAt(client, '/api/v1', '');
  return (await Promise.all([core, ...groups.map((group) => collectionsOfGroup(client, group))])).flat();
}

/** The name of the collection in which a request to this path writes, if it is one. */
export function collectionOf(target: string): string {
  const [, root, ...parts] = unescaped(target.split('?', 1)[0] ?? '').split('/');
  const group = root === 'apis' ? parts.shift() : '';
  const [, first = '', , below = ''] = parts;
  return `${first === 'namespaces' && below !== '' ? below : first}.${group ?? ''}`;
}
