/**
 * The rights by which somebody gets at more than they have: to hand out a role, to write one, or to act as somebody else.
 * Each is asked for as a request of its own.
 */
import type { Attributes } from '../engine/api/attributes';
import { RBAC_GROUP, type PolicyRule } from '../engine/registry/rbac/objects';

type Right = Partial<Attributes> & Pick<Attributes, 'verb' | 'resource'>;

export const rightTo = (right: Right): Attributes => ({
  user: { name: '', uid: '', groups: [], extra: {} },
  namespace: '',
  apiGroup: '',
  apiVersion: 'v1',
  subresource: '',
  name: '',
  isResourceRequest: true,
  path: '',
  ...right,
});

export const rbacRight = (verb: string, resource: string, namespace = '', name = ''): Attributes =>
  rightTo({ verb, resource, namespace, name, apiGroup: RBAC_GROUP });

/** What makes pods of a ServiceAccount that its author chooses. */
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

const ALWAYS: ReadonlySet<string> = new Set(['*', 'bind', 'escalate', 'impersonate']);
const READS: ReadonlySet<string> = new Set(['get', 'list', 'watch']);
const WRITES: ReadonlySet<string> = new Set(['create', 'update', 'patch']);
const READ: ReadonlySet<string> = new Set(['*', 'secrets']);
const CREATED: ReadonlySet<string> = new Set(['*', 'secrets', 'serviceaccounts/token', '*/token', ...POD_MAKERS.map(([, resource]) => resource)]);
const WRITTEN: ReadonlySet<string> = new Set(['*', 'roles', 'clusterroles', 'rolebindings', 'clusterrolebindings']);

/** Whether any of these rights can come from the rule. Most rules of most clusters give none. */
export function givesPower({ verbs, resources = [] }: PolicyRule): boolean {
  const [reads, writes, creates] = [verbs.some((verb) => READS.has(verb)), verbs.some((verb) => WRITES.has(verb)), verbs.includes('create')];
  return (
    verbs.some((verb) => ALWAYS.has(verb)) ||
    resources.some((resource) => (reads && READ.has(resource)) || (creates && CREATED.has(resource)) || (writes && WRITTEN.has(resource)))
  );
}
