/** The API server of this process behind HTTPS stands for the cluster: it is reached by a kubeconfig and a context, as any is. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { expect } from 'expect';
import { http } from '../http';
import { openAlone } from '../target-alone';
import { clusterNameOf } from '../../kind/api-server-wish';
import type { Requirements, Requester, Target } from '../target';
import { cleanCluster } from './clean';
import { cluster } from './cluster';
import { ClusterTarget } from './cluster-target';
import { collectionOf, discover } from './discovery';
import { NotApplicable } from './not-applicable';
import { ClusterSession, connectionOf } from './session';

const administrator: Requester = { kind: 'administrator' };
const jane: Requester = { kind: 'user', name: 'jane', groups: ['developers'] };
const RBAC = '/apis/rbac.authorization.k8s.io/v1';
const SERVICES = '/api/v1/namespaces/foo/services';
const subject = { kind: 'User', apiGroup: 'rbac.authorization.k8s.io', name: 'jane' };

const namespace = (name: string): object => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
const clusterRole = (name: string): object => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRole',
  metadata: { name },
  rules: [{ apiGroups: [''], resources: ['services'], verbs: ['list'] }],
});
const binding = (name: string, role: string): object => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRoleBinding',
  metadata: { name },
  roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: role },
  subjects: [subject],
});

describe('a cluster', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'cukernetes-cluster-'));
  let server: Target;
  let kubeconfig: string;

  /** All objects by URL and uid. */
  const listing = async (): Promise<readonly string[]> => {
    const get = (target: string): ReturnType<Target['send']> => server.send({ as: administrator, method: 'GET', path: target });
    const types = (await discover(get)).filter(({ verbs }) => verbs.includes('list'));
    const lists = types.map(async (type) => {
      const { items = [] } = JSON.parse(String((await get(collectionOf(type))).body)) as { readonly items?: readonly { readonly metadata: object }[] };
      return items.map(({ metadata }) => {
        const { name, namespace: within = '', uid = '' } = metadata as Readonly<Record<string, string>>;
        return `${type.group}/${type.name} ${within}/${name ?? ''} ${uid}`;
      });
    });
    return (await Promise.all(lists)).flat().sort();
  };
  /** Runs scenarios of one run, and ends it. */
  const running = async (act: (session: ClusterSession) => Promise<void>): Promise<void> => {
    const session = await ClusterSession.open({ kubeconfig, context: 'kind-test' });
    try {
      await act(session);
    } finally {
      await session.end();
    }
  };
  const create = async (target: Target, at: string, body: object, as = administrator): Promise<string> => {
    const answer = await target.send({ as, method: 'POST', path: at, body });
    expect([answer.status, String(answer.body)]).toEqual([201, String(answer.body)]);
    return String(answer.body);
  };
  const bodyOf = async (target: Target, as: Requester, at: string): Promise<string> => String((await target.send({ as, method: 'GET', path: at })).body);

  before(async () => {
    server = await openAlone(http, { kubernetesVersion: '1.36' });
    const config = (await server.kubeconfig(administrator)).replaceAll('"cukernetes"', '"kind-test"');
    const guest = JSON.parse(await server.kubeconfig({ kind: 'user', name: 'guest' })) as { readonly users: readonly { readonly user: object }[] };
    const { contexts, users, ...rest } = JSON.parse(config) as Readonly<Record<string, readonly object[]>>;
    const all = {
      ...rest,
      contexts: [
        ...(contexts ?? []),
        { name: 'prod', context: { cluster: 'kind-test', user: 'kind-test' } },
        { name: 'kind-guest', context: { cluster: 'kind-test', user: 'guest' } },
      ],
      users: [...(users ?? []), { name: 'guest', user: guest.users[0]?.user }],
    };
    kubeconfig = path.join(folder, 'kubeconfig');
    writeFileSync(kubeconfig, JSON.stringify(all));
  });
  after(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });

  it('is refused unless its context is named and allowed', async () => {
    await expect(ClusterSession.open({ kubeconfig })).rejects.toThrow('Which cluster? Name a context of the kubeconfig with --context');
    await expect(ClusterSession.open({ kubeconfig, context: 'prod' })).rejects.toThrow('The context "prod" is refused');
    await expect(ClusterSession.open({ kubeconfig, context: 'prod', allowContext: 'production' })).rejects.toThrow('The context "prod" is refused');
    const allowed = await ClusterSession.open({ kubeconfig, context: 'prod', allowContext: 'prod' });
    await allowed.end();
  });

  it('is refused without the rights that a run needs, which are listed, and nothing is written', async () => {
    const before = await listing();
    const refusal = ClusterSession.open({ kubeconfig, context: 'kind-guest' });
    await expect(refusal).rejects.toThrow('"kind-guest" may not: impersonate users; impersonate groups; create serviceaccounts/token; ');
    await expect(refusal).rejects.toThrow('create, delete, get, list, patch namespaces; ');
    await expect(refusal).rejects.toThrow(/Nothing was written\.$/);
    expect(await listing()).toEqual(before);
  });

  it('shows a scenario its own names, and is afterwards as it was', async () => {
    const before = await listing();
    await running(async (session) => {
      const target = new ClusterTarget(session);
      expect(await create(target, '/api/v1/namespaces', namespace('foo'))).not.toContain('cuke');
      const refusal = 'services is forbidden: User \\"jane\\" cannot list resource \\"services\\" in API group \\"\\" in the namespace \\"foo\\"';
      expect(await bodyOf(target, jane, SERVICES)).toContain(refusal);
      const account: Requester = { kind: 'serviceAccount', namespace: 'foo', name: 'default' };
      expect(await bodyOf(target, account, SERVICES)).toContain('User \\"system:serviceaccount:foo:default\\" cannot list');
      expect(await create(target, `${RBAC}/clusterroles`, clusterRole('reader'))).not.toMatch(/cuke|labels/);
      await create(target, `${RBAC}/clusterrolebindings`, binding('jane-reads', 'reader'));
      expect(JSON.parse(await bodyOf(target, jane, SERVICES))).toMatchObject({ kind: 'ServiceList', items: [] });
      expect(await listing()).not.toEqual(before);
      await target.close();
    });
    expect(await listing()).toEqual(before);
  });

  it('runs scenarios with the same names side by side, and none has to do with the other', () =>
    running(async (session) => {
      const [one, other] = [new ClusterTarget(session), new ClusterTarget(session)];
      await create(one, '/api/v1/namespaces', namespace('foo'));
      await create(other, '/api/v1/namespaces', namespace('foo'));
      await create(one, `${RBAC}/clusterroles`, clusterRole('reader'));
      await create(one, `${RBAC}/clusterrolebindings`, binding('jane-reads', 'reader'));
      expect((await one.send({ as: jane, method: 'GET', path: SERVICES })).status).toBe(200);
      expect((await other.send({ as: jane, method: 'GET', path: SERVICES })).status).toBe(403);
      const names = async (target: Target): Promise<readonly string[]> =>
        (
          JSON.parse(await bodyOf(target, administrator, '/api/v1/namespaces')) as {
            readonly items: readonly { readonly metadata: { readonly name: string } }[];
          }
        ).items.map(({ metadata }) => metadata.name);
      expect((await names(one)).filter((name) => name === 'foo')).toHaveLength(1);
      await one.close();
      await other.close();
    }));

  it('gives a scenario a free name where the name is in use', async () => {
    await create(server, '/api/v1/namespaces', namespace('foo'));
    try {
      await running(async (session) => {
        const target = new ClusterTarget(session);
        expect(JSON.parse(await create(target, '/api/v1/namespaces', namespace('foo')))).toMatchObject({ metadata: { name: 'foo' } });
        await target.close();
      });
      expect((await server.send({ as: administrator, method: 'GET', path: '/api/v1/namespaces/foo' })).status).toBe(200);
    } finally {
      await server.send({ as: administrator, method: 'DELETE', path: '/api/v1/namespaces/foo' });
    }
  });

  it('changes nothing that the run did not create', async () => {
    const before = await listing();
    await running(async (session) => {
      const target = new ClusterTarget(session);
      const attempts = [
        { method: 'DELETE', path: `${RBAC}/clusterroles/system:discovery` },
        { method: 'DELETE', path: `${RBAC}/clusterroles` },
        { method: 'PATCH', path: `${RBAC}/clusterroles/view`, headers: { 'content-type': 'application/merge-patch+json' }, body: { rules: [] } },
        { method: 'POST', path: '/api/v1/namespaces/kube-system/configmaps', body: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' } } },
      ];
      for (const attempt of attempts) await expect(target.send({ as: administrator, ...attempt })).rejects.toThrow(NotApplicable);
      // A refusal is the same whether it would have been done or not.
      expect((await target.send({ as: jane, method: 'DELETE', path: '/api/v1/namespaces/kube-system' })).status).toBe(403);
      await target.close();
    });
    expect(await listing()).toEqual(before);
  });

  it('removes what it created in a namespace that it did not create, in reverse order', async () => {
    const before = await listing();
    await running(async (session) => {
      const target = new ClusterTarget(session);
      const configMap = (name: string): object => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } });
      for (const name of ['first', 'second']) await create(target, '/api/v1/namespaces/default/configmaps', configMap(name));
      const removed: string[] = [];
      const send = session.connection.send.bind(session.connection);
      Object.assign(session.connection, {
        send: (request: Parameters<typeof send>[0]) => {
          if (request.method === 'DELETE') removed.push(request.target);
          return send(request);
        },
      });
      await target.close();
      expect(removed).toEqual(['second', 'first'].map((name) => `/api/v1/namespaces/default/configmaps/${name}`));
    });
    expect(await listing()).toEqual(before);
  });

  it('is cleaned of what a run left that did not end', async () => {
    const before = await listing();
    const killed = await ClusterSession.open({ kubeconfig, context: 'kind-test' });
    const target = new ClusterTarget(killed);
    await create(target, '/api/v1/namespaces', namespace('foo'));
    await create(target, `${RBAC}/clusterroles`, clusterRole('reader'));
    await create(target, '/api/v1/namespaces/default/configmaps', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' } });
    killed.connection.close();
    const removed = await cleanCluster(connectionOf({ kubeconfig, context: 'kind-test' }));
    expect(removed.map((object) => object.replace(/-cuke\w+/, '-SUFFIX')).sort()).toEqual([
      '/api/v1/namespaces/cukernetes-marker-SUFFIX',
      '/api/v1/namespaces/default/configmaps/c',
      '/api/v1/namespaces/foo-SUFFIX',
      `${RBAC}/clusterrolebindings/cukernetes-marker-SUFFIX`,
      `${RBAC}/clusterroles/cukernetes-marker-SUFFIX`,
      `${RBAC}/clusterroles/reader-SUFFIX`,
    ]);
    expect(await listing()).toEqual(before);
  });
});

describe('the target cluster', () => {
  const FLAGS = { 'authorization-mode': 'AlwaysAllow' };
  const name = clusterNameOf({ flags: FLAGS, files: [] });
  const folder = mkdtempSync(path.join(tmpdir(), 'cukernetes-cluster-'));
  let server: Target;
  /** Why not, on the cluster of this context. */
  const unableOn = async (context: string, requirements: Requirements): Promise<string | undefined> => {
    const kubeconfig = path.join(folder, 'kubeconfig');
    writeFileSync(kubeconfig, (await server.kubeconfig(administrator)).replaceAll('"cukernetes"', JSON.stringify(context)));
    const session = await cluster.connect({ kubeconfig, context });
    try {
      return await session.unsupportedReason(requirements);
    } finally {
      await session.close();
    }
  };

  before(async () => {
    server = await openAlone(http, { kubernetesVersion: '1.36' });
  });
  after(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });

  it('has one version, its own controllers, and no containers', async () => {
    expect(await unableOn('kind-test', { kubernetesVersion: '1.36', kubectl: true })).toBeUndefined();
    expect(await unableOn('kind-test', { kubernetesVersion: '1.20' })).toBe('the cluster runs Kubernetes 1.36');
    expect(await unableOn('kind-test', { controllers: '' })).toContain('a cluster has its own controllers');
    expect(await unableOn('kind-test', { pods: true })).toContain('not run on a cluster');
  });

  it('runs with flags only where a cluster was made for them, and then runs nothing else', async () => {
    expect(await unableOn('kind-test', { flags: FLAGS })).toBe(
      `it wants an API server with authorization-mode of its own, such as that of the cluster ${name} in deploy/kind`,
    );
    expect(await unableOn(`kind-${name}`, { flags: FLAGS })).toBeUndefined();
    expect(await unableOn(`kind-${name}`, { flags: { 'authorization-mode': 'RBAC' } })).toContain('it wants an API server with authorization-mode');
    expect(await unableOn(`kind-${name}`, {})).toBe('the API server of this cluster runs with flags of its own');
  });
});
