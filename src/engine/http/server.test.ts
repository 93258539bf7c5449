import { once } from 'node:events';
import { createConnection } from 'node:net';
import { connect, type ConnectionOptions, type TLSSocket } from 'node:tls';
import { test } from 'node:test';
import { expect } from 'expect';
import type { ApiRequest, ApiResponse } from '../api/http';
import { own } from '../golang/map';
import { createAuthority } from './certificates';
import { newestVersion } from '../versions';
import { createServer } from './server';
import type { TlsChoice } from './tls';

const authority = createAuthority('test-ca');

async function serving(handle: (request: ApiRequest) => Promise<ApiResponse>): Promise<{ readonly port: number; close(): Promise<void> }> {
  const { certificatePem, keyPem } = await (await authority).serving('server', ['localhost'], ['127.0.0.1']);
  const server = createServer({ certificate: certificatePem, key: keyPem }, newestVersion, handle);
  return { port: await server.listen(0, '127.0.0.1'), close: () => server.close() };
}

/** Sends bytes to a server with this handler and gives all that comes back until the server ends the connection. */
async function exchange(bytes: string, handle: (request: ApiRequest) => ApiResponse | Promise<ApiResponse>): Promise<string> {
  const client = await (await authority).client('jane', ['developers']);
  const { port, close } = await serving(async (request) => handle(request));
  const socket: TLSSocket = connect({ port, host: '127.0.0.1', cert: client.certificatePem, key: client.keyPem, rejectUnauthorized: false });
  socket.write(bytes);
  let got = '';
  for await (const chunk of socket.setEncoding('latin1')) got += chunk;
  await close();
  return got.replace(/^Date: .* GMT\r\n/gm, 'Date: <time>\r\n');
}

const ok = (body: string): ApiResponse => ({ status: 200, headers: { 'Audit-Id': 'x', 'Content-Type': 'text/plain' }, body });
async function echo({ method, target, incoming }: ApiRequest): Promise<ApiResponse> {
  await incoming?.read(1000);
  return ok(`${method} ${target} ${incoming?.failure ?? Buffer.from(incoming?.bytes ?? '').toString()}`);
}
const HEAD = 'HTTP/1.1 200 OK\r\nAudit-Id: x\r\nContent-Type: text/plain\r\nDate: <time>\r\n';
const CLOSE = 'Host: a\r\nConnection: close\r\n';

test('any token is a method, and the target is kept as sent', async () => {
  expect(await exchange(`wATCH /foo?a=%zz&b=%2f HTTP/1.1\r\n${CLOSE}\r\n`, echo)).toBe(
    `${HEAD}Content-Length: 23\r\nConnection: close\r\n\r\nwATCH /foo?a=%zz&b=%2f `,
  );
});

test('requests on one connection are answered in order, chunked bodies put together', async () => {
  const chunked = 'POST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n';
  const counted = `PUT /b HTTP/1.1\r\n${CLOSE}Content-Length: 2\r\n\r\nxy`;
  expect(await exchange(chunked + counted, echo)).toBe(
    `${HEAD}Content-Length: 13\r\n\r\nPOST /a abcde${HEAD}Content-Length: 9\r\nConnection: close\r\n\r\nPUT /b xy`,
  );
});

test('requests with the headers of the request before are read like any others', async () => {
  const headers = 'Host: a\r\nContent-Length: 2\r\n\r\n';
  const got = await exchange(
    `PUT /a HTTP/1.1\r\n${headers}abPUT /b?c HTTP/1.1\r\n${headers}cdHEAD /c HTTP/1.1\r\n${headers}ef` +
      `PUT /d HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\ngPUT /e HTTP/1.0\r\nHost: a\r\nContent-Length: 1\r\n\r\nh`,
    echo,
  );
  expect(got.replaceAll(HEAD, '<200> ')).toBe(
    '<200> Content-Length: 9\r\n\r\nPUT /a ab<200> Content-Length: 11\r\n\r\nPUT /b?c cd<200> Content-Length: 10\r\n\r\n' +
      '<200> Content-Length: 8\r\n\r\nPUT /d g' +
      `${HEAD.replace('1.1', '1.0')}Content-Length: 8\r\n\r\nPUT /e h`,
  );
});

test('a request line that is none is refused, whatever headers come again', async () => {
  const got = await exchange('GET /a HTTP/1.1\r\nHost: a\r\n\r\nGET a b HTTP/1.1\r\nHost: a\r\n\r\n', echo);
  expect(got).toBe(
    `${HEAD}Content-Length: 7\r\n\r\nGET /a HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n400 Bad Request`,
  );
});

test('a body of more than 2048 bytes goes out in chunks', async () => {
  const long = 'x'.repeat(2049);
  expect(await exchange(`GET / HTTP/1.1\r\n${CLOSE}\r\n`, () => ok(long))).toBe(
    `${HEAD}Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n801\r\n${long}\r\n0\r\n\r\n`,
  );
});

test('HEAD has the head only', async () => {
  expect(await exchange(`HEAD / HTTP/1.1\r\n${CLOSE}\r\n`, () => ok('four'))).toBe(`${HEAD}Content-Length: 4\r\nConnection: close\r\n\r\n`);
});

test('leave to send the body is given before it is read', async () => {
  expect(await exchange(`POST / HTTP/1.1\r\n${CLOSE}Expect: 100-continue\r\nContent-Length: 1\r\n\r\nx`, echo)).toMatch(
    /^HTTP\/1.1 100 Continue\r\n\r\nHTTP\/1.1 200 OK\r\n/,
  );
});

test('a header that came twice has two values; the certificate of the peer comes along', async () => {
  await exchange(`GET / HTTP/1.1\r\n${CLOSE}Impersonate-Group: a\r\nimpersonate-group: b\r\n\r\n`, (request) => {
    expect(request.headers['impersonate-group']).toEqual(['a', 'b']);
    expect(request.peerCertificates).toHaveLength(1);
    return ok('');
  });
});

test('what is left of a body that is not read is dropped if it is short, else the connection ends', async () => {
  const after = (length: number): string =>
    `POST / HTTP/1.1\r\nHost: a\r\nContent-Length: ${length}\r\n\r\n${'x'.repeat(length)}GET /next HTTP/1.1\r\n${CLOSE}\r\n`;
  expect(await exchange(after(262143), ({ target }) => ok(target))).toContain('/next');
  expect(await exchange(after(262144), ({ target }) => ok(target))).toBe(`${HEAD}Content-Length: 1\r\nConnection: close\r\n\r\n/`);
});

test('nothing of a body is taken from a client before it is asked for', async () => {
  const { port, close } = await serving(async ({ incoming }) => {
    await new Promise((resolve) => setTimeout(resolve, 300));
    return ok(String(incoming?.bytes.length));
  });
  const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false });
  const length = 64 * 1024 * 1024;
  socket.write(`POST / HTTP/1.1\r\nHost: a\r\nContent-Length: ${length}\r\n\r\n`);
  socket.on('error', () => undefined).write(Buffer.alloc(length));
  const [answer] = (await once(socket, 'data')) as [Buffer];
  const unsent = socket.writableLength;
  socket.destroy();
  await close();
  expect(answer.toString()).toMatch(/Connection: close\r\n\r\n0$/);
  // The kernel holds a few MiB on both sides.
  expect(unsent).toBeGreaterThan(length / 2);
});

test('a client that does not read its answers gets no more of its requests served', async () => {
  let served = 0;
  const { port, close } = await serving(async () => {
    served++;
    return ok('x'.repeat(1024 * 1024));
  });
  const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false });
  socket.on('error', () => undefined).pause();
  socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n'.repeat(500));
  for (let before = -1; served === 0 || before !== served;) {
    before = served;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  socket.destroy();
  await close();
  // As much as the kernel holds on both sides.
  expect([served > 0, served < 50]).toEqual([true, true]);
});

test('a watch is written as it comes, and ends with the last chunk', async () => {
  const parts = ['{"type":"ADDED"}\n'];
  const stream = { open: () => ({ next: () => (parts.length === 0 ? ('end' as const) : Buffer.from(parts.pop() ?? '')), close: () => undefined }) };
  expect(await exchange(`GET / HTTP/1.1\r\n${CLOSE}\r\n`, () => ({ ...ok(''), stream: { ...stream, subscribe: () => () => undefined } }))).toBe(
    `${HEAD}Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n11\r\n{"type":"ADDED"}\n\r\n0\r\n\r\n`,
  );
});

test('a handler that throws costs its request and its connection, and one line on stderr', async (context) => {
  const written = context.mock.method(process.stderr, 'write', () => true);
  const got = await exchange('GET /a?token=secret HTTP/1.1\r\nHost: a\r\n\r\nGET /b HTTP/1.1\r\nHost: a\r\n\r\n', () => {
    throw new TypeError('broken');
  });
  const lines = written.mock.calls.map(({ arguments: [text] }) => String(text));
  written.mock.restore();
  expect(got).toBe(
    'HTTP/1.1 500 Internal Server Error\r\nContent-Type: text/plain; charset=utf-8\r\nX-Content-Type-Options: nosniff\r\nDate: <time>\r\n' +
      'Content-Length: 70\r\nConnection: close\r\n\r\nThis request caused apiserver to panic. Look in the logs for details.\n',
  );
  expect(lines).toEqual([expect.stringMatching(/^apiserver panic'd: method="GET" path="\/a" err="TypeError: broken.*"\n$/)]);
});

for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty'])
  test(`the header ${name} is one like any other`, async () => {
    const got = await exchange(`GET / HTTP/1.1\r\n${CLOSE}${name}: x\r\n\r\n`, ({ headers }) =>
      ok(`${String(own(headers, name.toLowerCase()))} ${String(headers['valueOf'])}`),
    );
    expect(got).toMatch(/\r\n\r\nx undefined$/);
  });

test('plain HTTP is answered in plain HTTP', async () => {
  const { port, close } = await serving(async () => ok(''));
  const socket = createConnection(port, '127.0.0.1');
  socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
  let got = '';
  for await (const chunk of socket.setEncoding('latin1')) got += chunk;
  expect(got).toBe('HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n');
  await close();
});

/** How the handshake of a client ends with a server that was started with these flags. */
async function handshake(tls: TlsChoice, client: ConnectionOptions): Promise<string> {
  const { certificatePem, keyPem } = await (await authority).serving('server', ['localhost'], ['127.0.0.1']);
  const server = createServer({ certificate: certificatePem, key: keyPem }, newestVersion, async () => ok(''), undefined, undefined, tls);
  const port = await server.listen(0, '127.0.0.1');
  const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false, ...client });
  const ended = await once(socket, 'secureConnect').then(
    () => `${socket.getProtocol() ?? ''} ${socket.getCipher().standardName}`,
    () => 'refused',
  );
  socket.destroy();
  await server.close();
  return ended;
}

test('--tls-min-version refuses older clients, and takes newer ones', async () => {
  const tls = { minVersion: 'VersionTLS13', cipherSuites: [] };
  expect(await handshake(tls, { maxVersion: 'TLSv1.2' })).toBe('refused');
  expect(await handshake(tls, {})).toMatch(/^TLSv1\.3 /);
  expect(await handshake({ minVersion: 'VersionTLS12', cipherSuites: [] }, { maxVersion: 'TLSv1.2' })).toMatch(/^TLSv1\.2 /);
});

test('--tls-cipher-suites has these before TLS 1.3 and no others', async () => {
  const [first, second] = ['TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384', 'TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256'];
  for (const suite of [first, second]) expect(await handshake({ minVersion: '', cipherSuites: [suite] }, { maxVersion: 'TLSv1.2' })).toBe(`TLSv1.2 ${suite}`);
  expect(await handshake({ minVersion: '', cipherSuites: [first] }, { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-CHACHA20-POLY1305' })).toBe('refused');
  expect(await handshake({ minVersion: '', cipherSuites: [first] }, {})).toMatch(/^TLSv1\.3 /);
});
