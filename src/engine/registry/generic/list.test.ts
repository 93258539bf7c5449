/** As a real server answers in modern-rest/lists: with a selector and a limit, what is left to read counts, not what is left to find. */
import { test } from 'node:test';
import { expect } from 'expect';
import type { JsonObject } from '../../api/objects';
import { optionsFor } from '../../options/parse';
import { ControlPlane } from '../../../targets/control-plane';

const CONFIG_MAPS = '/api/v1/namespaces/default/configmaps';

async function send(server: ControlPlane, method: string, target: string, body?: object): Promise<JsonObject> {
  const headers = { authorization: 'Bearer loopback', ...(body !== undefined && { 'content-type': 'application/json' }) };
  const answer = await server.handle({ method, target, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
  return JSON.parse(String(answer.body)) as JsonObject;
}

test('a list that is cut goes on while any object comes after it', async () => {
  const options = { ...optionsFor({ kubernetesVersion: '1.37' }), loopbackToken: 'loopback', controllers: [] };
  const server = await ControlPlane.start(options, 'CA');
  for (const [name, parity] of [
    ['a', 'even'],
    ['b', 'odd'],
    ['c', 'even'],
    ['d', 'odd'],
  ])
    await send(server, 'POST', CONFIG_MAPS, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, labels: { parity } } });
  const listed = async (query: string): Promise<readonly [string[], string | undefined]> => {
    const { metadata, items } = await send(server, 'GET', `${CONFIG_MAPS}?${query}`);
    const names = (items as unknown as readonly { readonly metadata: { readonly name: string } }[]).map((item) => item.metadata.name);
    return [names, (metadata as { readonly continue?: string }).continue];
  };
  const [even, token] = await listed('limit=2&labelSelector=parity%3Deven');
  expect(even).toEqual(['a', 'c']);
  expect(token).toBeDefined();
  expect(await listed(`limit=2&labelSelector=parity%3Deven&continue=${token}`)).toEqual([[], undefined]);
  expect(await listed('limit=2&labelSelector=parity%3Dodd')).toEqual([['b', 'd'], undefined]);
  await server.close();
});
