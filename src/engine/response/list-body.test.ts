import { gunzipSync } from 'node:zlib';
import { test } from 'node:test';
import { expect } from 'expect';
import type { ApiResponse } from '../api/http';
import { ApiServer } from '../api-server';
import { optionsFor } from '../options/parse';

const PODS = { group: '', resource: 'configmaps' };

/** kube-system's extension-apiserver-authentication. */
const PRESENT = 1;

/** A server with so many ConfigMaps of about 1 KB. */
function serverWith(count: number): ApiServer {
  const server = ApiServer.start(optionsFor({ flags: { 'authorization-mode': 'AlwaysAllow' } }));
  for (let at = 0; at < count; at += 1)
    server.storage.put(PODS, { kind: 'ConfigMap', apiVersion: 'v1', metadata: { name: `m-${at}`, namespace: 'default' }, data: { text: 'x'.repeat(900) } });
  return server;
}

async function bytesOf({ body, parts }: ApiResponse): Promise<Buffer> {
  if (parts === undefined) return Buffer.from(body);
  const all: Uint8Array[] = [];
  for await (const part of parts) all.push(part);
  return Buffer.concat(all);
}

function get(server: ApiServer, headers: Readonly<Record<string, string>>, inParts: boolean): Promise<ApiResponse> {
  const authorization = `Bearer ${server.options.loopbackToken ?? ''}`;
  return server.handle({ method: 'GET', target: '/api/v1/configmaps', headers: { authorization, ...headers }, inParts });
}

test('a long list comes in parts to a connection and whole to a reader in this process, with the same bytes', async () => {
  const server = serverWith(1000);
  for (const accept of ['application/json', 'application/yaml', 'application/vnd.kubernetes.protobuf']) {
    const [inParts, whole] = [await get(server, { accept }, true), await get(server, { accept }, false)];
    expect([inParts.parts !== undefined, whole.parts]).toEqual([true, undefined]);
    expect((await bytesOf(inParts)).equals(await bytesOf(whole))).toBe(true);
  }
});

test('so does a compressed one', async () => {
  const server = serverWith(1000);
  const answer = await get(server, { 'accept-encoding': 'gzip' }, true);
  expect(answer.headers).toMatchObject({ 'Content-Encoding': 'gzip', Vary: 'Accept-Encoding' });
  expect(gunzipSync(await bytesOf(answer)).equals(await bytesOf(await get(server, {}, true)))).toBe(true);
});

test('a list of up to 128 KiB is a body like any other', async () => {
  const answer = await get(serverWith(100), { 'accept-encoding': 'gzip' }, true);
  expect([answer.parts, answer.headers['Content-Encoding']]).toEqual([undefined, undefined]);
});

test('a list is of one revision, whatever is written meanwhile', async () => {
  const server = serverWith(1000);
  const answer = await get(server, {}, true);
  server.storage.remove(PODS, 'default', 'm-999');
  const { metadata, items } = JSON.parse((await bytesOf(answer)).toString()) as {
    readonly metadata: { readonly resourceVersion: string };
    readonly items: readonly unknown[];
  };
  expect([Number(metadata.resourceVersion), items.length]).toEqual([server.storage.revision - 1, PRESENT + 1000]);
});

test('other work has its turn while a long list is made', async () => {
  const server = serverWith(2_000);
  let turns = 0;
  let isDone = false;
  const count = (): void => {
    turns += 1;
    if (!isDone) setImmediate(count);
  };
  setImmediate(count);
  await bytesOf(await get(server, { accept: 'application/yaml' }, true));
  isDone = true;
  expect(turns).toBeGreaterThan(10);
});
