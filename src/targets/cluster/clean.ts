/**
 * Removes what runs left on a cluster that were killed: everything with the label of a run, over all resources that can be
 * listed, the youngest first. What is in a namespace that goes, goes with it. kube-system and its like are left alone whatever
 * their labels say.
 */
import type { Connection } from '../connection';
import { CreatedObjects } from './created';
import { collectionOf, discover, type ResourceType } from './discovery';
import { RUN_LABEL } from './mark';

interface Metadata {
  readonly name: string;
  readonly namespace?: string;
  readonly uid: string;
  readonly creationTimestamp: string;
  readonly resourceVersion: string;
}
interface Found {
  readonly path: string;
  readonly metadata: Metadata;
  readonly isNamespace: boolean;
}

const OF_KUBERNETES = /^kube-/;
const byAge = (one: Found, other: Found): number =>
  one.metadata.creationTimestamp.localeCompare(other.metadata.creationTimestamp) ||
  Number(one.metadata.resourceVersion) - Number(other.metadata.resourceVersion);

const isListed = ({ verbs }: ResourceType): boolean => verbs.includes('list') && verbs.includes('delete');

/** `run` is the run to clean up after; without it, all of them. Returns the URLs of what was removed. */
export async function cleanCluster(connection: Connection, run?: string): Promise<readonly string[]> {
  const get = (target: string): ReturnType<typeof connection.send> => connection.send({ method: 'GET', target, headers: { accept: 'application/json' } });
  const selector = encodeURIComponent(run === undefined ? RUN_LABEL : `${RUN_LABEL}=${run}`);
  const found = async (type: ResourceType): Promise<readonly Found[]> => {
    const { status, body } = await get(`${collectionOf(type)}?labelSelector=${selector}`);
    if (status === 404 || status === 405) return [];
    if (status !== 200) throw new Error(`GET ${collectionOf(type)} was answered ${status}: ${String(body).trim()}`);
    const { items } = JSON.parse(String(body)) as { readonly items: readonly { readonly metadata: Metadata }[] };
    return items.map(({ metadata }) => ({
      path: `${collectionOf(type, metadata.namespace)}/${encodeURIComponent(metadata.name)}`,
      metadata,
      isNamespace: type.group === '' && type.name === 'namespaces',
    }));
  };
  try {
    const all = (await Promise.all((await discover(get)).filter(isListed).map(found))).flat();
    const namespaces = new Set(all.filter(({ isNamespace }) => isNamespace).map(({ metadata }) => metadata.name));
    const leaving = all.filter(
      ({ metadata: { name, namespace = '' }, isNamespace }) => !namespaces.has(namespace) && !OF_KUBERNETES.test(isNamespace ? name : namespace),
    );
    const left = new CreatedObjects((request) => connection.send(request));
    for (const { path, metadata } of [...leaving].sort(byAge)) left.add({ path, uid: metadata.uid });
    await left.removeAll();
    await left.gone();
    return [...leaving]
      .sort(byAge)
      .reverse()
      .map(({ path }) => path);
  } finally {
    connection.close();
  }
}
