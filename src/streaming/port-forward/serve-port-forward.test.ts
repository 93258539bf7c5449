import type { Socket } from 'node:net';
import { type Duplex, PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, it } from 'node:test';
import { expect } from 'expect';
import { connected, headOf } from '../connected.fixture';
import { SpdyConnection } from '../spdy/spdy-connection';
import { Tunnel } from '../websocket/tunnel';
import { servePortForward } from './serve-port-forward';

const SPDY_HEADERS = { connection: 'Upgrade', upgrade: 'SPDY/3.1', 'x-stream-protocol-version': 'portforward.k8s.io' };
const TUNNEL_HEADERS = {
  connection: 'Upgrade',
  upgrade: 'websocket',
  'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
  'sec-websocket-version': '13',
  'sec-websocket-protocol': 'SPDY/3.1+portforward.k8s.io',
};

/** Port 80 sends back what it gets; on every other port nothing listens. */
const dial = (port: number): Promise<Duplex> => (port === 80 ? Promise.resolve(new PassThrough()) : Promise.reject(new Error('connection refused')));

async function clientOf(headers: Record<string, string>, wrap: (socket: Socket, rest: Buffer) => readonly [Duplex, Buffer]): Promise<SpdyConnection> {
  const [client, server] = await connected();
  void servePortForward({ headers }, { socket: server, head: Buffer.alloc(0) }, { ports: [], pod: 'web', uid: '', dial });
  const { head, rest } = await headOf(client);
  expect(head).toContain('101 Switching Protocols');
  return new SpdyConnection(...wrap(client, rest), false);
}

async function ask(connection: SpdyConnection, id: string, port: string, words: string): Promise<readonly string[]> {
  const headers = (streamtype: string): Map<string, string> => new Map(Object.entries({ streamtype, port, requestid: id }));
  const error = await connection.createStream(headers('error'));
  error.end();
  const data = await connection.createStream(headers('data'));
  data.end(words);
  return Promise.all([text(data), text(error)]);
}

describe('a forwarded port', () => {
  it('is reached over SPDY, any number of times, and says why it is not', async () => {
    const connection = await clientOf(SPDY_HEADERS, (socket, rest) => [socket, rest]);
    expect(await ask(connection, '0', '80', 'one')).toEqual(['one', '']);
    expect(await ask(connection, '1', '80', 'two')).toEqual(['two', '']);
    expect(await ask(connection, '2', '81', '')).toEqual(['', 'error forwarding port 81 to pod web, uid : connection refused']);
    connection.close();
    await connection.closed;
  });

  it('is reached over SPDY in a WebSocket', async () => {
    const connection = await clientOf(TUNNEL_HEADERS, (socket, head) => [new Tunnel({ socket, head }, true), Buffer.alloc(0)]);
    expect(await ask(connection, '0', '80', 'x'.repeat(200_000))).toEqual(['x'.repeat(200_000), '']);
    connection.close();
    await connection.closed;
  });

  it('refuses a stream without a port', async () => {
    const connection = await clientOf(SPDY_HEADERS, (socket, rest) => [socket, rest]);
    await expect(connection.createStream(new Map([['streamtype', 'data']]))).rejects.toThrow('Stream reset');
    connection.close();
  });
});
