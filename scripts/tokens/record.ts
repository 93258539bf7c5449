/**
 * node -r ts-node/register/transpile-only scripts/tokens/record.ts VERSION PORT COMMAND...: starts a server with the command and
 * writes what it says to each token of cases.ts to testdata/tokens/VERSION.json.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { own } from '../../src/engine/golang/map';
import { ask, issuerIsKnown, prepare, type Reply, type Send } from './ask';
import { tokenCases } from './cases';
import { flagsFor, startIssuer } from './server';
import { FOLDER } from './token';

const sendTo =
  (port: number, agent: Agent): Send =>
  (method, target, token, body) =>
    new Promise<Reply>((resolve, reject) => {
      // Node refuses a line end in a header; so does a server.
      const headers = { authorization: `Bearer ${token.replaceAll('\n', '')}`, 'content-type': 'application/json' };
      const sent = request({ port, host: '127.0.0.1', method, path: target, headers, agent }, (response) => {
        const parts: Buffer[] = [];
        response
          .on('data', (part: Buffer) => parts.push(part))
          .on('end', () => {
            const text = Buffer.concat(parts).toString();
            resolve({ status: response.statusCode ?? 0, body: text.startsWith('{') ? (JSON.parse(text) as unknown) : { message: text } });
          });
      });
      sent.on('error', reject).end(body === undefined ? undefined : JSON.stringify(body));
    });

async function ready(send: Send): Promise<void> {
  for (let left = 900; left > 0; left -= 1) {
    const { status } = await send('GET', '/readyz', 'admin-token').catch(() => ({ status: 0 }));
    const space = status === 200 ? await send('GET', '/api/v1/namespaces/default', 'admin-token') : { status: 0 };
    if (space.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the server is not ready');
}

async function record(version: string, port: number, [program = '', ...args]: readonly string[]): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'tokens-'));
  const issuer = await startIssuer();
  const log = openSync(path.join(folder, 'server.log'), 'a');
  const flags = [`--kubernetes-version=${version}`, `--secure-port=${port}`, ...flagsFor(folder, issuer)];
  const child = spawn(program, [...args, ...flags], { stdio: ['ignore', log, log] });
  const agent = new Agent({ keepAlive: true, rejectUnauthorized: false });
  const send = sendTo(port, agent);
  try {
    await ready(send);
    const known = await prepare(send, issuer.url);
    await issuerIsKnown(send, own(tokenCases, 'issuer: good')?.(known) ?? '', known);
    const lines: string[] = [];
    for (const [name, make] of Object.entries(tokenCases)) lines.push(` ${JSON.stringify(name)}: ${JSON.stringify(await ask(send, make(known), known))}`);
    writeFileSync(path.join(FOLDER, `${version}.json`), `{\n${lines.join(',\n')}\n}\n`);
  } finally {
    issuer.close();
    agent.destroy();
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  }
}

const [version = '', port = '', ...command] = process.argv.slice(2);
void record(version, Number(port), command);
