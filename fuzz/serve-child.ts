/** A `cukernetes serve` in a process of its own, with the users of recordings: what the fuzzers try to bring down. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeClientCa, TOKEN_FILE } from '../src/replay/credentials';

const PROGRAM = path.join(__dirname, '..', 'bin', 'cukernetes.js');
const READY_WITHIN = 60_000;
const ISSUER = 'https://kubernetes.default.svc';

export const usualFlags = (folder: string): readonly string[] => [
  '--bind-address=127.0.0.1',
  `--client-ca-file=${folder}/ca.crt`,
  `--token-auth-file=${folder}/tokens.csv`,
  `--service-account-key-file=${folder}/sa.pub`,
  `--service-account-signing-key-file=${folder}/sa.key`,
  `--service-account-issuer=${ISSUER}`,
  `--api-audiences=${ISSUER}`,
  '--service-cluster-ip-range=10.0.0.0/24',
  '--allow-privileged=true',
  '--authorization-mode=Node,RBAC',
];

/** A folder with the files that the flags name. */
export async function usualFiles(): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'cukernetes-fuzz-'));
  const { files } = await makeClientCa();
  for (const [name, text] of Object.entries({ ...files, 'tokens.csv': TOKEN_FILE })) writeFileSync(path.join(folder, name), text, { mode: 0o600 });
  return folder;
}

export class ServeChild {
  readonly #child: ChildProcess;
  readonly #folder: string;
  #stderr = '';
  #ended: string | undefined;

  private constructor(
    child: ChildProcess,
    folder: string,
    readonly port: number,
  ) {
    this.#child = child;
    this.#folder = folder;
    child.stderr?.on('data', (chunk: Buffer) => (this.#stderr = (this.#stderr + chunk.toString()).slice(-10_000)));
    child.on('exit', (code, signal) => (this.#ended = `with ${code ?? signal ?? '?'}`));
  }

  static async start(version: string, flags: readonly string[] = []): Promise<ServeChild> {
    const folder = await usualFiles();
    const child = spawn(
      process.execPath,
      [PROGRAM, 'serve', `--kubernetes-version=${version}`, '--secure-port=0', `--cert-dir=${folder}/certs`, ...usualFlags(folder), ...flags],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    const port = await new Promise<number>((resolve, reject) => {
      let said = '';
      const late = setTimeout(() => reject(new Error(`the server was not ready: ${said}`)), READY_WITHIN);
      const hear = (chunk: Buffer): void => {
        said += chunk.toString();
        const [, found] = /Serving securely on [\d.]+:(\d+)/.exec(said) ?? [];
        if (found === undefined) return;
        clearTimeout(late);
        resolve(Number(found));
      };
      child.stdout.on('data', hear);
      child.stderr.on('data', hear);
      child.on('exit', () => reject(new Error(`the server did not start: ${said}`)));
    });
    return new ServeChild(child, folder, port);
  }

  /** How the process ended; undefined while it lives. */
  get ended(): string | undefined {
    return this.#ended;
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** What it said of what went wrong. */
  get stderr(): string {
    return this.#stderr;
  }

  /** Resident bytes. */
  get rss(): number {
    const { pid } = this.#child;
    if (pid === undefined || this.#ended !== undefined) return 0;
    const status = `/proc/${pid}/status`;
    const kib = existsSync(status)
      ? /VmRSS:\s+(\d+)/.exec(readFileSync(status, 'utf8'))?.[1]
      : execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' });
    return Number(kib ?? 0) * 1024;
  }

  stop(): void {
    this.#child.kill('SIGKILL');
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
