/** What holds for every target. */
import { test } from 'node:test';
import { expect } from 'expect';
import { embedded } from './embedded';
import { http } from './http';
import { openAlone } from './target-alone';
import type { Requester, Target, TargetKind } from './target';
import { targetKind } from './targets';

const administrator: Requester = { kind: 'administrator' };
const jane: Requester = { kind: 'user', name: 'jane', groups: ['developers'] };
const account: Requester = { kind: 'serviceAccount', namespace: 'foo', name: 'default' };
const SERVICES = '/api/v1/namespaces/foo/services';

/** Opens a target, and closes it whatever happens. */
async function using(kind: TargetKind, use: (target: Target) => Promise<void>, version = '1.36'): Promise<void> {
  const target = await openAlone(kind, { kubernetesVersion: version });
  try {
    await use(target);
  } finally {
    await target.close();
  }
}

const create = async (target: Target, path: string, body: object): Promise<void> => {
  const { status, body: answer } = await target.send({ as: administrator, method: 'POST', path, body });
  expect([status, answer]).toEqual([201, answer]);
};
const createNamespace = (target: Target, name: string): Promise<void> =>
  create(target, '/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name } });

const targets: Readonly<Record<string, TargetKind>> = { embedded, http };

for (const [name, kind] of Object.entries(targets)) {
  test(`${name}: a user is refused by name`, () =>
    using(kind, async (target) => {
      const { status, headers, body } = await target.send({ as: jane, method: 'GET', path: SERVICES });
      expect(status).toBe(403);
      expect(headers['Content-Type']).toBe('application/json');
      expect(JSON.parse(body.toString())).toMatchObject({
        message: 'services is forbidden: User "jane" cannot list resource "services" in API group "" in the namespace "foo"',
      });
    }));

  test(`${name}: a group of a user counts`, () =>
    using(kind, async (target) => {
      await create(target, '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings', {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'ClusterRoleBinding',
        metadata: { name: 'developers' },
        subjects: [{ kind: 'Group', name: 'developers', apiGroup: 'rbac.authorization.k8s.io' }],
        roleRef: { kind: 'ClusterRole', name: 'view', apiGroup: 'rbac.authorization.k8s.io' },
      });
      expect((await target.send({ as: jane, method: 'GET', path: SERVICES })).status).toBe(200);
    }));

  for (const version of ['1.20', '1.36', '1.37']) {
    test(`${name}: the ServiceAccount of a new namespace acts with a token of its own (${version})`, () =>
      using(
        kind,
        async (target) => {
          await createNamespace(target, 'foo');
          const { status, body } = await target.send({ as: account, method: 'GET', path: SERVICES });
          expect(status).toBe(403);
          expect(body.toString()).toContain('User \\"system:serviceaccount:foo:default\\" cannot list resource');
        },
        version,
      ));
  }

  test(`${name}: an anonymous client is system:anonymous`, () =>
    using(kind, async (target) => {
      const { body } = await target.send({ as: { kind: 'anonymous' }, method: 'GET', path: SERVICES });
      expect(body.toString()).toContain('User \\"system:anonymous\\"');
    }));

  test(`${name}: a target sees nothing of another`, () =>
    using(kind, async (one) => {
      await createNamespace(one, 'foo');
      await using(kind, async (other) => {
        expect((await other.send({ as: administrator, method: 'GET', path: '/api/v1/namespaces/foo' })).status).toBe(404);
      });
    }));

  test(`${name}: a bounded watch is answered whole`, () =>
    using(kind, async (target) => {
      const { status, body } = await target.send({
        as: administrator,
        method: 'GET',
        path: '/api/v1/namespaces?watch=true&timeoutSeconds=1&fieldSelector=metadata.name=default',
      });
      expect(status).toBe(200);
      expect(JSON.parse(body.toString())).toMatchObject({ type: 'ADDED', object: { metadata: { name: 'default' } } });
    }));

  test(`${name}: a kubeconfig leads to a server that listens`, () =>
    using(kind, async (target) => {
      const config = JSON.parse(await target.kubeconfig(jane)) as { readonly clusters: readonly { readonly cluster: { readonly server: string } }[] };
      expect(config).toMatchObject({ kind: 'Config', users: [{ user: { 'client-certificate-data': expect.any(String) } }] });
      expect(config.clusters[0]?.cluster.server).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
    }));
}

test('a target that does not exist is refused with those that do', () => {
  expect(() => targetKind('embeded')).toThrow('Unknown target "embeded": name one of embedded, http');
});

test('the own API server runs no containers, and only versions that it has data for', async () => {
  const session = await embedded.connect({});
  expect(session.unsupportedReason({ kubernetesVersion: '1.36', flags: { 'authorization-mode': 'RBAC' }, kubectl: true, ownEngine: true })).toBeUndefined();
  expect(session.unsupportedReason({ kubernetesVersion: '1.36', pods: true })).toBe('containers of pods do not run on an API server alone');
  expect(session.unsupportedReason({ kubernetesVersion: '1.19' })).toBe('the engine has no data for Kubernetes 1.19, only for 1.20, 1.36, 1.37');
  await session.close();
});

test('targets of one session share the server that was started once with their flags, and the session closes it', async () => {
  const session = await http.connect({});
  const [one, other, restricted] = [await session.open({}), await session.open({}), await session.open({ flags: { 'anonymous-auth': 'false' } })];
  expect([other.server === one.server, restricted.server === one.server]).toEqual([true, false]);
  const config = JSON.parse(await one.kubeconfig(jane)) as {
    readonly clusters: readonly { readonly cluster: { readonly 'certificate-authority-data': string } }[];
  };
  expect(Buffer.from(config.clusters[0]?.cluster['certificate-authority-data'] ?? '', 'base64').toString()).toBe(session.clientCa);
  for (const target of [one, other, restricted]) await target.close();
  await session.close();
});
