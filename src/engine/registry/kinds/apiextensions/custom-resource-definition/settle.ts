/**
 * What the controllers of the API server make of definitions once they are written, before the write is answered: names are accepted and
 * resources established, an APIService is there for each version that is served, and a definition that is deleted goes after its objects.
 * After k8s.io/apiextensions-apiserver/pkg/controller/{status,establish,finalizer} and
 * k8s.io/kube-aggregator/pkg/controllers/autoregister.
 */
import type { GroupResource, GroupVersionKind, KubeObject } from '../../../../api/objects';
import type { Call } from '../../../../api/registry';
import { NOT_AUDITED } from '../../../../audit/not-audited';
import { encodeJson } from '../../../../golang/json';
import { withMeta } from '../../../../storage/object-meta';
import { asDefinition, DEFINITIONS, isTrue, type Definition } from '../../../custom-resources/definition';
import { create } from '../../../generic/create';
import type { RegistryContext } from '../../../generic/context';
import type { RequestScope } from '../../../generic/request-scope';
import type { Resource } from '../../../generic/resource';
import type { Strategy } from '../../../generic/strategy';
import { storeDelete } from '../../../generic/store-delete';
import { now } from '../../../generic/system-fields';
import { update } from '../../../generic/update';
import { withStatusStrategy } from '../../../generic/status-subresource';
import { apiServices } from '../../apiregistration/api-service/strategy';
import { withAcceptedNames, withCondition } from './names';
import { customResourceDefinitions } from './strategy';

const FINALIZER = 'customresourcecleanup.apiextensions.k8s.io';
const API_SERVICES = { group: 'apiregistration.k8s.io', resource: 'apiservices' };
const AUTOMANAGED = 'kube-aggregator.kubernetes.io/automanaged';

const definitionsIn = ({ storage }: RegistryContext): readonly Definition[] => storage.list(DEFINITIONS).map(asDefinition);

/** A call, and the server that it came to. */
type Occasion = Pick<RequestScope, 'call' | 'context'>;

/** A request of the server to itself. */
function asServer({ call, context }: Occasion, resource: Resource, method: string, object: KubeObject): RequestScope {
  const headers = { 'content-type': 'application/json', 'user-agent': 'kube-apiserver' };
  const own: Call = {
    ...call,
    request: { method, target: call.request.target, headers, body: encodeJson(object) },
    ...{ user: context.self, query: new URLSearchParams(), warnings: [], audit: NOT_AUDITED },
  };
  return { call: own, context, resource, subresource: '', namespace: '', name: object.metadata.name ?? '' };
}

const kindOf = (group: string, version: string, kind: string): GroupVersionKind => ({ group, version, kind });

/** A resource in the version in which it is stored. */
const resourceOf = (of: GroupResource, kind: GroupVersionKind, namespaced: boolean, strategy: Strategy): Resource => ({
  ...{ group: of.group, resource: of.resource, version: kind.version, kind, namespaced, strategy },
  stored: { ...of, kind },
});

async function putStatus(scope: Occasion, definition: Definition): Promise<void> {
  const resource = resourceOf(DEFINITIONS, kindOf(DEFINITIONS.group, 'v1', 'CustomResourceDefinition'), false, customResourceDefinitions);
  await update(withStatusStrategy({ ...asServer(scope, resource, 'PUT', definition), subresource: 'status' }));
}

async function settleNames(scope: Occasion): Promise<void> {
  for (const definition of definitionsIn(scope.context)) {
    const settled = withAcceptedNames(definition, definitionsIn(scope.context), now());
    if (encodeJson(settled.status) !== encodeJson(definition.status)) await putStatus(scope, settled);
  }
}

/** Deletes the objects of a definition; those with finalizers stay until these are gone. */
async function deleteObjects(scope: Occasion, { spec }: Definition): Promise<boolean> {
  const { storage } = scope.context;
  const stored = { group: spec.group, resource: spec.names.plural };
  const resource = resourceOf(stored, kindOf(spec.group, '', spec.names.kind), spec.scope === 'Namespaced', {});
  for (const object of storage.list(stored)) {
    const { namespace = '', name = '' } = object.metadata;
    await storeDelete({ ...asServer(scope, resource, 'DELETE', object), namespace }, name, {}, () => undefined);
  }
  return storage.list(stored).length === 0;
}

async function settleDeletion(scope: Occasion, definition: Definition): Promise<void> {
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

async function settleApiServices(scope: Occasion): Promise<void> {
  const { storage } = scope.context;
  const served = servedVersions(scope.context);
  const resource = resourceOf(API_SERVICES, kindOf(API_SERVICES.group, 'v1', 'APIService'), false, apiServices);
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
export async function settleDefinitions(call: Call, context: RegistryContext): Promise<void> {
  const occasion = { call, context };
  await settleNames(occasion);
  for (const definition of definitionsIn(context)) await settleDeletion(occasion, definition);
  // What a definition had that is gone is free.
  await settleNames(occasion);
  await settleApiServices(occasion);
}
