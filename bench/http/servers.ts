/**
 * The three servers of bench:http with the same certificate, flags and objects: ours, a real kube-apiserver with its etcd where its
 * programs are, and bare node:https, which writes what ours answered. Kept small: no controllers beside the real one, and the bytes of
 * bare node:https are made beforehand.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createAuthority, type Authority, type KeyPair } from '../../src/engine/http/certificates';
import { withCommonFlags } from '../../src/targets/common-flags';
import { argumentsOf } from '../../src/targets/envtest/api-server-flags';
import { assetsFor } from '../../src/targets/envtest/assets';
import { Etcd } from '../../src/targets/envtest/etcd';
import { freePort } from '../../src/targets/envtest/free-port';
import { Program } from '../../src/targets/envtest/program';
import { makeServiceAccountKeys } from '../../src/targets/envtest/service-account-keys';
import { until } from '../../src/targets/envtest/until';
import { HttpsSender } from '../../src/targets/https-sender';
import type { BareServer, KeptAnswer } from './bare-server';
import { ADMINISTRATOR, ask, CASES, CLIENT } from './cases';
import { messageOf, pinnedProgram, startScript, type Placement } from './processes';

export interface Server {
  readonly name: 'cukernetes' | 'kube-apiserver' | 'node:https';
  readonly port: number;
  /** What it needs processor time for: kube-apiserver's etcd counts. */
  readonly processes: readonly number[];
  close(): Promise<void>;
}

const READY_WITHIN = 90_000;
const PROGRAM = path.join(__dirname, '..', '..', 'bin', 'cukernetes.js');

interface Files {
  readonly folder: string;
  readonly authority: Authority;
  readonly serving: KeyPair;
  readonly flags: Readonly<Record<string, string>>;
}

async function filesOf(name: string): Promise<Files> {
  const folder = mkdtempSync(path.join(tmpdir(), `cukernetes-bench-${name}-`));
  const file = (at: string, content: string): string => {
    writeFileSync(path.join(folder, at), content, { mode: 0o600 });
    return path.join(folder, at);
  };
  const authority = await createAuthority('bench-ca');
  const serving = await authority.serving('bench', ['localhost'], ['127.0.0.1']);
  const { privatePem, publicPem } = makeServiceAccountKeys();
  const clientCa = file('ca.crt', authority.certificatePem);
  const own = {
    'token-auth-file': file('tokens.csv', `${ADMINISTRATOR.token},${ADMINISTRATOR.name},1,${ADMINISTRATOR.groups}\n${CLIENT.token},${CLIENT.name},2\n`),
    'service-account-key-file': file('sa.pub', publicPem),
    'service-account-signing-key-file': file('sa.key', privatePem),
    'tls-cert-file': file('serving.crt', serving.certificatePem),
    'tls-private-key-file': file('serving.key', serving.keyPem),
    'cert-dir': path.join(folder, 'certificates'),
    'bind-address': '127.0.0.1',
    'secure-port': String(await freePort()),
  };
  return { folder, authority, serving, flags: withCommonFlags(own, clientCa) };
}

const numbersOf = (...ids: readonly (number | undefined)[]): readonly number[] => ids.filter((id) => id !== undefined);
const portOf = ({ flags }: Files): number => Number(flags['secure-port']);
const senderOf = (files: Files): HttpsSender => new HttpsSender(`https://127.0.0.1:${portOf(files)}`, files.authority.certificatePem);

/** Makes the objects that are asked for. */
export type Prepare = (sender: HttpsSender) => Promise<void>;

/** Waits for /readyz, then makes the objects. */
async function ready(program: Program, files: Files, prepare: Prepare): Promise<void> {
  const sender = senderOf(files);
  const asked = async (): Promise<string | undefined> => {
    if (program.ended !== undefined) throw program.failure('');
    const request = { as: { kind: 'administrator' }, method: 'GET', path: '/readyz' } as const;
    const answer = await sender.send(request, { kind: 'token', token: ADMINISTRATOR.token }).catch((error: Error) => ({ status: 0, body: error.message }));
    return answer.status === 200 ? undefined : String(answer.body);
  };
  await until(asked, READY_WITHIN, (missing) => program.failure(`was not ready within ${READY_WITHIN / 1000} seconds (${missing})`));
  await prepare(sender);
  await sender.close();
}

export interface OurServer extends Server {
  /** As bare node:https is to write it. */
  kept(): Promise<BareServer>;
}

async function keptAnswers(files: Files): Promise<readonly KeptAnswer[]> {
  const sender = senderOf(files);
  const kept = [];
  for (const one of CASES) {
    const { status, headers, body } = await ask(sender, one);
    const written = Object.entries(headers).filter(([name]) => name !== 'Date');
    kept.push({ method: one.method, target: one.target, status, headers: written.map(([name, value]) => [name, String(value)] as const), body: String(body) });
  }
  await sender.close();
  return kept;
}

export async function startOurs({ server }: Placement, version: string, prepare: Prepare): Promise<OurServer> {
  const files = await filesOf('ours');
  const args = [PROGRAM, 'serve', `--kubernetes-version=${version}`, ...argumentsOf(files.flags)];
  const program = Program.start('cukernetes', pinnedProgram(process.execPath, server, files.folder), args, files.folder);
  await ready(program, files, prepare);
  const { certificatePem: certificate, keyPem: key } = files.serving;
  return {
    name: 'cukernetes',
    port: portOf(files),
    processes: numbersOf(program.id),
    close: () => ended(program, files),
    kept: async () => ({ certificate, key, answers: await keptAnswers(files) }),
  };
}

/** undefined: its programs are not on this machine. */
export async function startReal({ server }: Placement, version: string, prepare: Prepare): Promise<Server | undefined> {
  const assets = assetsThere(version);
  if (assets === undefined) return undefined;
  const files = await filesOf('real');
  const etcd = await Etcd.start(pinnedProgram(assets.etcd, server, files.folder), files.folder);
  const args = argumentsOf({ ...files.flags, 'etcd-servers': etcd.url });
  const program = Program.start('kube-apiserver', pinnedProgram(assets.apiServer, server, files.folder), args, files.folder);
  await ready(program, files, prepare);
  return {
    name: 'kube-apiserver',
    port: portOf(files),
    processes: numbersOf(program.id, etcd.program.id),
    close: async () => (await ended(program, files), etcd.stop()),
  };
}

function assetsThere(version: string): ReturnType<typeof assetsFor> | undefined {
  try {
    return assetsFor(version);
  } catch {
    return undefined;
  }
}

async function ended(program: Program, { folder }: Files): Promise<void> {
  await program.stop();
  rmSync(folder, { recursive: true, force: true });
}

export async function startBare({ server }: Placement, kept: BareServer): Promise<Server> {
  const child = startScript(path.join(__dirname, 'bare-server.ts'), server);
  child.send(kept);
  const port = await messageOf<number>(child);
  return { name: 'node:https', port, processes: numbersOf(child.pid), close: () => Promise.resolve(child.disconnect()) };
}
