import { once } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { connect, type ClientHttp2Session, type OutgoingHttpHeaders } from 'node:http2';
import { test, type TestContext } from 'node:test';
import { expect } from 'expect';
import type { ApiRequest, ApiResponse } from '../../api/http';
import { newestVersion } from '../../versions';
import { createAuthority } from '../certificates';
import { createServer } from '../server';
import { CODE, headersFrames, PREFACE, resetFrame, settingsFrame, TYPE } from './frames';
import { HpackEncoder } from './hpack-encoder';
import type { Field } from './hpack-table';

const authority = createAuthority('test-ca');
const ok = (body: string): ApiResponse => ({ status: 200, headers: { 'Audit-Id': 'x', 'Content-Type': 'text/plain', Connection: 'close' }, body });

/** A connection that sends what it likes. */
async function raw(context: TestContext, handle: (request: ApiRequest) => Promise<ApiResponse>, ...frames: readonly Buffer[]): Promise<TLSSocket> {
  const { certificatePem, keyPem } = await (await authority).serving('server', ['localhost'], ['127.0.0.1']);
  const server = createServer({ certificate: certificatePem, key: keyPem }, newestVersion, handle);
  const port = await server.listen(0, '127.0.0.1');
  const socket = connectTls({ port, host: '127.0.0.1', rejectUnauthorized: false, ALPNProtocols: ['h2'] });
  socket.on('error', () => undefined);
  context.after(async () => {
    socket.destroy();
    await server.close();
  });
  socket.write(Buffer.concat([PREFACE, settingsFrame([]), ...frames]));
  return socket;
}

const get = (stream: number, path: string, ...more: readonly Field[]): Buffer =>
  Buffer.concat(headersFrames(stream, new HpackEncoder().encode([[':method', 'GET'], [':scheme', 'https'], [':path', path], ...more]), true));

/** Waits until a frame of that type comes. */
async function frameOf(socket: TLSSocket, type: number): Promise<Buffer> {
  let bytes: Buffer = Buffer.alloc(0);
  for await (const chunk of socket) {
    bytes = Buffer.concat([bytes, chunk as Buffer]);
    while (bytes.length >= 9 && bytes.length >= 9 + bytes.readUIntBE(0, 3)) {
      const end = 9 + bytes.readUIntBE(0, 3);
      if (bytes[3] === type) return bytes.subarray(0, end);
      bytes = bytes.subarray(end);
    }
  }
  throw new Error(`no frame of type ${type}`);
}

async function session(context: TestContext, handle: (request: ApiRequest) => Promise<ApiResponse>, maxStreams = 0): Promise<ClientHttp2Session> {
  const { certificatePem, keyPem } = await (await authority).serving('server', ['localhost'], ['127.0.0.1']);
  const jane = await (await authority).client('jane', ['developers']);
  const server = createServer({ certificate: certificatePem, key: keyPem }, newestVersion, handle, undefined, { disabled: false, maxStreams });
  const port = await server.listen(0, '127.0.0.1');
  const client = connect(`https://127.0.0.1:${port}`, { rejectUnauthorized: false, cert: jane.certificatePem, key: jane.keyPem });
  client.on('error', () => undefined);
  context.after(async () => {
    client.destroy();
    await server.close();
  });
  return client;
}

interface Got {
  readonly headers: OutgoingHttpHeaders;
  readonly body: string;
}

async function ask(client: ClientHttp2Session, headers: OutgoingHttpHeaders, body?: string | Buffer): Promise<Got> {
  const stream = client.request(headers, { endStream: body === undefined });
  if (body !== undefined) stream.end(body);
  const [got] = (await once(stream, 'response')) as [OutgoingHttpHeaders];
  let text = '';
  for await (const chunk of stream.setEncoding('utf8')) text += String(chunk);
  return { headers: got, body: text };
}

test('a request over HTTP/2 has its target, headers, body and the certificate of its connection', async (context) => {
  let seen: ApiRequest | undefined;
  const client = await session(context, async (request) => {
    seen = request;
    await request.incoming?.read(100);
    return ok(Buffer.from(request.incoming?.bytes ?? '').toString());
  });
  const { headers, body } = await ask(client, { ':path': '/a?b=%zz', ':method': 'POST', 'impersonate-group': ['x', 'y'], constructor: 'z' }, 'hello');
  expect(body).toBe('hello');
  expect([seen?.method, seen?.target, seen?.headers['impersonate-group'], seen?.headers['constructor']]).toEqual(['POST', '/a?b=%zz', ['x', 'y'], 'z']);
  expect(seen?.peerCertificates).toHaveLength(1);
  expect(Object.keys(headers)).toEqual([':status', 'audit-id', 'content-type', 'content-length', 'date']);
});

test('many requests go on at once, watches among them', async (context) => {
  const waiting: (() => void)[] = [];
  const stream = { subscribe: () => () => undefined, open: () => ({ next: () => undefined, close: () => undefined }) };
  const client = await session(context, async ({ target }) => {
    if (target === '/watch') return { ...ok(''), stream };
    await new Promise<void>((resolve) => {
      waiting.push(resolve);
      if (waiting.length === 50) for (const go of waiting) go();
    });
    return ok(target);
  });
  const watch = client.request({ ':path': '/watch' });
  await once(watch, 'response');
  const answers = await Promise.all(Array.from({ length: 50 }, (_, at) => ask(client, { ':path': `/${at}` })));
  expect(answers.map(({ body }) => body)).toEqual(Array.from({ length: 50 }, (_, at) => `/${at}`));
  watch.close();
});

test('HEAD has the head only, a long answer no length, OPTIONS * no handler', async (context) => {
  const client = await session(context, async ({ method }) =>
    method === 'HEAD' ? { status: 200, headers: { 'Content-Length': '4' }, body: '' } : ok('x'.repeat(4097)),
  );
  const head = await ask(client, { ':method': 'HEAD', ':path': '/' });
  expect([head.headers['content-length'], head.body]).toEqual(['4', '']);
  const long = await ask(client, { ':path': '/' });
  expect([long.headers['content-length'], long.body.length]).toEqual([undefined, 4097]);
  expect((await ask(client, { ':method': 'OPTIONS', ':path': '*' })).headers['content-length']).toBe('0');
});

test('a body that no handler reads is not taken, and a long one that is read is taken whole', async (context) => {
  const client = await session(context, async ({ target, incoming }) => {
    if (target === '/read') await incoming?.read(4_000_000);
    return ok(String(incoming?.bytes.length));
  });
  const length = 3 * 1024 * 1024;
  expect((await ask(client, { ':method': 'POST', ':path': '/read' }, Buffer.alloc(length))).body).toBe(String(length));
  expect((await ask(client, { ':method': 'POST', ':path': '/refuse' }, Buffer.alloc(100_000))).body).toBe('0');
  expect((await ask(client, { ':path': '/' })).body).toBe('0');
});

test('the connection ends after an anonymous client, and a client learns how many streams it may have', async (context) => {
  const client = await session(context, async () => ({ ...ok(''), audit: { verb: 'get', user: 'system:anonymous' } }), 7);
  const closed = once(client, 'close');
  const [settings] = (await once(client, 'remoteSettings')) as [{ readonly maxConcurrentStreams: number }];
  expect(settings.maxConcurrentStreams).toBe(7);
  expect((await ask(client, { ':path': '/' })).headers[':status']).toBe(200);
  await closed;
});

test('a handler that throws costs its request', async (context) => {
  const written = context.mock.method(process.stderr, 'write', () => true);
  const client = await session(context, async () => {
    throw new TypeError('broken');
  });
  const { headers, body } = await ask(client, { ':path': '/' });
  written.mock.restore();
  expect([headers[':status'], body]).toEqual([500, 'This request caused apiserver to panic. Look in the logs for details.\n']);
});

test('a header keeps the white space around its value', async (context) => {
  let seen: ApiRequest['headers'] = {};
  const socket = await raw(
    context,
    async ({ headers }) => {
      seen = headers;
      return ok('');
    },
    get(1, '/', ['x', ' y\t']),
  );
  await frameOf(socket, TYPE.headers);
  expect(seen['x']).toBe(' y\t');
});

test('a header of an answer is the UTF-8 of its text, as Go writes it', async (context) => {
  const client = await session(context, async () => ({ ...ok(''), headers: { Warning: ['299 - "für 5 €"', '299 - "plain"'], 'Audit-Id': 'é' } }));
  const { headers } = await ask(client, { ':path': '/' });
  const octets = (value: unknown): string => Buffer.from(String(value), 'latin1').toString();
  expect([octets(headers['warning']), octets(headers['audit-id'])]).toEqual(['299 - "für 5 €", 299 - "plain"', 'é']);
});

test('a client that ends its side ends its watches and its connection at once', async (context) => {
  let closed = 0;
  const stream = { subscribe: () => () => undefined, open: () => ({ next: () => undefined, close: () => void (closed += 1) }) };
  const socket = await raw(context, async () => ({ ...ok(''), stream }), get(1, '/watch'));
  await once(socket, 'data');
  // A connection that waits for a timer of its own would wait for minutes.
  const patience = setTimeout;
  context.mock.method(globalThis, 'setTimeout', (then: () => void, milliseconds: number) => patience(then, 200 * milliseconds));
  const began = performance.now();
  socket.resume().end();
  await once(socket, 'close');
  expect(closed).toBe(1);
  expect(performance.now() - began).toBeLessThan(60_000);
});

test('streams that are reset do not bring more handlers to work than there may be streams', async (context) => {
  let atWork = 0;
  const handle = (): Promise<ApiResponse> => {
    atWork += 1;
    return new Promise(() => undefined);
  };
  const opened = Array.from({ length: 600 }, (_, at) => Buffer.concat([get(2 * at + 1, '/'), resetFrame(2 * at + 1, CODE.no)]));
  const socket = await raw(context, handle, ...opened);
  const goAway = await frameOf(socket, TYPE.goAway);
  expect([goAway.readUInt32BE(13), atWork]).toEqual([CODE.enhanceYourCalm, 100]);
});

test('a long answer is made no faster than its client lets it come', async (context) => {
  let made = 0;
  async function* parts(): AsyncGenerator<Uint8Array> {
    for (; made < 1000; made += 1) yield Buffer.alloc(10_000);
  }
  const socket = await raw(context, async () => ({ ...ok(''), parts: parts() }), get(1, '/'));
  await frameOf(socket, TYPE.data);
  for (let turns = 0; turns < 50; turns++) await turn();
  // A window of 65,535 bytes, and what waits for it.
  expect(made).toBeGreaterThan(6);
  expect(made).toBeLessThan(12);
});
