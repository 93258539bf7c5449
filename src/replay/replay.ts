/** Sends the requests of a recording to a server in this process, and compares each answer with the recorded one. */
import { setTimeout } from 'node:timers/promises';
import type { ApiResponse } from '../engine/api/http';
import { responseAsRecorded, receive } from './recorded-response';
import { compare, type Verdict } from './compare';
import { differenceOf, type Difference } from './first-difference';
import type { Exchange, Recording } from './recording';
import { requestOf } from './request';
import { valuesSaved } from './saved-values';
import type { Found } from '../report/masking/found';
import { secretsOf } from './secrets-of';
import type { ReplaySession } from './replay-session';
import { HOST, RECORDED_ADMISSION, startServer, type ReplayServer } from './server';

export interface DifferingExchange {
  readonly exchange: Exchange;
  readonly verdict: Exclude<Verdict, 'same'>;
  readonly difference: Difference;
  /** What is secret of the exchange: what is shown of it leaves the process. */
  readonly secrets: readonly Found[];
}

export interface Outcome {
  readonly recording: Recording;
  readonly differing: readonly DifferingExchange[];
  /** Why the recording could not be replayed at all; every exchange counts as unanswered. */
  readonly notStarted?: string;
}

/** Headers as a client reads them, a byte a character, and the addresses of programs as they were recorded. */
function asOverTheWire(response: ApiResponse, server: ReplayServer): ApiResponse {
  const read = (text: string): string => Buffer.from(text).toString('latin1');
  const headers = Object.entries(response.headers).map(([name, value]) => [name, typeof value === 'string' ? read(value) : value.map(read)] as const);
  return { ...response, headers: Object.fromEntries(headers), ...(typeof response.body === 'string' && { body: server.asRecorded(response.body) }) };
}

async function replayExchange(
  recording: Recording,
  exchange: Exchange,
  server: ReplayServer,
  saved: Map<string, unknown>,
): Promise<DifferingExchange | undefined> {
  const { response: recorded } = exchange;
  try {
    const request = requestOf(exchange, await server.credentialOf(exchange.as, saved), saved, HOST);
    const response =
      exchange.request.webhook === true || request.target.startsWith(RECORDED_ADMISSION) ? server.askWebhook(request.target) : await server.send(request);
    const received = await receive(request.method, asOverTheWire(response, server));
    const { text } = received;
    const answer = responseAsRecorded(recording, request.target, received);
    for (const [name, value] of valuesSaved(exchange, text)) saved.set(name, value);
    const verdict = compare(exchange, answer);
    if (verdict === 'same') return undefined;
    return { exchange, verdict, difference: differenceOf(verdict, recorded, answer), secrets: secretsOf(exchange, text, saved) };
  } catch (error) {
    if (recorded.status === 0) return undefined;
    const got = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { exchange, verdict: 'unanswered', difference: { at: 'answer', real: `${recorded.status}`, got }, secrets: secretsOf(exchange, got, saved) };
  }
}

const SECOND = 1000;
/** Times are written in seconds: what is made after a wait has to be younger than what was made before, and need not be older than that. */
const nextSecond = (): Promise<void> => setTimeout(SECOND - (Date.now() % SECOND));

/** Milliseconds within which a real server answers, about. */
const ANSWERED = 5;

export async function replay(session: ReplaySession, recording: Recording): Promise<Outcome> {
  let server: ReplayServer;
  // Rates are measured by how long nothing was asked when the recording was made, not by how busy this machine is.
  let elapsed = 0;
  try {
    server = await startServer(session, recording, () => elapsed);
  } catch (error) {
    return { recording, differing: [], notStarted: error instanceof Error ? error.message : String(error) };
  }
  const saved = new Map<string, unknown>();
  const differing: DifferingExchange[] = [];
  for (const exchange of recording.exchanges) {
    const { wait = 0 } = exchange;
    elapsed += wait + ANSWERED;
    if (wait >= SECOND) await nextSecond();
    const found = await replayExchange(recording, exchange, server, saved);
    if (found !== undefined) differing.push(found);
  }
  await server.close();
  return { recording, differing };
}

/** Watches take their time, so many recordings are replayed side by side, each on a server of its own. */
const SIDE_BY_SIDE = 24;
const ASKING_SIDE_BY_SIDE = 4;

/** Another program is asked while the server answers, and has only so much time for it. */
const asksOthers = ({ server }: Recording): boolean => server.webhook !== undefined || server.oidc === true || server.admissionBackend === true;

function replayAfter(
  before: Promise<unknown>,
  session: ReplaySession,
  recordings: readonly Recording[],
  sideBySide: number,
): ReadonlyMap<Recording, Promise<Outcome>> {
  const lanes = Array.from({ length: sideBySide }, () => before);
  return new Map(
    recordings.map((recording, at) => {
      const outcome = (lanes[at % sideBySide] ?? before).then(() => replay(session, recording));
      lanes[at % sideBySide] = outcome;
      return [recording, outcome] as const;
    }),
  );
}

/** The outcomes in the order of the recordings, each as soon as it is there. Those that ask others wait until nothing else keeps the process busy. */
export function replayAll(session: ReplaySession, recordings: readonly Recording[]): readonly Promise<Outcome>[] {
  const alone = replayAfter(
    Promise.resolve(),
    session,
    recordings.filter((recording) => !asksOthers(recording)),
    SIDE_BY_SIDE,
  );
  const asking = replayAfter(Promise.allSettled([...alone.values()]), session, recordings.filter(asksOthers), ASKING_SIDE_BY_SIDE);
  return recordings.flatMap((recording) => alone.get(recording) ?? asking.get(recording) ?? []);
}
