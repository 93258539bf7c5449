/**
 * The status of a ResourceQuota says how much of it is allowed and used. Admission counts up what requests use; this counts anew when a
 * quota changes and when something that it counts is gone or changes.
 * Upstream: pkg/controller/resourcequota/resource_quota_controller.go
 */
import { countedResources, evaluatorOf } from '../engine/admission/resource-quota/evaluators';
import { counts, specOf } from '../engine/admission/resource-quota/scopes';
import { prettyPrint, only, sum, type Quantities } from '../engine/admission/quantities';
import type { GroupResource, JsonObject, KubeObject } from '../engine/api/objects';
import { inKeyOrder } from '../engine/golang/map';
import type { Client, WatchEvent } from './client';
import { CONFIG_MAPS, isTerminating, SECRETS, splitKey, type Controller, type ControllerContext } from './controller';
import { keyOf } from './informer';

const QUOTAS = '/api/v1/resourcequotas';
const WATCHED = ['/api/v1/pods', '/api/v1/services', '/api/v1/persistentvolumeclaims', SECRETS, CONFIG_MAPS];

interface Status {
  readonly hard?: Quantities;
  readonly used?: Quantities;
}

const statusOf = (quota: KubeObject): Status => (quota['status'] ?? {}) as Status;

/** What admission writes into a status does not count: the object that it counts may not be stored yet, and would be counted away. */
const wantsAnother = (quota: KubeObject): boolean => prettyPrint(statusOf(quota).hard ?? {}) !== prettyPrint(specOf(quota).hard ?? {});

/** The keys of the quotas of the namespace in which something has changed. What is new has been counted by admission. */
const concerned = ({ type, object }: WatchEvent, { informer }: ControllerContext): readonly string[] =>
  type === 'ADDED'
    ? []
    : informer(QUOTAS)
        .list()
        .filter(({ metadata }) => metadata.namespace === object.metadata.namespace)
        .map(keyOf);

async function listed({ group, resource }: GroupResource, namespace: string, client: Client): Promise<readonly KubeObject[]> {
  const { body } = group === '' ? { body: {} } : await client.request('GET', `/apis/${group}`);
  const version = (body as { readonly preferredVersion?: { readonly groupVersion?: string } }).preferredVersion?.groupVersion;
  const base = group === '' ? '/api/v1' : `/apis/${version ?? group}`;
  const list = await client.request('GET', `${base}/namespaces/${namespace}/${resource}`);
  return list.status === 200 ? ((list.body['items'] ?? []) as unknown as readonly KubeObject[]) : [];
}

async function usedOf(quota: KubeObject, namespace: string, client: Client): Promise<Quantities> {
  const names = Object.keys(specOf(quota).hard ?? {});
  let used: Quantities = {};
  for (const resource of countedResources(names)) {
    const evaluator = evaluatorOf(resource);
    if (evaluator === undefined) continue;
    used = { ...Object.fromEntries(names.filter(evaluator.measures).map((name) => [name, '0'])), ...used };
    for (const object of await listed(resource, namespace, client))
      if (counts(quota, object, evaluator)) used = sum(used, only(evaluator.usage(object), names));
  }
  return inKeyOrder(used);
}

const isSame = ({ hard = {}, used = {} }: Status, allowed: Quantities, now: Quantities): boolean =>
  prettyPrint(hard) === prettyPrint(allowed) && prettyPrint(used) === prettyPrint(now);

export const resourceQuotaController: Controller = {
  name: 'resourcequota-controller',
  alias: 'resourcequota',
  watches: {
    [QUOTAS]: ({ type, object }) => (type === 'ADDED' || (type === 'MODIFIED' && wantsAnother(object)) ? [keyOf(object)] : []),
    ...Object.fromEntries(WATCHED.map((path) => [path, concerned])),
  },
  async reconcile(key, { client, informer }) {
    const known = informer(QUOTAS).get(key);
    if (known === undefined || isTerminating(known)) return;
    const [namespace, name] = splitKey(key);
    const path = `/api/v1/namespaces/${namespace}/resourcequotas/${name}`;
    const quota = (await client.request('GET', path)).body as JsonObject & KubeObject;
    const { hard = {} } = specOf(quota);
    const used = await usedOf(quota, namespace, client);
    if (quota.metadata === undefined || isSame(statusOf(quota), hard, used)) return;
    await client.request('PUT', `${path}/status`, { ...quota, status: { hard, used } });
  },
  // Of other resources nothing is heard, so that their quotas are counted again now and then.
  waiting: ({ informer }) =>
    informer(QUOTAS)
      .list()
      .filter((quota) => Object.keys(specOf(quota).hard ?? {}).some((name) => name.startsWith('count/')))
      .map(keyOf),
};
