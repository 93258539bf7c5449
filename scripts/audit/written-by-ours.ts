/** What the audit log of ours has of the requests of a script. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ApiServer } from '../../src/engine/api-server';
import type { ReadStream } from '../../src/engine/api/http';
import { optionsFor } from '../../src/engine/options/parse';
import { auditWebhook } from './audit-webhook';
import { TOKENS, type Ask, type Script } from './cases';
import { eventsById, headersOf, nameOf, type RecordedAsk } from './masked-event';

/** Reads a stream as long as its client does. */
const ended = (stream: ReadStream | undefined, endsAfter: number): Promise<void> =>
  new Promise((resolve) => {
    if (stream === undefined) {
      resolve();
      return;
    }
    const cancel = stream.subscribe(() => undefined, resolve);
    setTimeout(() => {
      cancel();
      resolve();
    }, endsAfter);
  });

async function send(server: ApiServer, id: string, { as, method, path: target, headers, body, endsAfter }: Ask): Promise<number> {
  const response = await server.handle({
    method,
    target,
    headers: headersOf(id, as, headers),
    ...(body !== undefined && { body }),
    remoteAddress: '127.0.0.1:50432',
  });
  if (endsAfter !== undefined) await ended(response.stream, endsAfter);
  return response.status;
}

export async function writtenBy(version: string, { policy, flags, asks }: Script): Promise<readonly RecordedAsk[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'audit-'));
  try {
    writeFileSync(path.join(folder, 'tokens.csv'), TOKENS);
    writeFileSync(path.join(folder, 'policy.yaml'), policy);
    const all = {
      'token-auth-file': '$DIR/tokens.csv',
      'authorization-mode': 'Node,RBAC',
      'allow-privileged': 'true',
      'audit-policy-file': '$DIR/policy.yaml',
      ...flags,
    };
    const given = Object.fromEntries(Object.entries(all).map(([name, value]) => [name, value.replaceAll('$DIR', folder)]));
    const webhook = 'audit-webhook-config-file' in flags ? await auditWebhook(folder) : undefined;
    const server = ApiServer.start(optionsFor({ kubernetesVersion: version, flags: given }));
    const statuses: number[] = [];
    for (const [at, ask] of asks.entries()) statuses.push(await send(server, `case-${at}`, ask));
    await server.close();
    const events = eventsById(webhook?.received() ?? readFileSync(path.join(folder, 'audit.log'), 'utf8'));
    await webhook?.close();
    return asks.map((ask, at) => ({ ask: nameOf(at, ask), status: statuses[at] ?? 0, events: events.get(`case-${at}`) ?? [] }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
