/**
 * What the controllers of the API server make of definitions once they are written, before the write is answered: names are accepted and
 * resources established, an APIService is there for each version that is served, and a definition that is deleted goes after its objects.
 * After k8s.io/apiextensions-apiserver/pkg/controller/{status,establish,finalizer} and
 * k8s.io/kube-aggregator/pkg/controllers/autoregister.
 */
import type { KubeObject } from '../../../../api/objects';
import type { Call } from '../../../../api/registry';
import { NOT_AUDITED } from '../../../../audit/not-audited';
import { encodeJson } from '../../../../golang/json';
import { withMeta } from '../../../../storage/object-meta';
import { asDefinition, DEFINITIONS, isTrue, type Definition } from '../../../custom-resources/definition';
import { create } from '../../../generic/create';
import type { RegistryContext } from '../../../generic/context';
import type { Handle } from '../../../generic/kind';
import type { RequestScope } from '../../../generic/request-scope';
import type { Resource } from '../../../generic/resource';
import { storeDelete } from '../../../generic/store-delete';
import { now } from '../../../generic/system-fields';
import { update } from '../../../generic/update';
import { withStatusStrategy } from '../../../generic/status-subresource';
import { apiServices } from '../../apiregistration/api-service/strategy';
import { withAcceptedNames, withCondition } from './names';

const FINALIZER = 'customresourcecleanup.apiextensions.k8s.io';
const API_SERVICES = { group: 'apiregistration.k8s.io', resource: 'apiservices' };
const AUTOMANAGED = 'kube-aggregator.kubernetes.io/automanaged';

const definitionsIn = ({ storage }: RegistryContext): readonly Definition[] => storage.list(DEFINITIONS).map(asDefinition);

/** A request of the server to itself. */
function asServer({ call, context }: RequestScope, resource: Resource, method: string, object: KubeObject): RequestScope {
  const headers = { 'content-type': 'application/json', 'user-agent': 'kube-apiserver' };
  const own: Call = {
    ...call,
    request: { method, target: call.request.target, headers, body: encodeJson(object) },
    ...{ user: context.self, query: new URLSearchParams(), warnings: [], audit: NOT_AUDITED },
  };
  return { call: own, context, resource, subresource: '', namespace: '', name: object.metadata.name ?? '' };
}

async function putStatus(scope: RequestScope, definition: Definition): Promise<void> {
  const { stored } = scope.resource;
  const resource: Resource = { ...scope.resource, version: stored.kind.version, kind: stored.kind };
  await update(withStatusStrategy({ ...asServer(scope, resource, 'PUT', definition), subresource: 'status' }));
}

async function settleNames(scope: RequestScope): Promise<void> {
  for (const definition of definitionsIn(scope.context)) {
    const settled = withAcceptedNames(definition, definitionsIn(scope.context), now());
    if (encodeJson(settled.status) !== encodeJson(definition.status)) await putStatus(scope, settled);
  }
}

/** Deletes the objects of a definition; those with finalizers stay until these are gone. */
async function deleteObjects(scope: RequestScope, { spec }: Definition): Promise<boolean> {
  const { storage } = scope.context;
  const stored = { group: spec.group, resource: spec.names.plural };
  const namespaced = spec.scope === 'Namespaced';
  const resource: Resource = {
    ...stored,
    version: '',
    kind: { group: spec.group, version: '', kind: spec.names.kind },
    namespaced,
    strategy: {},
    stored: { ...stored, kind: { group: spec.group, version: '', kind: spec.names.kind } },
  };
  for (const object of storage.list(stored)) {
    const { namespace = '', name = '' } = object.metadata;
    await storeDelete({ ...asServer(scope, resource, 'DELETE', object), namespace }, name, {}, () => undefined);
  }
  return storage.list(stored).length === 0;
}

async function settleDeletion(scope: RequestScope, definition: Definition): Promise<void> {
  const { storage } = scope.context;
  const { metadata, status } = definition;
  if (metadata.deletionTimestamp === undefined || metadata.finalizers?.includes(FINALIZER) !== true) return;
  const wasEstablished = isTrue(definition, 'Established');
  const isEmpty = !wasEstablished || (await deleteObjects(scope, definition));
  const finding = isEmpty
    ? wasEstablished
      ? { type: 'Terminating', status: 'False', reason: 'InstanceDeletionCompleted', message: 'removed all instances' }
      : { type: 'Terminating', status: 'False', reason: 'NeverEstablished', message: 'resource was never established' }
    : { type: 'Terminating', status: 'True', reason: 'InstanceDeletionInProgress', message: 'CustomResource deletion is in progress' };
  const conditions = withCondition(status?.conditions ?? [], finding, now());
  const finalizers = metadata.finalizers.filter((finalizer) => !isEmpty || finalizer !== FINALIZER);
  const changed = withMeta({ ...definition, status: { ...status, conditions } }, { finalizers: finalizers.length > 0 ? finalizers : undefined });
  if (encodeJson(changed) === encodeJson(definition)) return;
  storage.put(DEFINITIONS, changed);
  if (finalizers.length === 0) storage.remove(DEFINITIONS, '', metadata.name ?? '');
}

/** The versions that established definitions serve, as group/version. */
const servedVersions = (context: RegistryContext): ReadonlyMap<string, { readonly group: string; readonly version: string }> =>
  new Map(
    definitionsIn(context)
      .filter((definition) => isTrue(definition, 'Established'))
      .flatMap(({ spec }) =>
        spec.versions.filter(({ served }) => served).map(({ name }) => [`${name}.${spec.group}`, { group: spec.group, version: name }] as const),
      ),
  );

const GROUP_PRIORITY = 1000;
const VERSION_PRIORITY = 100;

async function settleApiServices(scope: RequestScope): Promise<void> {
  const { storage } = scope.context;
  const served = servedVersions(scope.context);
  const kind = { group: API_SERVICES.group, version: 'v1', kind: 'APIService' };
  const resource: Resource = { ...API_SERVICES, version: 'v1', kind, namespaced: false, strategy: apiServices, stored: { ...API_SERVICES, kind } };
  for (const [name, { group, version }] of served) {
    if (storage.get(API_SERVICES, '', name) !== undefined) continue;
    const spec = { group, version, groupPriorityMinimum: GROUP_PRIORITY, versionPriority: VERSION_PRIORITY };
    const object = { apiVersion: 'apiregistration.k8s.io/v1', kind: 'APIService', metadata: { name, labels: { [AUTOMANAGED]: 'true' } }, spec };
    await create(asServer(scope, resource, 'POST', object));
  }
  for (const { metadata, spec } of storage.list(API_SERVICES) as readonly (KubeObject & { readonly spec?: { readonly groupPriorityMinimum?: number } })[]) {
    const isOurs = metadata.labels?.[AUTOMANAGED] === 'true' && spec?.groupPriorityMinimum === GROUP_PRIORITY;
    if (isOurs && !served.has(metadata.name ?? '')) storage.remove(API_SERVICES, '', metadata.name ?? '');
  }
}

/** Brings everything to what the definitions say. */
export async function settleDefinitions(scope: RequestScope): Promise<void> {
  await settleNames(scope);
  for (const definition of definitionsIn(scope.context)) await settleDeletion(scope, definition);
  // What a definition had that is gone is free.
  await settleNames(scope);
  await settleApiServices(scope);
}

export const settled =
  (handle: Handle): Handle =>
  async (scope) => {
    const answer = await handle(scope);
    await settleDefinitions(scope);
    return answer;
  };
