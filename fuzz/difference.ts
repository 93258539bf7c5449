/**
 * The fuzzer of decisions: the same mutated requests go to a `cukernetes serve` and to a real kube-apiserver with the same objects.
 * Writes are dry runs, so that each input stands alone. Who may do what must never differ, nor may ours fail where the real one
 * does not, or as none was recorded to fail; what else differs is counted.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { ApiRequest, ApiResponse } from '../src/engine/api/http';
import type { JsonValue } from '../src/engine/api/objects';
import { receive } from '../src/replay/recorded-response';
import { compare } from '../src/replay/compare';
import { credentialOf, TOKEN_FILE } from '../src/replay/credentials';
import { differenceOf } from '../src/replay/first-difference';
import type { RecordedResponse, Recording } from '../src/replay/recording';
import { requestOf } from '../src/replay/request';
import { ClientAuthority } from '../src/targets/client-authority';
import { RealControlPlanePool } from '../src/targets/envtest/pool';
import { assetsFor } from '../src/targets/envtest/assets';
import type { RealControlPlane } from '../src/targets/envtest/real-control-plane';
import { ServerFolder } from '../src/targets/server-folder';
import { sentText } from './ask';
import { corpusOf, type Corpus } from './corpus';
import { Judge, messageOf, type Fault } from './faults';
import { Findings } from './findings';
import { Http1Client } from './http1-client';
import { mutateRequest, type Input } from './mutate-request';
import type { FuzzOptions } from './options';
import { Random } from './random';
import { ServeChild } from './serve-child';

const SIDE_BY_SIDE = 8;
/** Recordings whose objects both servers have. */
const FURNISHED_WITH = 16;
/** Informers of a real server on a busy machine have heard of everything after so many pauses, each twice as long as the one before. */
const LATE_AT_MOST = 5;
const FIRST_PAUSE = 500;
const SHOWN = 40;
const HOST = '127.0.0.1:6443';
const WRITES: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

function jsonObject(text: unknown): Readonly<Record<string, JsonValue>> | undefined {
  try {
    const value: unknown = typeof text === 'string' ? JSON.parse(text) : undefined;
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Readonly<Record<string, JsonValue>>) : undefined;
  } catch {
    return undefined;
  }
}

/** The request as one that changes nothing. What a DELETE has for a body says more than its query. */
function dry(input: Input): Input {
  const { request } = input;
  const method = request.method.toUpperCase();
  if (!WRITES.has(method)) return input;
  const path = `${request.path}${request.path.includes('?') ? '&' : '?'}dryRun=All`;
  if (method !== 'DELETE' || request.body === undefined) return { ...input, request: { ...request, path } };
  const { body, ...bodiless } = request;
  const options = jsonObject(body);
  if (options === undefined || typeof body !== 'string') return { ...input, request: { ...bodiless, path } };
  // The last of two fields counts. The text may be deeper than JSON.stringify goes.
  const fields = body.trimEnd().slice(0, -1);
  return { ...input, request: { ...request, path, body: `${fields}${Object.keys(options).length === 0 ? '' : ','}"dryRun":["All"]}` } };
}

/** Certificates of recordings are from another authority than the real server's. */
function withoutCertificate({ as, request }: Input): Input {
  if (typeof as !== 'object' || !('cert' in as)) return { ...(as !== undefined && { as }), request };
  return { as: { impersonate: { user: as.cert.cn, groups: as.cert.o ?? [] } }, request };
}

const WITHOUT_CERTIFICATES = { certificateOf: (name: string) => Promise.reject(new Error(`no certificate of ${name} is trusted by both`)) };

async function wire(input: Input): Promise<ApiRequest> {
  const { as, request } = withoutCertificate(input);
  const exchange = { id: 0, ...(as !== undefined && { as }), request, response: { status: 0, headers: {}, body: null } };
  return requestOf(exchange, await credentialOf(as, new Map(), WITHOUT_CERTIFICATES), new Map(), HOST);
}

/** Who the server says it is, and what they may: what must never differ. */
type Decision = 'unauthorized' | 'forbidden' | 'refused later' | 'allowed' | 'review: true' | 'review: false' | 'none';

function decisionOf({ status, headers, body }: ApiResponse): Decision {
  // Refused before the handlers, in the words of net/http.
  if (status === 417 || (status === 400 && headers['cache-control'] === undefined) || /^\d{3}(?: |$)/.test(String(body))) return 'none';
  if (status === 401) return 'unauthorized';
  // What admission or a strategy forbids was authorized before; another mistake of the same request may be found sooner.
  if (status === 403) return String(body).includes(' cannot ') ? 'forbidden' : 'refused later';
  const review = jsonObject(String(body))?.['status'];
  if (typeof review === 'object' && review !== null && 'allowed' in review) return review['allowed'] === true ? 'review: true' : 'review: false';
  return 'allowed';
}

/** A review that one server answers and the other does not understand was allowed by both. */
function decidesOtherwise(ours: Decision, real: Decision): boolean {
  if (ours === real || ours === 'none' || real === 'none') return false;
  if (ours === 'refused later') return real === 'forbidden' || real === 'unauthorized';
  const [mine, their] = [ours, real].map((decision) => decision.startsWith('review'));
  return mine === their || !([ours, real] as const).includes('allowed');
}

const shown = (value: JsonValue | undefined): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing')).slice(0, 160);

interface Pair {
  readonly ours: Http1Client;
  readonly real: Http1Client;
}
interface Compared {
  readonly request: ApiRequest;
  readonly ours?: ApiResponse;
  readonly real?: ApiResponse;
  readonly fault?: Fault;
  /** What differs otherwise. */
  readonly difference?: string;
}

const groupOf = (text: string): string =>
  text
    .replace(/"[^"]*"/g, '"…"')
    .replace(/\d+/g, 'N')
    .slice(0, 120);

async function compareOnce({ ours: us, real: them }: Pair, request: ApiRequest, judge: Judge): Promise<Compared> {
  const [ours, real] = await Promise.all([us.send(request), them.send(request)]);
  if (ours === undefined || real === undefined) {
    const fault = { fault: { kind: 'no answer', detail: `ours ${ours?.status ?? 'none'}, real ${real?.status ?? 'none'}` } } as const;
    return { request, ...(ours && { ours }), ...(real && { real }), ...(ours === undefined && real !== undefined && fault) };
  }
  const answered = { request, ours, real };
  const [mine, their] = [decisionOf(ours), decisionOf(real)];
  const words = `ours ${ours.status} ${messageOf(String(ours.body)).slice(0, 200)} | real ${real.status} ${messageOf(String(real.body)).slice(0, 200)}`;
  // What the real server forbids after authorization may be refused here for another mistake of the same request.
  const isRefusedAnyhow = their === 'refused later' && ours.status >= 400;
  if (!isRefusedAnyhow && decidesOtherwise(mine, their)) return { ...answered, fault: { kind: 'decision', detail: `${mine} instead of ${their}: ${words}` } };
  const fault = judge.faultOf({ status: ours.status, text: String(ours.body) }, request, () => sentText(request));
  // A 5xx must be one that this real server or another gives, and is a difference like others where this one gives another answer.
  const isRealToo = real.status === ours.status && groupOf(messageOf(String(real.body))) === groupOf(messageOf(String(ours.body)));
  if (fault !== undefined && !(fault.kind === 'server error' && isRealToo)) return { ...answered, fault: { ...fault, detail: words } };
  const [a, b]: readonly RecordedResponse[] = (await Promise.all([receive(request.method, real), receive(request.method, ours)])).map(({ answer }) => answer);
  if (a === undefined || b === undefined) return answered;
  const verdict = compare({ response: a }, b);
  if (verdict === 'same') return answered;
  const { at, real: was, got } = differenceOf(verdict, a, b);
  return { ...answered, difference: `${verdict} at ${at}: real ${shown(was)} | ours ${shown(got)}` };
}

/** Asks ever later until both decide alike, or for so many times. */
async function compareAgain(pair: Pair, request: ApiRequest, judge: Judge, times: number): Promise<Compared> {
  await pause(FIRST_PAUSE * 2 ** (LATE_AT_MOST - times));
  const again = await compareOnce(pair, request, judge);
  return again.fault?.kind === 'decision' && times > 1 ? compareAgain(pair, request, judge, times - 1) : again;
}

/** What differs once may be a real server's informer that is late. */
async function compared(pair: Pair, request: ApiRequest, judge: Judge): Promise<Compared> {
  const first = await compareOnce(pair, request, judge);
  return first.fault?.kind === 'decision' ? compareAgain(pair, request, judge, LATE_AT_MOST) : first;
}

const usual = ({ server }: Recording): boolean => Object.keys(server.flags ?? {}).length === 0 && Object.keys(server.files ?? {}).length === 0;

/** Both servers get what some recordings make. */
async function furnish(pair: Pair, { recordings }: Corpus, random: Random): Promise<number> {
  const candidates = recordings.filter(usual);
  const chosen = new Set(Array.from({ length: FURNISHED_WITH }, () => random.pick(candidates)));
  let made = 0;
  for (const { as, request } of [...chosen].flatMap(({ exchanges }) => exchanges)) {
    if (request.method !== 'POST' || /reviews|\/token|\/eviction|\/binding/.test(request.path)) continue;
    const sent = await wire({ ...(as !== undefined && { as }), request });
    const [ours, real] = await Promise.all([pair.ours.send(sent), pair.real.send(sent)]);
    if (ours?.status === 201 && real?.status === 201) made += 1;
  }
  return made;
}

interface Run {
  readonly options: FuzzOptions;
  readonly corpus: Corpus;
  readonly judge: Judge;
  readonly findings: Findings;
  readonly differences: Map<string, { count: number; readonly number: number; readonly example: string }>;
  readonly unlisted: Map<string, string>;
  readonly until: number;
  next: number;
  done: number;
}

const inputAt = (seed: number, number: number, corpus: Corpus): Input => {
  const random = new Random(seed, number);
  return dry(mutateRequest(random.pick(corpus.exchanges), random, { corpus, tokens: ['admin-token', 'bob-token', 'x.y.z'] }));
};

async function lane(run: Run, pair: Pair, isOver: () => boolean): Promise<void> {
  while (run.next < run.options.count && Date.now() < run.until && !isOver()) {
    const number = run.next++;
    const request = await wire(inputAt(run.options.seed, number, run.corpus));
    const { fault, difference, real } = await compared(pair, request, run.judge);
    run.done += 1;
    if (fault !== undefined) run.findings.add(number, fault);
    if (real !== undefined && real.status >= 500) {
      const text = String(real.body);
      const message = messageOf(text).slice(0, 200);
      if (message !== '' && !run.judge.isReal({ status: real.status, text }, request))
        run.unlisted.set(groupOf(`${real.status} ${message}`), `${real.status} ${message}`);
    }
    if (difference === undefined) continue;
    const group = groupOf(difference);
    const known = run.differences.get(group);
    if (known === undefined) run.differences.set(group, { count: 1, number, example: difference });
    else known.count += 1;
  }
}

async function withBoth<T>(version: string, act: (pair: () => Pair, ours: ServeChild, real: RealControlPlane) => Promise<T>): Promise<T> {
  const folder = new ServerFolder();
  folder.write('tokens.csv', TOKEN_FILE);
  const authority = await ClientAuthority.create();
  const pool = new RealControlPlanePool(authority);
  const { controlPlane } = await pool.borrow({ kubernetesVersion: version, flags: { 'token-auth-file': '$DIR/tokens.csv' }, folder, controllers: '' });
  const ours = await ServeChild.start(version, ['--controllers=']);
  const port = Number(new URL(controlPlane.sender.origin).port);
  const clients: Http1Client[] = [];
  const pair = (): Pair => {
    const made = { ours: new Http1Client(ours.port), real: new Http1Client(port) };
    clients.push(made.ours, made.real);
    return made;
  };
  try {
    return await act(pair, ours, controlPlane);
  } finally {
    for (const client of clients) client.close();
    ours.stop();
    await pool.close();
    authority.close();
    folder.remove();
  }
}

const againCommand = ({ seed }: FuzzOptions, version: string, number: number): string =>
  `npm run fuzz -- difference --seed ${seed} --kubernetes-version ${version} --case ${number}`;

function print({ options, findings, differences, unlisted, done }: Run, version: string, seconds: number): void {
  const others = [...differences.values()].sort((a, b) => b.count - a.count);
  const differing = others.reduce((sum, { count }) => sum + count, 0);
  console.log(`${version}: ${done} requests to both in ${seconds.toFixed(1)} s; ${differing} answers differ otherwise, in ${others.length} ways`);
  for (const { count, number, example } of others.slice(0, SHOWN)) console.log(`  ${count} x ${example}\n      --seed ${options.seed} --case ${number}`);
  for (const message of unlisted.values()) console.log(`  to be listed in testdata/fuzz/server-errors.json, as the real server answers so: ${message}`);
  for (const { fault, number, count } of findings.all.slice(0, SHOWN))
    console.log(`\n${count} x ${fault.kind}: ${fault.detail}\n  ${againCommand(options, version, number)}`);
}

async function fuzzVersion(options: FuzzOptions, version: string): Promise<boolean> {
  const corpus = corpusOf(version);
  return withBoth(version, async (pair, ours, real) => {
    console.log(`${version}: both servers have the same ${await furnish(pair(), corpus, new Random(options.seed, -2))} objects`);
    await real.settled();
    const began = Date.now();
    const run: Run = {
      ...{ options, corpus, judge: new Judge(version), findings: new Findings(), differences: new Map(), unlisted: new Map() },
      ...{ until: began + options.seconds * 1000, next: options.case ?? 0, done: 0 },
    };
    if (options.case !== undefined) return showCase(run, pair());
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, () => lane(run, pair(), () => ours.ended !== undefined)));
    if (ours.ended !== undefined) run.findings.add(run.next, { kind: 'process ended', detail: `${ours.ended}: ${ours.stderr.slice(-800)}` });
    print(run, version, (Date.now() - began) / 1000);
    return run.findings.all.length === 0;
  });
}

async function showCase({ options, corpus, judge }: Run, pair: Pair): Promise<boolean> {
  const input = inputAt(options.seed, options.case ?? 0, corpus);
  const { ours, real, fault, difference } = await compared(pair, await wire(input), judge);
  console.log(JSON.stringify(input));
  for (const [name, answer] of Object.entries({ real, ours }))
    console.log(`${name} ${answer?.status ?? 'none'} ${JSON.stringify(answer?.headers)}\n${String(answer?.body).slice(0, 2000)}`);
  console.log(fault === undefined ? (difference ?? 'the same') : `${fault.kind}: ${fault.detail}`);
  return fault === undefined;
}

function hasAssets(version: string): boolean {
  try {
    assetsFor(version);
    return true;
  } catch (error) {
    console.log(`left out: ${(error as Error).message}`);
    return false;
  }
}

export async function difference(options: FuzzOptions): Promise<boolean> {
  const versions = options.versions.filter(hasAssets);
  let quiet = true;
  for (const version of versions) {
    const share = { ...options, seconds: options.seconds / versions.length, count: Math.ceil(options.count / versions.length) };
    const fine = await fuzzVersion(share, version);
    quiet &&= fine;
  }
  console.log(versions.length === 0 ? 'no real server to compare with' : quiet ? 'no decision differs' : 'found');
  return quiet;
}
