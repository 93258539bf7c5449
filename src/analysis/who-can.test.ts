import { describe, it } from 'node:test';
import { expect } from 'expect';
import { ApiServer } from '../engine/api-server';
import type { Attributes } from '../engine/api/attributes';
import type { KubeObject } from '../engine/api/objects';
import { optionsFor } from '../engine/options/parse';
import { rbacResource, type Subject } from '../engine/registry/rbac/objects';
import { VERSIONS, versionOf } from '../engine/versions';
import { policyOf } from './policy';
import { attributesFor, identityOf } from './question';
import { allowedTo, type Allowed } from './who-can';

const TRIPLES = 10_000;
const A_POLICY = 100;

/** Numbers that look random and are the same in every run (mulberry32). */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

class Dice {
  readonly #next: () => number;
  constructor(seed: number) {
    this.#next = numbersFrom(seed);
  }
  chance(of: number): boolean {
    return this.#next() < of;
  }
  one<T>(from: readonly [T, ...T[]]): T {
    return from[Math.floor(this.#next() * from.length)] ?? from[0];
  }
  some<T>(from: readonly [T, ...T[]], most: number): T[] {
    return Array.from({ length: 1 + Math.floor(this.#next() * most) }, () => this.one(from));
  }
}

const NAMESPACES = ['foo', 'bar'] as const;
const VERBS = ['get', 'list', 'create', 'delete', '*'] as const;
const ROLES = ['r0', 'r1', 'r2', 'r3', 'gone'] as const;

function rule(dice: Dice) {
  if (dice.chance(0.15)) return { verbs: dice.some(VERBS, 2), nonResourceURLs: dice.some(['/healthz', '/healthz/*', '/metrics', '*'], 2) };
  return {
    verbs: dice.some(VERBS, 3),
    apiGroups: dice.some(['', 'apps', '*'], 2),
    resources: dice.some(['pods', 'pods/log', '*/log', 'services', 'deployments', 'nodes', '*'], 3),
    ...(dice.chance(0.3) && { resourceNames: dice.some(['web', 'db'], 2) }),
  };
}

const subject = (dice: Dice): Subject =>
  dice.one<() => Subject>([
    () => ({ kind: 'User', name: dice.one(['jane', 'bob', 'system:serviceaccount:foo:default']) }),
    () => ({ kind: 'Group', name: dice.one(['dev', 'system:authenticated', 'system:serviceaccounts', 'system:serviceaccounts:bar']) }),
    () => ({ kind: 'ServiceAccount', name: dice.one(['default', 'build']), namespace: dice.one(NAMESPACES) }),
  ])();

function objects(dice: Dice): readonly (readonly ['roles' | 'clusterroles' | 'rolebindings' | 'clusterrolebindings', KubeObject])[] {
  const rules = () => Array.from({ length: 1 + Number(dice.chance(0.5)) }, () => rule(dice));
  const roles = ROLES.slice(0, -1).flatMap((name) => [
    ['clusterroles', { metadata: { name }, rules: rules() }] as const,
    ['roles', { metadata: { name, namespace: dice.one(NAMESPACES) }, rules: rules() }] as const,
  ]);
  const bindings = Array.from({ length: 6 }, (_, at) => {
    const everywhere = dice.chance(0.3);
    const kind = everywhere ? 'ClusterRole' : dice.one(['Role', 'ClusterRole']);
    const binding = {
      metadata: { name: `b${at}`, ...(!everywhere && { namespace: dice.one(NAMESPACES) }) },
      subjects: Array.from({ length: 1 + Number(dice.chance(0.4)) }, () => subject(dice)),
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind, name: dice.one(ROLES) },
    };
    return [everywhere ? ('clusterrolebindings' as const) : ('rolebindings' as const), binding] as const;
  });
  return [...roles, ...bindings];
}

const user = (dice: Dice) =>
  dice.one([
    () => identityOf('jane', dice.chance(0.5) ? ['dev'] : []),
    () => identityOf('bob', []),
    () => identityOf('root', dice.chance(0.1) ? ['system:masters'] : []),
    () => identityOf(`system:serviceaccount:${dice.one(NAMESPACES)}:${dice.one(['default', 'build'])}`, []),
  ])();

function question(dice: Dice, version: ReturnType<typeof versionOf>): Attributes {
  const who = user(dice);
  const verb = dice.one(['get', 'list', 'create', 'delete', 'watch']);
  if (dice.chance(0.15)) return attributesFor({ verb, resource: dice.one(['/healthz', '/healthz/ping', '/metrics', '/version']), namespace: '' }, version, who);
  const name = dice.chance(0.5) ? dice.one(['web', 'db', 'other']) : '';
  const resource = dice.one(['pods', 'pods/log', 'services', 'services/status', 'deployments', 'deployments/log', 'nodes', 'namespaces']);
  return attributesFor({ verb, resource, name, namespace: dice.one(['', ...NAMESPACES]) }, version, who);
}

async function reviewed(server: ApiServer, { user: { name, groups }, ...asked }: Attributes): Promise<boolean> {
  const { verb, namespace, apiGroup: group, apiVersion: version, resource, subresource, name: object, path } = asked;
  const what = asked.isResourceRequest
    ? { resourceAttributes: { verb, namespace, group, version, resource, subresource, name: object } }
    : { nonResourceAttributes: { verb, path } };
  const { body } = await server.handle({
    method: 'POST',
    target: '/apis/authorization.k8s.io/v1/subjectaccessreviews',
    headers: { authorization: `Bearer ${server.options.loopbackToken ?? ''}`, 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ apiVersion: 'authorization.k8s.io/v1', kind: 'SubjectAccessReview', spec: { user: name, groups, ...what } }),
  });
  return (JSON.parse(body.toString()) as { readonly status: { readonly allowed: boolean } }).status.allowed;
}

const lists = (subjects: readonly Allowed[], { name, groups }: Attributes['user']): boolean =>
  subjects.some((allowed) => (allowed.kind === 'User' ? allowed.name === name : groups.includes(allowed.name)));

describe('who-can', () => {
  for (const version of VERSIONS) {
    it(`lists whom a SubjectAccessReview of ${version} allows and nobody else, in ${TRIPLES / VERSIONS.length} random cases`, async () => {
      const dice = new Dice(VERSIONS.indexOf(version) + 1);
      const base = ApiServer.start(optionsFor({ kubernetesVersion: version, flags: { 'authorization-mode': 'RBAC' } }));
      let allowed = 0;
      for (let policies = 0; policies < TRIPLES / VERSIONS.length / A_POLICY; policies += 1) {
        const server = base.fork();
        for (const [resource, object] of objects(dice)) server.storage.put(rbacResource(resource), object);
        const policy = { version: server.options.version, storage: server.storage };
        for (let triple = 0; triple < A_POLICY; triple += 1) {
          const attributes = question(dice, server.options.version);
          const expected = await reviewed(server, attributes);
          const answer = lists(allowedTo(policy, attributes), attributes.user);
          allowed += Number(expected);
          if (answer !== expected) expect({ policies, attributes, answer }).toEqual({ policies, attributes, answer: expected });
        }
      }
      // Neither answer is rare.
      expect(allowed).toBeGreaterThan(TRIPLES / VERSIONS.length / 10);
      expect(allowed).toBeLessThan((TRIPLES / VERSIONS.length) * 0.9);
    });
  }

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
});
