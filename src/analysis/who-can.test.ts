import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { expect } from 'expect';
import type { Client as FullClient } from '../controllers/client';
import type { Attributes, ResourceAttributes } from '../engine/api/attributes';
import type { JsonObject, KubeObject } from '../engine/api/objects';
import type { PolicyRule, RbacResource, Subject as RbacSubject } from '../engine/rbac/objects';
import { VERSIONS, versionOf } from '../engine/versions';
import { embedded } from '../targets/embedded';
import { apiPolicy } from './api-policy';
import { Dice } from './dice.fixture';
import { manifestPolicy } from './manifest-policy';
import { policyOf, type Policy } from './policy';
import { attributesFor, identityOf } from './question';
import { allowedTo, whoCan, type Allowed } from './who-can';
import type { Subject } from './subject';
import { table } from '../engine/golang/map';

type Client = Pick<FullClient, 'request'>;

const TRIPLES = 10_000;
const OF_A_VERSION = Math.ceil(TRIPLES / VERSIONS.length);
const OF_A_POLICY = 100;

const NAMESPACES = ['foo', 'bar'] as const;
const VERBS = ['get', 'list', 'create', 'delete', '*'] as const;
const NAMES = ['web', 'db'] as const;
const ROLES = ['r0', 'r1', 'r2', 'r3', 'gone'] as const;
const USERS = ['jane', 'bob', 'system:serviceaccount:foo:default', 'system:anonymous'] as const;
const GROUPS = ['dev', 'ops', 'system:authenticated', 'system:unauthenticated', 'system:serviceaccounts', 'system:serviceaccounts:bar'] as const;
const PATHS = ['/healthz', '/healthz/ping', '/metrics', '/logs/', '/version'] as const;
const RBAC = 'rbac.authorization.k8s.io';

const resourceRule = (dice: Dice): PolicyRule => ({
  verbs: dice.some(VERBS, 3),
  apiGroups: dice.some(['', 'apps', '*'], 2),
  resources: dice.some(['pods', 'pods/log', '*/log', 'services', 'deployments', 'deployments/scale', 'nodes', 'namespaces', '*'], 3),
  ...(dice.chance(0.3) && { resourceNames: dice.some([...NAMES, 'foo'], 2) }),
});
const pathRule = (dice: Dice): PolicyRule => ({ verbs: dice.some(VERBS, 2), nonResourceURLs: dice.some([...PATHS, '/healthz/*', '/met*', '*'], 2) });
const rules = (dice: Dice, ofCluster: boolean): readonly PolicyRule[] =>
  Array.from({ length: 1 + Number(dice.chance(0.5)) }, () => (ofCluster && dice.chance(0.25) ? pathRule(dice) : resourceRule(dice)));

const subject = (dice: Dice): RbacSubject =>
  dice.one<() => RbacSubject>([
    () => ({ kind: 'User', apiGroup: RBAC, name: dice.one(USERS) }),
    () => ({ kind: 'Group', apiGroup: RBAC, name: dice.one(GROUPS) }),
    () => ({ kind: 'ServiceAccount', name: dice.one(['default', 'build']), namespace: dice.one(NAMESPACES) }),
  ])();

const objectOf = (kind: string, metadata: KubeObject['metadata'], fields: object): KubeObject => ({ apiVersion: `${RBAC}/v1`, kind, metadata, ...fields });

/** ClusterRoles that are made of others, one of them of another that is. */
const aggregated = (dice: Dice): readonly KubeObject[] =>
  (['a', 'b'] as const).map((label, at) =>
    objectOf(
      'ClusterRole',
      { name: `r${at}`, ...(dice.chance(0.5) && { labels: { [`to-${dice.one(['a', 'b'])}`]: 'true' } }) },
      { aggregationRule: { clusterRoleSelectors: [{ matchLabels: { [`to-${label}`]: 'true' } }] }, rules: [] },
    ),
  );

function binding(dice: Dice, at: number): KubeObject {
  const everywhere = dice.chance(0.3);
  return objectOf(
    everywhere ? 'ClusterRoleBinding' : 'RoleBinding',
    { name: `b${at}`, ...(!everywhere && { namespace: dice.one(NAMESPACES) }) },
    {
      subjects: Array.from({ length: 1 + Number(dice.chance(0.4)) }, () => subject(dice)),
      roleRef: { apiGroup: RBAC, kind: everywhere ? 'ClusterRole' : dice.one(['Role', 'ClusterRole']), name: dice.one(ROLES) },
    },
  );
}

function objects(dice: Dice): readonly KubeObject[] {
  const made = ROLES.slice(0, -1).flatMap((name, at) => [
    ...(at < 2 ? [] : [objectOf('ClusterRole', { name, labels: { [`to-${dice.one(['a', 'b'])}`]: 'true' } }, { rules: rules(dice, true) })]),
    objectOf('Role', { name, namespace: dice.one(NAMESPACES) }, { rules: rules(dice, false) }),
  ]);
  return [...aggregated(dice), ...made, ...Array.from({ length: 12 }, (_, at) => binding(dice, at))];
}

const user = (dice: Dice) =>
  dice.one([
    () => identityOf('jane', dice.chance(0.5) ? [dice.one(['dev', 'ops'])] : []),
    () => identityOf('bob', []),
    () => identityOf('system:anonymous', []),
    () => identityOf('root', dice.chance(0.1) ? ['system:masters'] : []),
    () => identityOf(`system:serviceaccount:${dice.one(NAMESPACES)}:${dice.one(['default', 'build'])}`, []),
  ])();

const RESOURCES = ['pods', 'pods/log', 'services', 'services/status', 'deployments', 'deployments/scale', 'deployments/log', 'nodes', 'namespaces'] as const;

function question(dice: Dice, { version }: Policy): Attributes {
  const who = user(dice);
  const verb = dice.one(['get', 'list', 'create', 'delete', 'watch']);
  if (dice.chance(0.15)) return attributesFor({ verb, resource: dice.one(PATHS), namespace: '' }, version, who);
  const name = dice.chance(0.5) ? dice.one([...NAMES, 'foo', 'other']) : '';
  const [resource = '', subresource = ''] = dice.one(RESOURCES).split('/');
  return attributesFor({ verb, resource, subresource, name, namespace: dice.one(['', ...NAMESPACES]) }, version, who);
}

const RESOURCE_OF = table<RbacResource>({
  ClusterRole: 'clusterroles',
  Role: 'roles',
  ClusterRoleBinding: 'clusterrolebindings',
  RoleBinding: 'rolebindings',
});

async function create(client: Client, target: string, object: object): Promise<void> {
  const { status, body } = await client.request('POST', target, object);
  if (status !== 201) throw new Error(`${JSON.stringify(object)} was answered ${status}: ${String(body['message'])}`);
}

const session = embedded.connect({});
after(async () => (await session).close());

/** A server of its own with the objects, and the policy as its API lists it. */
async function withServer(version: string, given: readonly KubeObject[], use: (client: Client) => Promise<void>): Promise<void> {
  const target = await (await session).open({ kubernetesVersion: version, flags: { 'authorization-mode': 'RBAC' } });
  const request: Client['request'] = async (method, at, body) => {
    const response = await target.send({ as: { kind: 'administrator' }, method, path: at, ...(body !== undefined && { body }) });
    return { status: response.status, body: JSON.parse(String(response.body)) as JsonObject };
  };
  for (const name of NAMESPACES) await create({ request }, '/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
  for (const object of given) {
    const { namespace } = object.metadata;
    await create({ request }, `/apis/${RBAC}/v1${namespace === undefined ? '' : `/namespaces/${namespace}`}/${RESOURCE_OF[object.kind ?? ''] ?? ''}`, object);
  }
  await use({ request }).finally(() => target.close());
}

async function policyOfManifests(version: string, items: readonly KubeObject[]): Promise<Policy> {
  const folder = mkdtempSync(path.join(tmpdir(), 'cukernetes-random-policy-'));
  writeFileSync(path.join(folder, 'policy.json'), JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
  const { policy } = await manifestPolicy([folder], versionOf(version)).finally(() => rmSync(folder, { recursive: true }));
  return policy;
}

const resourceAsked = ({ verb, namespace, apiGroup: group, apiVersion: version, resource, subresource, name }: ResourceAttributes) => ({
  verb,
  namespace,
  group,
  version,
  resource,
  subresource,
  name,
});

async function reviewed(
  client: Client,
  { name, groups }: { readonly name?: string; readonly groups?: readonly string[] },
  asked: Attributes,
): Promise<boolean> {
  const { verb, path: nonResource } = asked;
  const what = asked.isResourceRequest ? { resourceAttributes: resourceAsked(asked) } : { nonResourceAttributes: { verb, path: nonResource } };
  const { body } = await client.request('POST', '/apis/authorization.k8s.io/v1/subjectaccessreviews', {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SubjectAccessReview',
    spec: { ...(name !== undefined && { user: name }), ...(groups && { groups }), ...what },
  });
  return (body['status'] as { readonly allowed: boolean }).allowed;
}

const lists = (subjects: readonly Allowed[], { name, groups }: Attributes['user']): boolean =>
  subjects.some((allowed) => (allowed.kind === 'User' ? allowed.name === name : groups.includes(allowed.name)));

/** A user who is the subject only, or in the subject only. */
const onlyAs = ({ kind, name }: Subject) => (kind === 'User' ? { name } : { groups: [name] });

describe('who-can', () => {
  for (const version of VERSIONS) {
    it(`lists whom a SubjectAccessReview of ${version} allows and no others, in ${OF_A_VERSION} random cases`, async () => {
      const dice = new Dice(VERSIONS.indexOf(version) + 1);
      let allowed = 0;
      for (let policies = 0; policies < OF_A_VERSION / OF_A_POLICY; policies += 1) {
        const given = objects(dice);
        await withServer(version, given, async (client) => {
          const policy = policies % 2 === 0 ? await policyOfManifests(version, given) : await apiPolicy(client);
          for (let triple = 0; triple < OF_A_POLICY; triple += 1) {
            const attributes = question(dice, policy);
            const subjects = allowedTo(policy, attributes);
            const expected = await reviewed(client, attributes.user, attributes);
            allowed += Number(expected);
            if (lists(subjects, attributes.user) !== expected) expect({ given, attributes, subjects }).toEqual({ given, attributes, expected });
            const listed = dice.one(subjects as unknown as readonly [Allowed, ...Allowed[]]);
            if (!(await reviewed(client, onlyAs(listed), attributes))) expect({ given, attributes, listed }).toEqual({ given, attributes, listed: 'refused' });
          }
        });
      }
      // Neither answer is rare.
      expect(allowed).toBeGreaterThan(OF_A_VERSION / 20);
      expect(allowed).toBeLessThan(OF_A_VERSION * 0.95);
    });
  }

  it('gives the binding of the privileged group too, which needs none', async () => {
    const version = versionOf('1.36');
    const subjects = allowedTo((await manifestPolicy([], version)).policy, attributesFor({ verb: 'get', resource: 'pods', namespace: 'foo' }, version));
    expect(subjects.filter(({ name }) => name === 'system:masters').map(({ by }) => by.map(({ binding: at }) => at))).toEqual([
      [{ kind: 'ClusterRoleBinding', namespace: '', name: 'cluster-admin' }],
    ]);
  });

  it('gives every binding that lets a subject', () => {
    const role = { kind: 'ClusterRole', metadata: { name: 'reader' }, rules: [{ verbs: ['get'], apiGroups: [''], resources: ['pods'] }] };
    const binding = (kind: string, name: string, namespace?: string): KubeObject => ({
      kind,
      metadata: { name, ...(namespace !== undefined && { namespace }) },
      subjects: [{ kind: 'ServiceAccount', name: 'ci', namespace: 'build' }],
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'reader' },
    });
    const version = versionOf('1.36');
    const policy = policyOf(version, [
      role,
      binding('ClusterRoleBinding', 'all'),
      binding('RoleBinding', 'here', 'foo'),
      binding('RoleBinding', 'there', 'bar'),
    ]);
    const subjects = allowedTo(policy, attributesFor({ verb: 'get', resource: 'pods', name: 'web', namespace: 'foo' }, version));
    expect(subjects.map(({ kind, name, by }) => [kind, name, by.map(({ binding: at }) => at)])).toEqual([
      ['Group', 'system:masters', []],
      [
        'User',
        'system:serviceaccount:build:ci',
        [
          { kind: 'ClusterRoleBinding', namespace: '', name: 'all' },
          { kind: 'RoleBinding', namespace: 'foo', name: 'here' },
        ],
      ],
    ]);
  });

  // One after the other they took minutes.
  it('finds 50,000 groups as quickly as 50,000 users: those that nothing names are alike', () => {
    const version = versionOf('1.37');
    const role = {
      kind: 'Role',
      metadata: { name: 'exec', namespace: 'foo' },
      rules: [{ verbs: ['create'], apiGroups: [''], resources: ['pods', 'pods/exec'] }],
    };
    const took = (kind: 'User' | 'Group'): number => {
      const subjects = Array.from({ length: 50_000 }, (_, index) => ({ apiGroup: RBAC, kind, name: `one-${index}` }));
      const binding: KubeObject = {
        kind: 'RoleBinding',
        metadata: { name: 'exec', namespace: 'foo' },
        subjects,
        roleRef: { apiGroup: RBAC, kind: 'Role', name: 'exec' },
      };
      const policy = policyOf(version, [role, binding]);
      const { user, system } = process.cpuUsage();
      const { couldByAssumption } = whoCan(policy, attributesFor({ verb: 'get', resource: 'secrets', namespace: 'foo' }, version));
      const after = process.cpuUsage();
      expect(couldByAssumption.length).toBeGreaterThanOrEqual(50_000);
      return (after.user + after.system - user - system) / 1000;
    };
    expect(took('Group')).toBeLessThan(1_000 + 5 * took('User'));
  });
});
