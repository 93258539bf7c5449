/**
 * `node -r ts-node/register/transpile-only scripts/wire/record-http2.ts HOST:PORT [TEXT]`: sends each case of HTTP/2 to a real kube-apiserver whose
 * token file knows alice-token, and writes testdata/wire-http2/<version>.json. With TEXT it prints those whose name has it, and writes nothing.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { exchangeBytes } from '../../src/replay/wire/exchange';
import { exchangeFrames, type Http2Case, type RecordedHttp2Case } from '../../src/replay/wire/http2-exchange';
import { HTTP2_CASES, LAST } from './http2-cases';

const ATTEMPTS = { usual: 4, ends: 12 };
const SIDE_BY_SIDE = 8;
const PATIENCE = 20_000;

/** Handlers run beside each other, so a real server gives some answers by turns. */
async function answersOf(host: string, port: number, sent: Http2Case): Promise<RecordedHttp2Case['answers']> {
  const seen = new Map<string, readonly string[]>();
  for (let attempt = 0; attempt < (sent.ends === true ? ATTEMPTS.ends : ATTEMPTS.usual); attempt++) {
    const answer = await exchangeFrames(host, port, sent, { last: LAST, patience: PATIENCE });
    seen.set(answer.join('\n'), answer);
  }
  return [...seen.keys()].sort().map((key) => seen.get(key) ?? []);
}

async function recordAll(host: string, port: number, cases: readonly Http2Case[]): Promise<readonly RecordedHttp2Case[]> {
  const recorded: RecordedHttp2Case[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let at = next++; at < cases.length; at = next++) {
      const sent = cases[at];
      if (sent !== undefined) recorded[at] = { ...sent, answers: await answersOf(host, port, sent) };
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, lane));
  return recorded;
}

async function main([address = '', text]: readonly string[]): Promise<void> {
  const [host = '', port = ''] = address.split(':');
  if (port === '') throw new Error('usage: record-http2.ts HOST:PORT [TEXT]');
  const version = await exchangeBytes(host, Number(port), { name: 'version', sent: ['GET /version HTTP/1.1\r\nHost: a\r\n\r\n'] });
  const [, gitVersion = '', minor = ''] = /"gitVersion": "(v(\d+\.\d+)\.\d+)/.exec(version) ?? [];
  if (minor === '') throw new Error(`${address} does not say which version it is`);
  if (text !== undefined) {
    for (const { name, answers } of await recordAll(
      host,
      Number(port),
      HTTP2_CASES.filter((one) => one.name.includes(text)),
    ))
      process.stdout.write(`${name}\n${answers.map((answer) => answer.map((line) => `    ${line}\n`).join('')).join('  or\n')}`);
    return;
  }
  const cases = await recordAll(host, Number(port), HTTP2_CASES);
  const folder = path.join(__dirname, '..', '..', 'testdata', 'wire-http2');
  mkdirSync(folder, { recursive: true });
  const head = JSON.stringify({ recordedFrom: `kube-apiserver ${gitVersion}`, last: LAST.toString('hex') }).slice(0, -1);
  writeFileSync(path.join(folder, `${minor}.json`), `${head},"cases":[\n${cases.map((found) => JSON.stringify(found)).join(',\n')}\n]}\n`);
  process.stdout.write(`${cases.length} cases\n`);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
