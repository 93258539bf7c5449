/**
 * Whether kube-controller-manager has done what it makes of the objects that are there. Each of its controllers brings about a
 * state that can be seen from the objects alone, so no time has to be guessed. The controllers, with their upstream files,
 * are those of src/controllers.
 */
import { aggregatedRules } from '../../controllers/cluster-role-aggregation';
import { VALIDATING_POLICIES } from '../../controllers/controller';
import { FOREGROUND, hasFinalizer, ORPHAN, ownersOf } from '../../controllers/dependency-graph';
import { isObserved } from '../../controllers/validating-admission-policy-status';
import type { KubeObject } from '../../engine/api/objects';
import type { Version } from '../../engine/versions';
import { table } from '../../engine/golang/map';

/** Where the API server lists them, and where it keeps them in etcd. */
export const WATCHED = {
  namespaces: { path: '/api/v1/namespaces', key: 'namespaces' },
  serviceAccounts: { path: '/api/v1/serviceaccounts', key: 'serviceaccounts' },
  secrets: { path: '/api/v1/secrets', key: 'secrets' },
  configMaps: { path: '/api/v1/configmaps', key: 'configmaps' },
  clusterRoles: { path: '/apis/rbac.authorization.k8s.io/v1/clusterroles', key: 'clusterroles' },
  /** Old versions have none. */
  policies: { path: VALIDATING_POLICIES, key: 'validatingadmissionpolicies' },
} as const;

export type Observed = Readonly<Record<keyof typeof WATCHED, readonly KubeObject[]>>;

/** What is still to be done, in words; undefined at rest. */
type Awaited = (observed: Observed, version: Version) => string | undefined;

const nameOf = ({ metadata: { namespace, name = '' } }: KubeObject): string => (namespace === undefined ? name : `${namespace}/${name}`);
const isActive = ({ metadata }: KubeObject): boolean => metadata.deletionTimestamp === undefined;
const has = (objects: readonly KubeObject[], name: string): boolean => objects.some((object) => nameOf(object) === name);

const missingInNamespace =
  (kind: 'serviceAccounts' | 'configMaps', name: string): Awaited =>
  (observed) => {
    const without = observed.namespaces.filter(isActive).find((namespace) => !has(observed[kind], `${nameOf(namespace)}/${name}`));
    return without && `the namespace ${nameOf(without)} has no ${name} among its ${kind}`;
  };

const TOKEN = 'kubernetes.io/service-account-token';
const ACCOUNT = 'kubernetes.io/service-account.name';

const tokens: Awaited = ({ serviceAccounts, secrets }, version) => {
  const isToken = (secret: KubeObject): boolean => secret['type'] === TOKEN && secret.metadata.annotations?.[ACCOUNT] !== undefined;
  const accountOf = ({ metadata }: KubeObject): string => `${metadata.namespace ?? ''}/${metadata.annotations?.[ACCOUNT] ?? ''}`;
  const hasToken = (secret: KubeObject): boolean => (secret['data'] as Readonly<Record<string, string>> | undefined)?.['token'] !== undefined;
  const unfinished = secrets.filter(isToken).find((secret) => !has(serviceAccounts, accountOf(secret)) || !hasToken(secret));
  if (unfinished !== undefined) return `the token Secret ${nameOf(unfinished)} is neither filled nor removed`;
  if (!version.has('legacyServiceAccountTokens')) return undefined;
  const referenced = (account: KubeObject): boolean =>
    ((account['secrets'] as readonly { readonly name: string }[] | undefined) ?? []).some(({ name }) =>
      has(secrets.filter(isToken), `${account.metadata.namespace ?? ''}/${name}`),
    );
  const without = serviceAccounts.filter(isActive).find((account) => !referenced(account));
  return without && `the ServiceAccount ${nameOf(without)} has no token Secret`;
};

const sortedRules = (rules: unknown): string => JSON.stringify(((rules as readonly unknown[] | undefined) ?? []).map((rule) => JSON.stringify(rule)).sort());

const aggregation: Awaited = ({ clusterRoles }, version) => {
  const differs = (role: KubeObject): boolean => {
    const rules = aggregatedRules(role, clusterRoles);
    // Where the controller applies, it takes no rules away that others wrote.
    if (rules.length === 0 && version.has('aggregationApplies')) return false;
    return sortedRules(rules) !== sortedRules(role['rules']);
  };
  const stale = clusterRoles.filter((role) => role['aggregationRule'] !== undefined).find(differs);
  return stale && `the ClusterRole ${nameOf(stale)} has not the rules that it aggregates`;
};

interface Condition {
  readonly type: string;
  readonly status: string;
}

/** A namespace whose content has finalizers stays, and says so. */
const deletion: Awaited = ({ namespaces }) => {
  const isHeld = (namespace: KubeObject): boolean =>
    ((namespace['status'] as { readonly conditions?: readonly Condition[] } | undefined)?.conditions ?? []).some(
      ({ type, status }) => type === 'NamespaceFinalizersRemaining' && status === 'True',
    );
  const isOurs = (namespace: KubeObject): boolean =>
    ((namespace['spec'] as { readonly finalizers?: readonly string[] } | undefined)?.finalizers ?? []).includes('kubernetes');
  const going = namespaces.filter((namespace) => !isActive(namespace) && isOurs(namespace)).find((namespace) => !isHeld(namespace));
  return going && `the namespace ${nameOf(going)} is being deleted`;
};

/** By the kinds that are observed; of other owners nothing is known here. */
const KINDS = {
  namespaces: 'Namespace',
  serviceAccounts: 'ServiceAccount',
  secrets: 'Secret',
  configMaps: 'ConfigMap',
  clusterRoles: 'ClusterRole',
} satisfies Record<Exclude<keyof Observed, 'policies'>, string>;

/** An object goes with its last owner, and an owner after what blocks it; either stays for finalizers of others. */
const collection: Awaited = (observed) => {
  const objects = Object.values(observed).flat();
  const uids = new Set(objects.map(({ metadata }) => metadata.uid));
  const isGone = ({ kind, uid }: { readonly kind: string; readonly uid: string }): boolean => Object.values(KINDS).includes(kind) && !uids.has(uid);
  const isHeld = ({ metadata }: KubeObject): boolean =>
    objects.some((other) => (other.metadata.finalizers ?? []).length > 0 && ownersOf(other).some(({ uid }) => uid === metadata.uid));
  const left = objects.filter(isActive).find((object) => ownersOf(object).length > 0 && ownersOf(object).every(isGone));
  if (left !== undefined) return `${nameOf(left)} has outlived its owners`;
  const going = objects
    .filter((object) => !isActive(object) && !isHeld(object))
    .find((object) => [ORPHAN, FOREGROUND].some((name) => hasFinalizer(object, name)));
  return going && `${nameOf(going)} waits for the garbage collector`;
};

const typeChecking: Awaited = ({ policies }) => {
  const unchecked = policies.find((policy) => !isObserved(policy));
  return unchecked && `the types of the ValidatingAdmissionPolicy ${nameOf(unchecked)} are not checked`;
};

/**
 * What a controller made in a namespace of which it had not heard yet that it is gone, and the API server neither. Nothing else
 * ever is without its namespace. Keys of etcd, below the prefix of the API server.
 */
export function orphansAmong({ namespaces, serviceAccounts, configMaps }: Pick<Observed, 'namespaces' | 'serviceAccounts' | 'configMaps'>): readonly string[] {
  const keys = (resource: string, objects: readonly KubeObject[]): readonly string[] =>
    objects.filter(({ metadata }) => !has(namespaces, metadata.namespace ?? '')).map((object) => `/${resource}/${nameOf(object)}`);
  return [...keys('serviceaccounts', serviceAccounts), ...keys('configmaps', configMaps)];
}

/** By the names that --controllers takes in every version. */
const AWAITED = table<Awaited>({
  serviceaccount: missingInNamespace('serviceAccounts', 'default'),
  'root-ca-cert-publisher': missingInNamespace('configMaps', 'kube-root-ca.crt'),
  'serviceaccount-token': tokens,
  'clusterrole-aggregation': aggregation,
  namespace: deletion,
  garbagecollector: collection,
  'validatingadmissionpolicy-status-controller': typeChecking,
});

export function awaitedOf(controllers: readonly string[], observed: Observed, version: Version): string | undefined {
  for (const controller of controllers) {
    const missing = AWAITED[controller]?.(observed, version);
    if (missing !== undefined) return missing;
  }
  return undefined;
}
