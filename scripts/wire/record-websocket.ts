/**
 * `node -r ts-node/register/transpile-only scripts/wire/record-websocket.ts HOST:PORT FILE`: sends the handshakes and frames of a recording
 * of testdata/websocket to a real kube-apiserver whose token file knows admin-token, and writes testdata/websocket/<version>.json.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { connect } from 'node:tls';
import { exchangeBytes } from '../../src/replay/wire/exchange';
import { answerOf, type WebsocketCase } from '../../src/replay/wire/websocket';

const TOKEN = 'admin-token';

async function sent(host: string, port: number, { method, path: target, protocol, headers, send }: WebsocketCase): Promise<Buffer> {
  const socket = connect({ port, host, rejectUnauthorized: false });
  const head = [`${method} ${target} ${protocol}`, 'Host: a', `Authorization: Bearer ${TOKEN}`, ...headers, '', ''].join('\r\n');
  socket.write(Buffer.concat([Buffer.from(head), Buffer.from(send, 'hex')]));
  const got: Buffer[] = [];
  for await (const chunk of socket) got.push(chunk as Buffer);
  return Buffer.concat(got);
}

async function main([address = '', file = '']: readonly string[]): Promise<void> {
  const [host = '', port = ''] = address.split(':');
  const answer = await exchangeBytes(host, Number(port), { name: 'version', sent: ['GET /version HTTP/1.1\r\nHost: a\r\n\r\n'] });
  const [, gitVersion = '', version = ''] = /"gitVersion": "(v(\d+\.\d+)\.\d+)/.exec(answer) ?? [];
  if (version === '' || file === '') throw new Error('usage: record-websocket.ts HOST:PORT FILE');
  const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { readonly cases: readonly WebsocketCase[] };
  const recorded: string[] = [];
  for (const { answer: asked, ...rest } of cases)
    recorded.push(JSON.stringify({ ...rest, answer: answerOf(await sent(host, Number(port), { ...rest, answer: asked }), asked.frames !== undefined) }));
  const folder = path.join(__dirname, '..', '..', 'testdata', 'websocket');
  const head = JSON.stringify({ recordedFrom: `kube-apiserver ${gitVersion}` }).slice(0, -1);
  writeFileSync(path.join(folder, `${version}.json`), `${head},"cases":[\n${recorded.join(',\n')}\n]}\n`);
  process.stdout.write(`${recorded.length} cases\n`);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
