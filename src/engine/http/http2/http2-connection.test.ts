import { once } from 'node:events';
import { connect, type ClientHttp2Session, type OutgoingHttpHeaders } from 'node:http2';
import { test, type TestContext } from 'node:test';
import { expect } from 'expect';
import type { ApiRequest, ApiResponse } from '../../api/http';
import { newestVersion } from '../../versions';
import { createAuthority } from '../certificates';
import { createServer } from '../server';

const authority = createAuthority('test-ca');
const ok = (body: string): ApiResponse => ({ status: 200, headers: { 'Audit-Id': 'x', 'Content-Type': 'text/plain', Connection: 'close' }, body });

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
