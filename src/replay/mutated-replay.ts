/**
 * Replays recordings, and before each exchange sends what is almost its request. What comes back may be any answer that a server
 * has words for; a fault of the engine, or its text in an answer, is a finding.
 */
import { createHash } from 'node:crypto';
import type { ApiResponse } from '../engine/api/http';
import { mutatedRequests } from './mutated-requests';
import type { Exchange, Recording, RecordedRequest } from './recording';
import { requestOf } from './request';
import { valuesSaved } from './saved-values';
import { receive } from './recorded-response';
import type { ReplaySession } from './replay-session';
import { HOST, startServer, type ReplayServer } from './server';

export interface Finding {
  readonly key: string;
  readonly request: RecordedRequest;
  /** The stack of the fault, or the answer that holds its text. */
  readonly what: string;
}
export interface MutationReport {
  readonly sent: number;
  readonly serverErrors: number;
  readonly findings: readonly Finding[];
}
/** Which mutants are sent: each key once, and of those that are new the chosen ones. */
export class MutantChoice {
  readonly #seen = new Set<string>();

  /** One of `every` keys is chosen, which ones depends on the seed. */
  constructor(
    private readonly every: number,
    private readonly seed: string,
  ) {}

  readonly isNew = (key: string): boolean => {
    if (this.#seen.has(key)) return false;
    this.#seen.add(key);
    return true;
  };

  chooses(key: string): boolean {
    if (!this.isNew(key)) return false;
    return this.every === 1 || createHash('sha1').update(`${this.seed} ${key}`).digest().readUInt32BE(0) % this.every === 0;
  }
}

/** The words of V8 and Node that no server in Go has. */
const ENGINE_WORDS =
  /Cannot (read|set) propert|is not iterable|is not a function|is not a constructor|is not defined|The first argument must be|" (?:argument|property) must be|Maximum call stack|Invalid array length|Unexpected (token|end of JSON)|\[object \w+\]|Invalid time value|BigInt|Cannot convert|Cannot mix|Received (type|an instance|undefined|null)|(^|[^\w"/.-])(undefined|NaN)($|[^\w"/.-])|\.[tj]s:\d+:\d/;

const textOf = ({ body }: ApiResponse): string => (typeof body === 'string' ? body : Buffer.from(body).toString('utf8'));

/** What a request itself says may come back in an answer. */
const isOwnText = (request: RecordedRequest, found: string): boolean => JSON.stringify(request).includes(found.trim());

async function sendMutant(
  server: ReplayServer,
  exchange: Exchange,
  saved: ReadonlyMap<string, unknown>,
): Promise<{ readonly status: number; readonly fault?: string }> {
  const request = requestOf(exchange, await server.credentialOf(exchange.as, saved), saved, HOST);
  try {
    const response = await server.send(request);
    response.stream?.subscribe(
      () => undefined,
      () => undefined,
    )();
    const text = textOf(response);
    const [words] = ENGINE_WORDS.exec(text) ?? [];
    if (response.status >= 400 && words !== undefined && !isOwnText(exchange.request, words)) return { status: response.status, fault: text };
    return { status: response.status };
  } catch (error) {
    return { status: 500, fault: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

export async function replayMutated(session: ReplaySession, recording: Recording, choice: MutantChoice): Promise<MutationReport> {
  const findings: Finding[] = [];
  let [sent, serverErrors] = [0, 0];
  const server = await startServer(session, recording);
  const saved = new Map<string, unknown>();
  try {
    for (const exchange of recording.exchanges) {
      for (const { key, request: mutated } of mutatedRequests(exchange, choice.isNew)) {
        if (!choice.chooses(key)) continue;
        const request = mutated();
        sent += 1;
        const { status, fault } = await sendMutant(server, { ...exchange, request }, saved);
        if (status >= 500) serverErrors += 1;
        if (fault !== undefined) findings.push({ key, request, what: fault });
      }
      if (exchange.request.webhook === true) continue;
      const request = requestOf(exchange, await server.credentialOf(exchange.as, saved), saved, HOST);
      const { text } = await receive(request.method, await server.send(request));
      for (const [name, value] of valuesSaved(exchange, text)) saved.set(name, value);
    }
  } finally {
    await server.close();
  }
  return { sent, serverErrors, findings };
}
