/**
 * The inputs that have brought servers down, each sent to a `cukernetes serve`: it answers as a real server did, or refuses clearly
 * what a real server sets no bound to, in under a second; the process lives, and /readyz stays quick meanwhile.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { maskText } from '../src/replay/volatile';
import { TOKEN_FILE } from '../src/replay/credentials';
import { assetsFor } from '../src/targets/envtest/assets';
import { ClientAuthority } from '../src/targets/client-authority';
import { RealControlPlanePool } from '../src/targets/envtest/pool';
import { ServerFolder } from '../src/targets/server-folder';
import { readAnswer, type Http1Answer } from './http1-answer';
import type { FuzzOptions } from './options';
import { RawConnection } from './raw-connection';
import { Readyz, readyzWords, type ReadyzTimes } from './readyz';
import { ServeChild } from './serve-child';

interface Repeated {
  readonly repeat: string;
  readonly times: number;
  /** Has the number of the repetition in place of each `#`. */
  readonly numbered?: boolean;
}
interface SurvivesCase {
  readonly name: string;
  readonly pieces: readonly (string | Repeated)[];
  /** Says that no more is sent. A real server gives up such a request, and what it says then, if anything, is a matter of time. */
  readonly end?: boolean;
  /** So many send it at once. */
  readonly connections?: number;
  /** A real server computes for as long as it takes; a refusal is as good as its answer. */
  readonly unbounded?: boolean;
}
/** What is kept of an answer: the words of its body; `closed` for a connection that just ends. */
type Kept = string;

const FOLDER = path.join(__dirname, '..', 'testdata', 'fuzz');
const ANSWERED_WITHIN = 1_000;
const PATIENCE = 5_000;
/** A real server may compute for as long as it takes, and ours for as long where a real one does not come to an end in this time. */
const REAL_PATIENCE = 20_000;
const FLAGS = ['--disable-admission-plugins=ServiceAccount'];
const READYZ_WITHIN = 50;
const ROUNDS = 3;

const cases = (): readonly SurvivesCase[] => JSON.parse(readFileSync(path.join(FOLDER, 'survives.json'), 'utf8')) as readonly SurvivesCase[];
const answersFile = (version: string): string => path.join(FOLDER, 'survives', `${version}.json`);

function recordedAnswers(version: string): ReadonlyMap<string, Kept> {
  const file = answersFile(version);
  return new Map(existsSync(file) ? Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, Kept>>) : []);
}

function textOf(piece: string | Repeated): string {
  if (typeof piece === 'string') return piece;
  const { repeat, times, numbered = false } = piece;
  return numbered ? Array.from({ length: times }, (_, index) => repeat.replaceAll('#', String(index))).join('') : repeat.repeat(times);
}

const bytesOf = ({ pieces }: SurvivesCase): Buffer => Buffer.from(pieces.map(textOf).join(''), 'latin1');

function wordsOf(text: string): string {
  try {
    const body = JSON.parse(text) as { readonly message?: unknown; readonly status?: unknown; readonly kind?: unknown };
    if (body.kind === 'Status') return String(body.message ?? body.status);
    return body.kind === undefined ? 'JSON' : String(body.kind);
  } catch {
    return text.trim();
  }
}

/** Long texts that come back are cut. */
const keptOf = (answer: Http1Answer | undefined): Kept =>
  answer === undefined ? 'closed' : `${answer.status} ${maskText(wordsOf(answer.text)).slice(0, 400)}`;

interface Sent {
  readonly kept: Kept;
  readonly milliseconds: number;
}

async function send(port: number, bytes: Buffer, end: boolean, patience: number): Promise<Sent> {
  const connection = await RawConnection.open({ port });
  const began = performance.now();
  connection.write(bytes);
  if (end) connection.end();
  let answer: Http1Answer | undefined;
  const isThere = (): boolean => (answer = readAnswer(connection.received, false, connection.closed)) !== undefined;
  const inTime = await connection.until(() => isThere() || connection.closed, patience);
  const milliseconds = performance.now() - began;
  connection.destroy();
  return { kept: inTime ? keptOf(answer) : 'nothing', milliseconds };
}

async function sendCase(port: number, input: SurvivesCase, patience: number): Promise<Sent> {
  const bytes = bytesOf(input);
  const { connections = 1, end = false } = input;
  const sent = await Promise.all(Array.from({ length: connections }, () => send(port, bytes, end, patience)));
  const kept = [...new Set(sent.map((one) => one.kept))].sort().join(' | ');
  return { kept, milliseconds: Math.max(...sent.map((one) => one.milliseconds)) / connections };
}

/** The last resort, and a Go server that panics. */
const isFault = (kept: Kept): boolean => /^5\d\d (?:This request caused apiserver to panic|Internal Server Error)/.test(kept);
const isRefusal = (kept: Kept): boolean => /^4\d\d /.test(kept);

/** A server and what asks it /readyz meanwhile. */
class Watched {
  private constructor(
    readonly server: ServeChild,
    readonly readyz: Readyz,
  ) {}

  static async start(version: string): Promise<Watched> {
    const server = await ServeChild.start(version, FLAGS);
    return new Watched(server, new Readyz(server));
  }

  async stop(): Promise<ReadyzTimes> {
    const times = await this.readyz.stop();
    this.server.stop();
    return times;
  }
}

/** What is wrong with an answer, in words. */
function complaintOf(input: SurvivesCase, real: Kept | undefined, { kept }: Sent): string | undefined {
  if (kept === 'nothing') return `no answer within ${PATIENCE} ms`;
  if (real === undefined) return 'no answer is recorded';
  // Where a real server gives nothing within its time, any answer that is not a fault will do.
  if (kept === real || input.end === true || (input.unbounded === true && isRefusal(kept)) || (real === 'nothing' && !isFault(kept))) return undefined;
  return `\n    real ${real}\n    ours ${kept}`;
}

async function survivesVersion(version: string): Promise<boolean> {
  const recorded = recordedAnswers(version);
  const complaints = new Set<string>();
  const fastest = new Map<string, number>();
  let watched = await Watched.start(version);
  for (const [round, input] of Array.from({ length: ROUNDS }, cases).flatMap((all, index) => all.map((one) => [index, one] as const))) {
    const isCostly = recorded.get(input.name) === 'nothing';
    // Nothing is measured of these: once is enough.
    if (isCostly && round > 0) continue;
    const sent = await sendCase(watched.server.port, input, isCostly ? REAL_PATIENCE : PATIENCE);
    if (!isCostly) fastest.set(input.name, Math.min(sent.milliseconds, fastest.get(input.name) ?? Infinity));
    const { ended } = watched.server;
    const complaint = ended === undefined ? complaintOf(input, recorded.get(input.name), sent) : `the process ended ${ended}`;
    if (complaint !== undefined) complaints.add(`${input.name}: ${complaint}`);
    if (ended === undefined && sent.kept !== 'nothing') continue;
    // What stopped it is known; the others are tried on a new one.
    await watched.stop();
    watched = await Watched.start(version);
  }
  // What takes long every time does so by itself, not because the machine was busy.
  for (const [name, milliseconds] of fastest) if (milliseconds > ANSWERED_WITHIN) complaints.add(`${name}: took ${Math.round(milliseconds)} ms`);
  const slowest = Math.max(...fastest.values());
  const { rss } = watched.server;
  const times = await watched.stop();
  // What a busy machine takes from the thread that asks is not the server's.
  if (times.p99 > ANSWERED_WITHIN + times.machineP99) complaints.add(`/readyz took ${times.p99.toFixed(1)} ms (p99)`);
  console.log(
    `${version}: ${cases().length} inputs, ${ROUNDS} times; the slowest answer took ${slowest.toFixed(0)} ms; memory ${Math.round(rss / (1 << 20))} MiB\n${readyzWords(times)}; the goal is a p99 of ${READYZ_WITHIN} ms`,
  );
  for (const complaint of complaints) console.log(`  ${complaint}`);
  return complaints.size === 0;
}

/** Keeps what a real server answers to the inputs of which that is not known yet. */
async function recordVersion(version: string): Promise<void> {
  assetsFor(version);
  const folder = new ServerFolder();
  folder.write('tokens.csv', TOKEN_FILE);
  const authority = await ClientAuthority.create();
  const pool = new RealControlPlanePool(authority);
  const { controlPlane } = await pool.borrow({
    kubernetesVersion: version,
    flags: { 'token-auth-file': '$DIR/tokens.csv', 'disable-admission-plugins': 'ServiceAccount' },
    folder,
    controllers: '',
  });
  const port = Number(new URL(controlPlane.sender.origin).port);
  const known = recordedAnswers(version);
  const answers = new Map<string, Kept>();
  for (const input of cases()) {
    const before = known.get(input.name);
    if (before !== undefined) {
      answers.set(input.name, before);
      continue;
    }
    const { kept, milliseconds } = await sendCase(port, input, REAL_PATIENCE);
    console.log(`${input.name}: ${kept.slice(0, 160)} (${milliseconds.toFixed(0)} ms)`);
    answers.set(input.name, kept);
  }
  writeFileSync(answersFile(version), `${JSON.stringify(Object.fromEntries(answers), undefined, 2)}\n`);
  await pool.close();
  authority.close();
  folder.remove();
}

export async function survives({ versions, record }: FuzzOptions): Promise<boolean> {
  let quiet = true;
  for (const version of versions) {
    if (record) await recordVersion(version);
    else quiet = (await survivesVersion(version)) && quiet;
  }
  return quiet;
}
