/**
 * `node -r ts-node/register/transpile-only scripts/wire/record.ts HOST:PORT`: sends each case to a real kube-apiserver whose token
 * file knows alice-token, and writes testdata/wire/<version>.json.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { exchangeBytes, type RecordedCase, type WireCase } from '../../src/replay/wire/exchange';
import { CASES } from './cases';

const ATTEMPTS = { usual: 4, ends: 16 };

/** A client that ends its side early gets one answer or another; a reset of the connection may cost any client the end of its answer. */
async function answersOf(host: string, port: number, sent: WireCase): Promise<readonly string[]> {
  const seen = new Set<string>();
  for (let attempt = 0; attempt < (sent.ends === true ? ATTEMPTS.ends : ATTEMPTS.usual); attempt++) seen.add(await exchangeBytes(host, port, sent, 40_000));
  const whole = [...seen].filter((answer) => sent.ends === true || ![...seen].some((other) => other !== answer && other.startsWith(answer)));
  return whole.sort();
}

const VERSION: WireCase = { name: 'version', sent: ['GET /version HTTP/1.1\r\nHost: a\r\n\r\n'] };

async function main([address = '']: readonly string[]): Promise<void> {
  const [host = '', port = ''] = address.split(':');
  if (port === '') throw new Error('usage: record.ts HOST:PORT');
  const [, gitVersion = '', version = ''] = /"gitVersion": "(v(\d+\.\d+)\.\d+)/.exec(await exchangeBytes(host, Number(port), VERSION)) ?? [];
  if (version === '') throw new Error(`${address} does not say which version it is`);
  const cases: RecordedCase[] = [];
  for (const sent of CASES) cases.push({ ...sent, answers: await answersOf(host, Number(port), sent) });
  const folder = path.join(__dirname, '..', '..', 'testdata', 'wire');
  mkdirSync(folder, { recursive: true });
  const head = JSON.stringify({ recordedFrom: `kube-apiserver ${gitVersion}` }).slice(0, -1);
  writeFileSync(path.join(folder, `${version}.json`), `${head},"cases":[\n${cases.map((found) => JSON.stringify(found)).join(',\n')}\n]}\n`);
  process.stdout.write(`${cases.length} cases\n`);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
