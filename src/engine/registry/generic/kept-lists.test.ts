import { test } from 'node:test';
import { expect } from 'expect';
import { ApiServer } from '../../api-server';
import type { ApiRequest } from '../../api/http';
import { optionsFor } from '../../options/parse';

const PATH = '/api/v1/namespaces/default/configmaps';

const as = ({ options }: ApiServer): { readonly authorization: string } => ({ authorization: `Bearer ${options.loopbackToken ?? ''}` });

/** What a client gets over a connection. */
async function listed(server: ApiServer, target = PATH): Promise<{ readonly text: string; readonly names: readonly string[]; readonly revision: string }> {
  const { body } = await server.handle({ method: 'GET', target, headers: { ...as(server), accept: 'application/json' }, inParts: true });
  const text = Buffer.from(body).toString();
  const list = JSON.parse(text) as {
    readonly items: readonly { readonly metadata: { readonly name: string } }[];
    readonly metadata: { readonly resourceVersion: string };
  };
  return { text, names: list.items.map(({ metadata }) => metadata.name), revision: list.metadata.resourceVersion };
}

async function write(server: ApiServer, request: Pick<ApiRequest, 'method' | 'target'>, object?: object): Promise<void> {
  const { status } = await server.handle({ ...request, headers: { ...as(server), 'content-type': 'application/json' }, body: JSON.stringify(object) ?? '' });
  expect([200, 201]).toContain(status);
}
const create = (server: ApiServer, name: string): Promise<void> =>
  write(server, { method: 'POST', target: PATH }, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } });

function started(): ApiServer {
  return ApiServer.start(optionsFor({ flags: { 'authorization-mode': 'AlwaysAllow' } }));
}

test('a list that is asked for again is the same until something is written', async () => {
  const server = started();
  await create(server, 'a');
  const first = await listed(server);
  expect(await listed(server)).toEqual(first);
  await create(server, 'b');
  const second = await listed(server);
  expect([first.names, second.names]).toEqual([['a'], ['a', 'b']]);
  await write(server, { method: 'DELETE', target: `${PATH}/a` });
  const third = await listed(server);
  expect(third.names).toEqual(['b']);
  expect(new Set([first.revision, second.revision, third.revision]).size).toBe(3);
});

test('a write elsewhere changes the revision of a list', async () => {
  const server = started();
  const before = await listed(server);
  await write(server, { method: 'POST', target: '/api/v1/namespaces' }, { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'n' } });
  expect((await listed(server)).revision).not.toBe(before.revision);
});

test('a fork has lists of its own', async () => {
  const server = started();
  await listed(server);
  const fork = server.fork();
  await create(server, 'a');
  await create(fork, 'b');
  expect([(await listed(server)).names, (await listed(fork)).names]).toEqual([['a'], ['b']]);
});

test('what is kept is what is encoded for a reader in the process, and other lists are others', async () => {
  const server = started();
  await create(server, 'a');
  await listed(server);
  const { body } = await server.handle({ method: 'GET', target: PATH, headers: { ...as(server), accept: 'application/json' } });
  expect((await listed(server)).text).toBe(body);
  expect((await listed(server, `${PATH}?fieldSelector=metadata.name%3Db`)).names).toEqual([]);
  expect((await listed(server, '/api/v1/namespaces/kube-system/configmaps')).names).not.toContain('a');
  expect((await listed(server, '/api/v1/configmaps')).names).toContain('a');
});
