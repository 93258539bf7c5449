/**
 * A namespace that is being deleted: everything in it is deleted, and when nothing is left the finalizer goes and with it the
 * namespace. What is still there, and which finalizers hold it, is in status.conditions.
 * Upstream: pkg/controller/namespace/deletion/namespaced_resources_deleter.go
 */
import type { JsonObject, KubeObject } from '../engine/api/objects';
import type { Version } from '../engine/versions';
import type { Client } from './client';
import { isTerminating, NAMESPACES, type Controller } from './controller';
import { collectionPath, preferredCollections, type Collection } from './discovery';

interface Remaining {
  readonly name: string;
  readonly objects: readonly KubeObject[];
}

/** Every namespaced collection that can be listed and deleted. */
const collectionsOf = async (client: Client): Promise<readonly Collection[]> =>
  (await preferredCollections(client)).filter(({ namespaced, verbs }) => namespaced && verbs.includes('delete') && verbs.includes('list'));

const IN_BACKGROUND = { apiVersion: 'v1', kind: 'DeleteOptions', propagationPolicy: 'Background' };

async function empty(client: Client, namespace: string, collection: Collection): Promise<Remaining> {
  const { name, verbs } = collection;
  const path = collectionPath(collection, namespace);
  const items = async (): Promise<readonly KubeObject[]> => ((await client.request('GET', path)).body['items'] ?? []) as unknown as readonly KubeObject[];
  const found = await items();
  if (found.length === 0) return { name, objects: [] };
  if (verbs.includes('deletecollection')) await client.request('DELETE', path, IN_BACKGROUND);
  else for (const { metadata } of found) await client.request('DELETE', `${path}/${metadata.name ?? ''}`, IN_BACKGROUND);
  return { name, objects: await items() };
}

/** Empties the collections; where the version deletes in order, nothing else goes before the last pod is gone. */
async function emptyAll(
  client: Client,
  namespace: string,
  version: Version,
): Promise<{ readonly remaining: readonly Remaining[]; readonly waitsForPods: boolean }> {
  const collections = await collectionsOf(client);
  const pods = version.has('orderedNamespaceDeletion') ? collections.find(({ name }) => name === 'pods.') : undefined;
  if (pods !== undefined && (await empty(client, namespace, pods)).objects.length > 0) return { remaining: [], waitsForPods: true };
  const remaining: Remaining[] = [];
  for (const collection of collections.filter((other) => other !== pods)) {
    const left = await empty(client, namespace, collection);
    if (left.objects.length > 0) remaining.push(left);
  }
  return { remaining, waitsForPods: false };
}

const counted = (counts: ReadonlyMap<string, number>, between: string): string =>
  [...counts]
    .map(([name, count]) => `${name}${between}${count} resource instances`)
    .sort()
    .join(', ');

function conditionsOf(remaining: readonly Remaining[]): readonly JsonObject[] {
  const left = new Map(remaining.map(({ name, objects }) => [name, objects.length]));
  const finalizers = new Map<string, number>();
  for (const finalizer of remaining.flatMap(({ objects }) => objects.flatMap(({ metadata }) => metadata.finalizers ?? [])))
    finalizers.set(finalizer, (finalizers.get(finalizer) ?? 0) + 1);
  const condition = (type: string, holds: boolean, reason: string, message: string): JsonObject => ({
    type,
    status: holds ? 'True' : 'False',
    lastTransitionTime: new Date().toISOString().replace(/\.\d+/, ''),
    reason,
    message,
  });
  return [
    condition('NamespaceDeletionDiscoveryFailure', false, 'ResourcesDiscovered', 'All resources successfully discovered'),
    condition('NamespaceDeletionGroupVersionParsingFailure', false, 'ParsedGroupVersions', 'All legacy kube types successfully parsed'),
    condition('NamespaceDeletionContentFailure', false, 'ContentDeleted', 'All content successfully deleted, may be waiting on finalization'),
    left.size > 0
      ? condition('NamespaceContentRemaining', true, 'SomeResourcesRemain', `Some resources are remaining: ${counted(left, ' has ')}`)
      : condition('NamespaceContentRemaining', false, 'ContentRemoved', 'All content successfully removed'),
    finalizers.size > 0
      ? condition(
          'NamespaceFinalizersRemaining',
          true,
          'SomeFinalizersRemain',
          `Some content in the namespace has finalizers remaining: ${counted(finalizers, ' in ')}`,
        )
      : condition('NamespaceFinalizersRemaining', false, 'ContentHasNoFinalizers', 'All content-preserving finalizers finished'),
  ];
}

export const namespaceController = (version: Version): Controller => ({
  name: 'namespace-controller',
  alias: 'namespace',
  watches: { [NAMESPACES]: ({ type, object }) => (type !== 'DELETED' && isTerminating(object) ? [`${object.metadata.name}`] : []) },
  waiting: ({ informer }) =>
    informer(NAMESPACES)
      .list()
      .filter(isTerminating)
      .map(({ metadata }) => `${metadata.name}`),
  async reconcile(name, { client, informer }) {
    const namespace = informer(NAMESPACES).get(name);
    if (namespace === undefined || !isTerminating(namespace)) return;
    // Conditions leave out the pods that are waited for: upstream counts what remains only afterwards.
    const { remaining, waitsForPods } = await emptyAll(client, name, version);
    const path = `${NAMESPACES}/${name}`;
    const known = (namespace['status'] as { readonly conditions?: readonly JsonObject[] } | undefined)?.conditions ?? [];
    const conditions = conditionsOf(remaining);
    const messages = (of: readonly JsonObject[]): string => JSON.stringify(of.map(({ type, message }) => [type, message]));
    const status = { ...(namespace['status'] as object), conditions };
    const written: KubeObject = { ...namespace, apiVersion: 'v1', kind: 'Namespace' };
    const updated =
      messages(known) === messages(conditions)
        ? written
        : ((await client.request('PUT', `${path}/status`, { ...written, status })).body as unknown as KubeObject);
    if (remaining.length > 0 || waitsForPods) return;
    const spec = updated['spec'] as { readonly finalizers?: readonly string[] } | undefined;
    await client.request('PUT', `${path}/finalize`, {
      ...updated,
      spec: { ...spec, finalizers: (spec?.finalizers ?? []).filter((finalizer) => finalizer !== 'kubernetes') },
    });
  },
});
