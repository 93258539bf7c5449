/** What it makes of owners that go is in testdata/recordings, garbage-collection; here is what no recording shows. */
import { describe, it } from 'node:test';
import { expect } from 'expect';
import type { JsonObject, KubeObject } from '../engine/api/objects';
import { optionsFor } from '../engine/options/parse';
import { ControlPlane } from '../targets/control-plane';

const CONFIG_MAPS = '/api/v1/namespaces/default/configmaps';

async function send(server: ControlPlane, method: string, target: string, body?: object): Promise<{ readonly status: number; readonly body: JsonObject }> {
  const headers = { authorization: 'Bearer loopback', ...(body !== undefined && { 'content-type': 'application/json' }) };
  const answer = await server.handle({ method, target, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
  return { status: answer.status, body: JSON.parse(String(answer.body)) as JsonObject };
}

async function create(server: ControlPlane, name: string, ownerReferences: readonly object[] = []): Promise<object> {
  const { status, body } = await send(server, 'POST', CONFIG_MAPS, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, ownerReferences } });
  expect(status).toBe(201);
  return { apiVersion: 'v1', kind: 'ConfigMap', name, uid: (body as unknown as KubeObject).metadata.uid };
}

const start = (controllers: readonly string[]): Promise<ControlPlane> =>
  ControlPlane.start({ ...optionsFor({ kubernetesVersion: '1.37' }), loopbackToken: 'loopback', controllers }, 'CA');

describe('the garbage collector', () => {
  it('knows in a fork the owners of before', async () => {
    const server = await start(['*']);
    await create(server, 'child', [await create(server, 'owner')]);
    const fork = await server.fork();
    await send(fork, 'DELETE', `${CONFIG_MAPS}/owner`);
    expect((await send(fork, 'GET', `${CONFIG_MAPS}/child`)).status).toBe(404);
    expect((await send(server, 'GET', `${CONFIG_MAPS}/child`)).status).toBe(200);
    await Promise.all([fork.close(), server.close()]);
  });

  it('that does not run leaves dependents where they are', async () => {
    const server = await start(['*', '-garbagecollector']);
    await create(server, 'child', [await create(server, 'owner')]);
    await send(server, 'DELETE', `${CONFIG_MAPS}/owner`);
    expect((await send(server, 'GET', `${CONFIG_MAPS}/child`)).status).toBe(200);
    await server.close();
  });
});
