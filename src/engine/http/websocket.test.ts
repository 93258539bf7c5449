import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { connect } from 'node:tls';
import { expect } from 'expect';
import { ApiServer } from '../api-server';
import { optionsFor } from '../options/parse';
import { versionOf } from '../versions';
import { createAuthority } from './certificates';
import { createServer } from './server';

interface Case {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly protocol: string;
  readonly headers: readonly string[];
  /** What the client sends after the handshake, in hexadecimal digits. */
  readonly send: string;
  readonly answer: {
    readonly head: readonly string[];
    readonly body?: string;
    readonly frames?: readonly { readonly opcode: number; readonly payload: string }[];
    readonly closes: boolean;
  };
}

const TEXT = 0x81;
const PONG = 0x8a;

/** The payload of a text is the type of its event; a pong may come before or after an event. */
function framesOf(bytes: Buffer): Case['answer']['frames'] {
  const frames: { opcode: number; payload: string }[] = [];
  for (let at = 0; at < bytes.length;) {
    const [opcode, short] = [bytes.readUInt8(at), bytes.readUInt8(at + 1)];
    const start = at + (short === 126 ? 4 : 2);
    const end = start + (short === 126 ? bytes.readUInt16BE(at + 2) : short);
    const payload = bytes.subarray(start, end);
    frames.push({ opcode, payload: opcode === TEXT ? (JSON.parse(payload.toString()) as { readonly type: string }).type : payload.toString('hex') });
    at = end;
  }
  return frames.sort((a, b) => Number(b.opcode === PONG) - Number(a.opcode === PONG));
}

/** All that comes back until the server ends the connection. */
async function sent(port: number, { method, path: target, protocol, headers, send }: Case, token: string): Promise<Buffer> {
  const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false });
  const head = [`${method} ${target} ${protocol}`, 'Host: a', `Authorization: Bearer ${token}`, ...headers, '', ''].join('\r\n');
  socket.write(Buffer.concat([Buffer.from(head), Buffer.from(send, 'hex')]));
  const got: Buffer[] = [];
  for await (const chunk of socket) got.push(chunk as Buffer);
  return Buffer.concat(got);
}

const RECORDED = path.join(__dirname, '../../../testdata/websocket');

for (const name of readdirSync(RECORDED)) {
  const kubernetesVersion = path.basename(name, '.json');
  const file = path.join(RECORDED, name);
  const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { readonly cases: readonly Case[] };
  test(`handshakes and frames are those of a real kube-apiserver ${kubernetesVersion}`, { concurrency: true }, async (context) => {
    const api = ApiServer.start(optionsFor({ kubernetesVersion }));
    const { certificatePem, keyPem } = await (await createAuthority('test-ca')).serving('server', ['localhost'], ['127.0.0.1']);
    api.storage.put(
      { group: '', resource: 'configmaps' },
      { kind: 'ConfigMap', apiVersion: 'v1', metadata: { name: 'kube-root-ca.crt', namespace: 'default' } },
    );
    const server = createServer({ certificate: certificatePem, key: keyPem }, versionOf(kubernetesVersion), (request) => api.handle(request));
    const port = await server.listen(0, '127.0.0.1');
    await Promise.all(
      cases.map((asked) =>
        context.test(asked.name, async () => {
          const bytes = await sent(port, asked, api.options.loopbackToken ?? '');
          const end = bytes.indexOf('\r\n\r\n');
          const rest = bytes.subarray(end + 4);
          const { frames } = asked.answer;
          expect({
            head: bytes.toString('latin1', 0, end).split('\r\n'),
            ...(frames === undefined ? { body: rest.toString() } : { frames: framesOf(rest) }),
            closes: true,
          }).toEqual(asked.answer);
        }),
      ),
    );
    await server.close();
  });
}
