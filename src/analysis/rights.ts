/**
 * The rights by which a subject gets more than it has: to hand out a role, to write one, or to impersonate another subject.
 * Each is asked for as a request of its own.
 */
import { resourceAttributes } from '../engine/apimachinery/attributes';
import type { ResourceAttributes } from '../engine/api/attributes';
import { RBAC_GROUP, type PolicyRule } from '../engine/rbac/objects';

type Right = Partial<Omit<ResourceAttributes, 'isResourceRequest' | 'path'>> & Pick<ResourceAttributes, 'verb' | 'resource'>;

export const rightTo = (right: Right): ResourceAttributes =>
  resourceAttributes({ user: { name: '', uid: '', groups: [], extra: {} }, apiVersion: 'v1', ...right });

export const rbacRight = (verb: string, resource: string, namespace = '', name = ''): ResourceAttributes =>
  rightTo({ verb, resource, namespace, name, apiGroup: RBAC_GROUP });

/** What makes pods of a ServiceAccount that its author chooses. Changing one takes an existing one, which no policy shows. */
export const POD_MAKERS: readonly (readonly [group: string, resource: string])[] = [
  ['', 'pods'],
  ['', 'replicationcontrollers'],
  ['apps', 'daemonsets'],
  ['apps', 'deployments'],
  ['apps', 'replicasets'],
  ['apps', 'statefulsets'],
  ['batch', 'cronjobs'],
  ['batch', 'jobs'],
];

export const CERTIFICATES = 'certificates.k8s.io';

const ALWAYS: ReadonlySet<string> = new Set(['*', 'bind', 'escalate', 'impersonate', 'approve']);
const READ: ReadonlySet<string> = new Set(['*', 'secrets']);
const CREATED: ReadonlySet<string> = new Set([
  '*',
  'secrets',
  'serviceaccounts/token',
  '*/token',
  'certificatesigningrequests',
  ...POD_MAKERS.map(([, resource]) => resource),
]);
/** Who deletes a role may make it anew. */
const DELETED: ReadonlySet<string> = new Set(['*', 'roles', 'clusterroles']);
const WRITTEN: ReadonlySet<string> = new Set([
  '*',
  'roles',
  'clusterroles',
  'rolebindings',
  'clusterrolebindings',
  'certificatesigningrequests/approval',
  '*/approval',
]);

/** By verb, the resources that matter; every resource where a verb is a right to more by itself. */
const POWER: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ...['get', 'list', 'watch'].map((verb) => [verb, READ] as const),
  ...['update', 'patch'].map((verb) => [verb, WRITTEN] as const),
  ...['delete', 'deletecollection'].map((verb) => [verb, DELETED] as const),
  ['create', new Set([...CREATED, ...WRITTEN])],
]);

/** Whether any of these rights can come from the rule. Most rules of most clusters give none; loops, because this runs for all of them. */
export function canEscalate({ verbs, resources = [] }: PolicyRule): boolean {
  for (const verb of verbs) {
    if (ALWAYS.has(verb) || verb.startsWith('impersonate')) return true;
    const powerful = POWER.get(verb);
    if (powerful !== undefined) for (const resource of resources) if (powerful.has(resource)) return true;
  }
  return false;
}
