/**
 * The fuzzer of connections: many at once send garbled bytes to a `cukernetes serve` in a process of its own, which must answer or
 * close each, go on, and stay quick for others.
 */
import { setImmediate as turn } from 'node:timers/promises';
import { Judge, SLOW_MILLISECONDS, type Fault } from './faults';
import { Findings } from './findings';
import { http2Input } from './http2-inputs';
import type { FuzzOptions } from './options';
import { Random } from './random';
import { RawConnection } from './raw-connection';
import { http1Input, type RawInput } from './raw-inputs';
import { Readyz, readyzWords } from './readyz';
import { ServeChild } from './serve-child';

const SIDE_BY_SIDE = 24;
/** From when all was sent until the server has closed its side. A list of a revision to come waits for three seconds. */
const CLOSED_WITHIN = 25_000;
const GROWTH_BYTES = 96 << 20;
const SHOWN = 20;

const mib = (bytes: number): string => `${Math.round(bytes / (1 << 20))} MiB`;

/** Whether the server speaks HTTP/2 decides what half of the inputs are. */
function inputOf(seed: number, number: number, http2: boolean): RawInput {
  const random = new Random(seed, number);
  return http2 && number % 2 === 1 ? http2Input(random) : http1Input(random);
}

async function exchange(
  port: number,
  { protocol, pieces, torn }: RawInput,
  session: Buffer | undefined,
): Promise<{ readonly connection?: RawConnection; readonly fault?: Fault }> {
  let connection: RawConnection;
  try {
    connection = await RawConnection.open({ port, protocol, ...(session && { session }) });
  } catch (error) {
    return { fault: { kind: 'no answer', detail: `no connection: ${(error as Error).message}` } };
  }
  for (const piece of pieces) {
    connection.write(piece);
    await turn();
  }
  if (torn) {
    connection.destroy();
    return { connection };
  }
  connection.end();
  const closed = await connection.until(() => connection.closed, CLOSED_WITHIN);
  connection.destroy();
  return closed
    ? { connection }
    : { connection, fault: { kind: 'no answer', detail: `the server did not close within ${CLOSED_WITHIN} ms after the end (${protocol})` } };
}

/** What the answers of HTTP/1.1 in the bytes that came back say. Bodies of HTTP/2 are plain as well. */
function faultIn(received: Buffer, input: RawInput, judge: Judge): Fault | undefined {
  const sent = (): string => Buffer.concat([...input.pieces]).toString('latin1');
  for (const answer of received.toString('latin1').split(/(?=HTTP\/1\.[01] \d{3} )/)) {
    const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(answer)?.[1] ?? /"code":(\d{3})\}/.exec(answer)?.[1] ?? 400);
    const text = input.protocol === 'h2' ? answer : answer.slice(answer.indexOf('\r\n\r\n') + 4);
    const fault = text === '' ? undefined : judge.faultOf({ status, text }, { method: '', target: '' }, sent);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

interface Run {
  readonly options: FuzzOptions;
  readonly server: ServeChild;
  readonly http2: boolean;
  readonly findings: Findings;
  readonly judge: Judge;
  next: number;
  done: number;
  answered: number;
  half: number;
  readonly until: number;
  readonly began: number;
}

async function lane(run: Run): Promise<void> {
  const { options, server, findings, judge } = run;
  let session: Buffer | undefined;
  while (run.next < options.count && Date.now() < run.until && server.ended === undefined) {
    const number = run.next++;
    const input = inputOf(options.seed, number, run.http2);
    // Most take up a session again, which is quicker for both.
    const { connection, fault } = await exchange(server.port, input, number % 8 === 0 ? undefined : session);
    session = connection?.session ?? session;
    run.done += 1;
    if (connection !== undefined && connection.received.length > 0) run.answered += 1;
    const found = fault ?? (connection && faultIn(connection.received, input, judge));
    if (found !== undefined && server.ended === undefined) findings.add(number, found);
    const isHalf = run.done >= options.count / 2 || Date.now() - run.began >= options.seconds * 500;
    if (isHalf && run.half === 0) run.half = server.rss;
  }
}

/** Which of the last inputs ends a server, one after the other on new ones. */
async function locate(version: string, { options, http2, next }: Run): Promise<number | undefined> {
  for (let number = Math.max(0, next - SIDE_BY_SIDE - 8); number < next; number += 1) {
    const server = await ServeChild.start(version);
    await exchange(server.port, inputOf(options.seed, number, http2), undefined);
    await exchange(server.port, { protocol: 'http/1.1', pieces: [Buffer.from('GET /readyz HTTP/1.0\r\n\r\n')], torn: false }, undefined);
    const { ended } = server;
    server.stop();
    if (ended !== undefined) return number;
  }
  return undefined;
}

async function speaksHttp2(port: number): Promise<boolean> {
  const connection = await RawConnection.open({ port, protocol: 'h2' }).catch(() => undefined);
  const { protocol } = connection ?? {};
  connection?.destroy();
  return protocol === 'h2';
}

const againCommand = ({ seed }: FuzzOptions, version: string, number: number): string =>
  `npm run fuzz -- bytes --seed ${seed} --kubernetes-version ${version} --case ${number}`;

async function fuzzVersion(options: FuzzOptions, version: string): Promise<boolean> {
  const server = await ServeChild.start(version);
  const http2 = await speaksHttp2(server.port);
  const began = Date.now();
  const run: Run = {
    options,
    server,
    http2,
    findings: new Findings(),
    judge: new Judge(),
    next: 0,
    done: 0,
    answered: 0,
    half: 0,
    until: began + options.seconds * 1000,
    began,
  };
  if (!http2) run.findings.add(0, { kind: 'no answer', detail: 'the server does not speak HTTP/2' });
  const readyz = new Readyz(server);
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, () => lane(run)));
  const end = server.rss;
  const times = await readyz.stop();
  const seconds = (Date.now() - began) / 1000;
  console.log(
    `${version}: ${run.done} connections in ${seconds.toFixed(1)} s, ${run.answered} answered${http2 ? ', half of them HTTP/2' : ', no HTTP/2'}; memory ${mib(run.half)} at half time, ${mib(end)} at the end`,
  );
  console.log(readyzWords(times));
  if (server.ended !== undefined) {
    console.log(`the process ended ${server.ended}: ${server.stderr.trim().slice(-800)}`);
    run.findings.add((await locate(version, run)) ?? run.next, { kind: 'process ended', detail: `${server.ended}: ${server.stderr.trim().slice(-800)}` });
  } else if (server.stderr !== '') {
    run.findings.add(run.next, { kind: 'rejected', detail: `the server said: ${server.stderr.trim().slice(-800)}` });
  }
  if (times.mostComputed > SLOW_MILLISECONDS)
    run.findings.add(run.next, { kind: 'readyz', detail: `waited for ${times.mostComputed.toFixed(0)} ms of computing` });
  if (run.half > 0 && end - run.half > GROWTH_BYTES)
    run.findings.add(run.next, { kind: 'memory', detail: `grew from ${mib(run.half)} to ${mib(end)} in the second half` });
  server.stop();
  const found = run.findings.all;
  for (const { fault, number, count } of found.slice(0, SHOWN))
    console.log(`\n${count} x ${fault.kind}: ${fault.detail}\n  ${againCommand(options, version, number)}`);
  return found.length === 0;
}

/** Sends one input to a new server, and shows both sides. */
async function showCase(options: FuzzOptions, version: string, number: number): Promise<boolean> {
  const server = await ServeChild.start(version);
  const input = inputOf(options.seed, number, await speaksHttp2(server.port));
  console.log(`${version} ${input.protocol}${input.torn ? ', torn' : ''}\n${input.pieces.map((piece) => JSON.stringify(piece.toString('latin1'))).join('\n')}`);
  const { connection, fault } = await exchange(server.port, input, undefined);
  console.log(`-> ${JSON.stringify(connection?.received.toString('latin1') ?? '')}`);
  await exchange(server.port, { protocol: 'http/1.1', pieces: [Buffer.from('GET /readyz HTTP/1.0\r\n\r\n')], torn: false }, undefined);
  const found = fault ?? (connection && faultIn(connection.received, input, new Judge()));
  const ended = server.ended;
  console.log(ended !== undefined ? `the process ended ${ended}: ${server.stderr}` : found === undefined ? 'nothing found' : `${found.kind}: ${found.detail}`);
  server.stop();
  return found === undefined && ended === undefined;
}

export async function bytes(options: FuzzOptions): Promise<boolean> {
  let quiet = true;
  const share = { ...options, seconds: options.seconds / options.versions.length, count: Math.ceil(options.count / options.versions.length) };
  for (const version of options.versions) {
    const fine = options.case === undefined ? await fuzzVersion(share, version) : await showCase(options, version, options.case);
    quiet &&= fine;
  }
  if (quiet) console.log('nothing found');
  return quiet;
}
