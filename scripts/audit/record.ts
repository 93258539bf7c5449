/**
 * node -r ts-node/register/transpile-only scripts/audit/record.ts VERSION PORT COMMAND...: starts a server with the command for each script
 * of cases.ts, sends its requests, and writes what the audit log has of them to testdata/audit/VERSION.json.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { privatePem, publicPem } from '../tokens/token';
import { auditScripts, TOKENS, type Ask, type Script } from './cases';
import { auditWebhook } from './audit-webhook';
import { eventsById, headersOf, nameOf, type RecordedAsk } from './masked-event';

const FOLDER = path.join(__dirname, '..', '..', 'testdata', 'audit');

/** Sends a request with an audit id. Returns the status of the answer. */
type Send = (id: string, ask: Ask) => Promise<number>;

const sendTo =
  (port: number, agent: Agent): Send =>
  (id, { as, method, path: target, headers, body, endsAfter }) =>
    new Promise((resolve, reject) => {
      const sent = request(
        {
          port,
          host: '127.0.0.1',
          method,
          path: target,
          headers: { ...headersOf(id, as, headers), ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }) },
          agent,
        },
        (response) => {
          const end = (): void => resolve(response.statusCode ?? 0);
          response.on('data', () => undefined).on('end', end);
          response.on('error', end).on('close', end);
          if (endsAfter !== undefined) setTimeout(() => response.destroy(), endsAfter);
        },
      );
      sent.on('error', reject).end(body);
    });

/** Waits until it holds. */
async function until(holds: () => Promise<boolean>, tries: number, pause: number): Promise<void> {
  for (let left = tries; left > 0; left -= 1) {
    if (await holds()) return;
    await sleep(pause);
  }
  throw new Error('it does not come to pass');
}

async function isReady(send: Send): Promise<boolean> {
  const ask = (target: string): Promise<number> => send('ready', { as: 'admin', method: 'GET', path: target }).catch(() => 0);
  return (await ask('/readyz')) === 200 && (await ask('/api/v1/namespaces/kube-node-lease')) === 200 && (await ask('/api/v1/namespaces/default')) === 200;
}

/** Nothing has been written of the cases for a while; what the server itself asks for goes on. */
async function quiet(read: () => string): Promise<string> {
  let before = '';
  await until(
    async () => {
      const now = read()
        .split('\n')
        .filter((line) => line.includes('case-'))
        .join('\n');
      const isQuiet = now === before;
      before = now;
      return Promise.resolve(isQuiet);
    },
    40,
    1000,
  );
  return before;
}

async function recordScript(
  version: string,
  port: number,
  send: Send,
  [program = '', ...args]: readonly string[],
  { policy, flags, asks }: Script,
): Promise<readonly RecordedAsk[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'audit-'));
  writeFileSync(path.join(folder, 'tokens.csv'), TOKENS);
  writeFileSync(path.join(folder, 'policy.yaml'), policy);
  writeFileSync(path.join(folder, 'sa.key'), privatePem('first'));
  writeFileSync(path.join(folder, 'sa.pub'), publicPem('first'));
  const output = openSync(path.join(folder, 'server.log'), 'a');
  const webhook = 'audit-webhook-config-file' in flags ? await auditWebhook(folder) : undefined;
  const all = {
    'kubernetes-version': version,
    'secure-port': String(port),
    'bind-address': '127.0.0.1',
    'cert-dir': '$DIR/certs',
    'token-auth-file': '$DIR/tokens.csv',
    'service-account-key-file': '$DIR/sa.pub',
    'service-account-signing-key-file': '$DIR/sa.key',
    'service-account-issuer': 'https://kubernetes.default.svc',
    'api-audiences': 'https://kubernetes.default.svc',
    'service-cluster-ip-range': '10.0.0.0/24',
    'allow-privileged': 'true',
    'authorization-mode': 'Node,RBAC',
    controllers: '',
    'audit-policy-file': '$DIR/policy.yaml',
    ...flags,
  };
  const child = spawn(program, [...args, ...Object.entries(all).map(([name, value]) => `--${name}=${value.replaceAll('$DIR', folder)}`)], {
    stdio: ['ignore', output, output],
  });
  try {
    await until(
      () => {
        if (child.exitCode !== null) throw new Error(`the server has ended: ${readFileSync(path.join(folder, 'server.log'), 'utf8')}`);
        return isReady(send);
      },
      900,
      100,
    );
    const statuses: number[] = [];
    for (const [at, ask] of asks.entries()) statuses.push(await send(`case-${at}`, ask));
    const events = eventsById(await quiet(() => webhook?.received() ?? readFileSync(path.join(folder, 'audit.log'), 'utf8')));
    return asks.map((ask, at) => ({ ask: nameOf(at, ask), status: statuses[at] ?? 0, events: events.get(`case-${at}`) ?? [] }));
  } finally {
    await webhook?.close();
    if (child.exitCode === null) {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    }
    rmSync(folder, { recursive: true, force: true });
  }
}

async function record(version: string, port: number, command: readonly string[]): Promise<void> {
  const minor = Number(version.split('.')[1]);
  const agent = new Agent({ keepAlive: true, rejectUnauthorized: false });
  const kept: string[] = [];
  for (const script of auditScripts.filter(({ since = 0, until: last = Infinity }) => minor >= since && minor <= last)) {
    const lines = (await recordScript(version, port, sendTo(port, agent), command, script)).map((exchange) => `  ${JSON.stringify(exchange)}`);
    kept.push(` ${JSON.stringify(script.name)}: [\n${lines.join(',\n')}\n ]`);
    process.stderr.write(`${version} ${script.name}: ${lines.length}\n`);
  }
  writeFileSync(path.join(FOLDER, `${version}.json`), `{\n${kept.join(',\n')}\n}\n`);
  agent.destroy();
}

const [version = '', port = '', ...command] = process.argv.slice(2);
void record(version, Number(port), command);
