import { createConnection } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';
import { test } from 'node:test';
import { expect } from 'expect';
import type { ApiRequest, ApiResponse } from '../api/http';
import { own } from '../golang/map';
import { createAuthority } from './certificates';
import { createServer } from './server';

const authority = createAuthority('test-ca');

/** Sends bytes to a server with this handler and gives all that comes back until the server ends the connection. */
async function exchange(bytes: string, handle: (request: ApiRequest) => ApiResponse, after?: 'end'): Promise<string> {
  const { certificatePem, keyPem } = await (await authority).serving('server', ['localhost'], ['127.0.0.1']);
  const client = await (await authority).client('jane', ['developers']);
  const server = createServer({ certificate: certificatePem, key: keyPem }, async (request) => handle(request));
  const port = await server.listen(0, '127.0.0.1');
  const socket: TLSSocket = connect({ port, host: '127.0.0.1', cert: client.certificatePem, key: client.keyPem, rejectUnauthorized: false });
  socket.write(bytes);
  if (after === 'end') socket.end();
  let got = '';
  for await (const chunk of socket.setEncoding('latin1')) got += chunk;
  await server.close();
  return got.replace(/^Date: .* GMT\r\n/gm, 'Date: <time>\r\n');
}

const ok = (body: string): ApiResponse => ({ status: 200, headers: { 'Audit-Id': 'x', 'Content-Type': 'text/plain' }, body });
const echo = (request: ApiRequest): ApiResponse => ok(`${request.method} ${request.target} ${Buffer.from(request.body ?? '').toString()}`);
const HEAD = 'HTTP/1.1 200 OK\r\nAudit-Id: x\r\nContent-Type: text/plain\r\nDate: <time>\r\n';
const CLOSE = 'Host: a\r\nConnection: close\r\n';
const BAD = (text: string): string => `HTTP/1.1 ${text}\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n${text}`;

test('any token is a method, and the target is kept as sent', async () => {
  expect(await exchange(`wATCH /foo%zz?a=%2f HTTP/1.1\r\n${CLOSE}\r\n`, echo)).toBe(
    `${HEAD}Content-Length: 20\r\nConnection: close\r\n\r\nwATCH /foo%zz?a=%2f `,
  );
});

test('of an absolute target the path and the query count', async () => {
  expect(await exchange(`GET https://example.com?x=1 HTTP/1.1\r\n${CLOSE}\r\n`, echo)).toContain('\r\n\r\nGET /?x=1 ');
});

test('requests on one connection are answered in order, chunked bodies put together', async () => {
  const chunked = 'POST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n';
  const counted = `PUT /b HTTP/1.1\r\n${CLOSE}Content-Length: 2\r\n\r\nxy`;
  expect(await exchange(chunked + counted, echo)).toBe(
    `${HEAD}Content-Length: 13\r\n\r\nPOST /a abcde${HEAD}Content-Length: 9\r\nConnection: close\r\n\r\nPUT /b xy`,
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

test('of a body that is too long one byte more than the limit is kept', async () => {
  const length = 3 * 1024 * 1024 + 100;
  await exchange(`POST / HTTP/1.1\r\n${CLOSE}Content-Length: ${length}\r\n\r\n${'x'.repeat(length)}`, (request) => {
    expect(request.body).toHaveLength(3 * 1024 * 1024 + 1);
    return ok('');
  });
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

const CHUNKED = 'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n';
const broken: readonly (readonly [string, string])[] = [
  ['text after a chunk', '5\r\nhelloXXXX'],
  ['a size line of 5,000 bytes', `${'1'.repeat(5000)}\r\n`],
  ['an extension of 5,000 bytes', `1;${'x'.repeat(5000)}\r\nx\r\n0\r\n\r\n`],
  ['a trailer of 5,000 bytes', `0\r\nX: ${'x'.repeat(5000)}\r\n\r\n`],
  ['trailers of 5,000 bytes together', `0\r\n${'X: xxxxxx\r\n'.repeat(500)}\r\n`],
  ['a size that is no number', 'zz\r\n'],
];
for (const [what, body] of broken)
  test(`a chunked body with ${what} ends its connection`, async () => {
    expect(await exchange(CHUNKED + body, echo)).toBe(BAD('400 Bad Request'));
  });

for (const [what, sent] of [
  ['after the last chunk', `${CHUNKED}0\r\n`],
  ['in a trailer', `${CHUNKED}0\r\nX: y`],
  ['in a size', `${CHUNKED}5`],
  ['in a chunk', `${CHUNKED}5\r\nhe`],
  ['after a chunk', `${CHUNKED}5\r\nhello`],
  ['in a head', 'GET / HTTP/1.1\r\nHo'],
  ['in a counted body', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhe'],
] as const)
  test(`a stream that ends ${what} ends its connection`, async () => {
    expect(await exchange(sent, echo, 'end')).toMatch(/^(?:HTTP\/1\.1 400 Bad Request\r\n[^]*)?$/);
  });

test('plain HTTP is told to be plain', async () => {
  const { certificatePem, keyPem } = await (await authority).serving('server', ['localhost'], ['127.0.0.1']);
  const server = createServer({ certificate: certificatePem, key: keyPem }, async () => ok(''));
  const socket = createConnection(await server.listen(0, '127.0.0.1'), '127.0.0.1');
  socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
  let got = '';
  for await (const chunk of socket.setEncoding('latin1')) got += chunk;
  expect(got).toBe('HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n');
  await server.close();
});

// Answers of net/http to what is no request.
const malformed: readonly (readonly [string, string])[] = [
  ['GET /\r\n\r\n', '400 Bad Request'],
  ['GET / HTTP/1.1\r\n\r\n', '400 Bad Request: missing required Host header'],
  ['GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n', '400 Bad Request: too many Host headers'],
  ['GET / HTTP/1.1\r\nHost: a\r\nb c: d\r\n\r\n', '400 Bad Request: invalid header name'],
  ['GET / HTTP/1.1\r\nHost: a\r\nb : d\r\n\r\n', '400 Bad Request'],
  ['GET / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n', '400 Bad Request'],
  ['GET / HTTP/3.1\r\nHost: a\r\n\r\n', '505 HTTP Version Not Supported: unsupported protocol version'],
  [`GET / HTTP/1.1\r\nHost: a\r\nb: ${'x'.repeat(1 << 21)}\r\n\r\n`, '431 Request Header Fields Too Large'],
];
for (const [bytes, answer] of malformed)
  test(`${JSON.stringify(bytes.slice(0, 60))}: ${answer}`, async () => expect(await exchange(bytes, echo)).toBe(BAD(answer)));
