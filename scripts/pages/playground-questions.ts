/**
 * Random manifests and questions for the playground: what a server takes and what it refuses, what it does not serve, what is not YAML; custom
 * resources, names that are short, wrong or given twice.
 */
import { dump } from 'js-yaml';
import type { Dice } from '../../src/analysis/dice.fixture';
import { RBAC_GROUP } from '../../src/engine/rbac/objects';
import { VERSIONS } from '../../src/engine/versions';
import type { Asked } from '../../src/site/playground/answer';

const NAMESPACES = ['foo', 'bar'] as const;
const VERBS = ['get', 'list', 'watch', 'create', 'update', 'delete', 'bind', 'escalate', 'impersonate', 'use', '*'] as const;
const RESOURCES = [
  'pods',
  'pods/log',
  'pods/exec',
  '*/log',
  'services',
  'secrets',
  'deployments',
  'nodes',
  'namespaces',
  'roles',
  'rolebindings',
  'clusterroles',
  'users',
  'serviceaccounts/token',
  'widgets',
  '*',
] as const;
const GROUPS = ['', 'apps', '*', RBAC_GROUP, 'example.com'] as const;
const PATHS = ['/healthz', '/healthz/*', '/met*', '/version', '*', 'logs'] as const;
const ROLES = ['r0', 'r1', 'r2', 'view', 'edit', 'admin', 'cluster-admin', 'gone'] as const;
const PEOPLE = ['jane', 'bob', 'system:anonymous', 'system:serviceaccount:foo:default', 'system:kube-scheduler'] as const;
const ASKED_FOR = [
  'pods',
  'po',
  'pod/web',
  'pods/log',
  'Secrets',
  'secrets/db',
  'deploy',
  'deployments.apps',
  'deployments.v1.apps',
  'ds.extensions',
  'nodes',
  'ns/foo',
  'clusterroles',
  'widgets',
  'wd',
  'widgets.example.com',
  'gadgets.example.org',
  'gadgets',
  'users',
  '*',
  '*.apps',
  '/healthz',
  '/healthz/ping',
  '/version',
] as const;

const rule = (dice: Dice): object =>
  dice.chance(0.15)
    ? { verbs: dice.some(VERBS, 2), nonResourceURLs: dice.some(PATHS, 2) }
    : {
        verbs: dice.chance(0.04) ? [] : dice.some(VERBS, 3),
        apiGroups: dice.some(GROUPS, 2),
        resources: dice.some(RESOURCES, 3),
        ...(dice.chance(0.2) && { resourceNames: dice.some(['web', 'db', 'foo'], 2) }),
        ...(dice.chance(0.04) && { resourceName: ['typo'] }),
      };

const subject = (dice: Dice): object => {
  const kind = dice.one(['User', 'Group', 'ServiceAccount'] as const);
  const isWrong = dice.chance(0.06);
  if (kind === 'ServiceAccount')
    return { kind, name: dice.one(['default', 'build', ...(isWrong ? ['Not_A_Name'] : [])]), ...(!isWrong && { namespace: dice.one(NAMESPACES) }) };
  return {
    kind: isWrong ? kind.toLowerCase() : kind,
    ...(!dice.chance(0.04) && { apiGroup: RBAC_GROUP }),
    name: kind === 'User' ? dice.one(PEOPLE) : dice.one(['dev', 'system:authenticated', 'system:unauthenticated', 'system:serviceaccounts:bar']),
  };
};

const apiVersion = (dice: Dice): string => `${RBAC_GROUP}/${dice.chance(0.1) ? dice.one(['v1beta1', 'v1alpha1', 'v2']) : 'v1'}`;

function role(dice: Dice): object {
  const kind = dice.one(['Role', 'ClusterRole'] as const);
  const metadata = {
    name: dice.one(['r0', 'r1', 'r2', ...(dice.chance(0.1) ? ['view', 'system:controller:job-controller', 'a/b'] : [])]),
    ...(kind === 'Role' && !dice.chance(0.2) && { namespace: dice.one([...NAMESPACES, ...(dice.chance(0.05) ? ['Not A Namespace'] : [])]) }),
    ...(dice.chance(0.2) && { labels: { [dice.one([`${RBAC_GROUP}/aggregate-to-view`, 'to-r0'])]: 'true' } }),
  };
  const aggregates = kind === 'ClusterRole' && dice.chance(0.15) && { aggregationRule: { clusterRoleSelectors: [{ matchLabels: { 'to-r0': 'true' } }] } };
  return { apiVersion: apiVersion(dice), kind, metadata, rules: Array.from({ length: 1 + Number(dice.chance(0.4)) }, () => rule(dice)), ...aggregates };
}

function binding(dice: Dice): object {
  const kind = dice.one(['RoleBinding', 'ClusterRoleBinding'] as const);
  const metadata = { name: `b${dice.one(['0', '1', '2', '3', '4'])}`, ...(kind === 'RoleBinding' && { namespace: dice.one(NAMESPACES) }) };
  const roleRef = { apiGroup: dice.chance(0.04) ? 'rbac' : RBAC_GROUP, kind: dice.one(['ClusterRole', 'Role'] as const), name: dice.one(ROLES) };
  return { apiVersion: apiVersion(dice), kind, metadata, roleRef, subjects: Array.from({ length: 1 + Number(dice.chance(0.4)) }, () => subject(dice)) };
}

const WIDGETS = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'widgets.example.com' },
  spec: {
    group: 'example.com',
    scope: 'Namespaced',
    names: { plural: 'widgets', singular: 'widget', kind: 'Widget', shortNames: ['wd'] },
    versions: [{ name: 'v1' }],
  },
};
const TOKEN = {
  apiVersion: 'v1',
  kind: 'Secret',
  type: 'kubernetes.io/service-account-token',
  metadata: { name: 'token', namespace: 'foo', annotations: { 'kubernetes.io/service-account.name': 'build' } },
};

/** Sometimes the text is cut off in the middle, or holds words alone. */
export function randomManifests(dice: Dice): string {
  const objects = [
    ...Array.from({ length: 4 }, () => role(dice)),
    ...(dice.chance(0.5) ? [WIDGETS] : []),
    ...(dice.chance(0.5) ? [TOKEN] : []),
    ...Array.from({ length: 5 }, () => binding(dice)),
  ];
  const text = objects.map((object) => dump(object)).join('---\n');
  if (dice.chance(0.06)) return text.slice(0, text.length / 2 + 1).replace(/\n[^\n]*$/, '\nrules: [');
  return dice.chance(0.04) ? `${text}---\njust words\n` : text;
}

export function randomQuestion(dice: Dice, kubernetesVersion: string, manifests: string): Asked {
  const command = dice.one(['explain', 'explain', 'who-can', 'can-i --list'] as const);
  const isOverAll = command !== 'can-i --list' && dice.chance(0.15);
  return {
    kubernetesVersion,
    manifests,
    command,
    verb: dice.one([...VERBS, 'frobnicate']),
    type: dice.one(ASKED_FOR),
    ...(dice.chance(0.25) && { name: dice.one(['web', 'db', 'foo']) }),
    ...(dice.chance(0.2) && { subresource: dice.one(['log', 'exec', 'status', 'token']) }),
    ...(isOverAll ? { allNamespaces: true } : dice.chance(0.8) && { namespace: dice.one([...NAMESPACES, 'kube-system']) }),
    as: dice.one([...PEOPLE, 'root']),
    asGroup: dice.chance(0.3) ? dice.some(['dev', 'system:masters', 'system:nodes'], 2) : [],
  };
}

/** Several of each manifests and one version, as who tries something out asks them. */
export function randomQuestions(dice: Dice, count: number, ofEachManifests: number): readonly Asked[] {
  const texts = Array.from({ length: Math.ceil(count / ofEachManifests) }, () => randomManifests(dice));
  return texts.flatMap((text, at) => Array.from({ length: ofEachManifests }, () => randomQuestion(dice, VERSIONS[at % VERSIONS.length] ?? VERSIONS[0], text)));
}
