/** Sends one request to a server of this process and says what is wrong with the answer, if something is. */
import type { ApiRequest, ApiResponse } from '../src/engine/api/http';
import { SLOW_MILLISECONDS, type Fault, type Judge } from './faults';

export type Send = (request: ApiRequest) => Promise<ApiResponse>;

/** A list of a revision to come waits for three seconds. */
const ANSWER_WITHIN = 30_000;
const PROTOBUF = Buffer.from('k8s\0');

function decoded(target: string): string {
  try {
    return decodeURIComponent(target);
  } catch {
    return '';
  }
}

/** The whole request, and what parts of it mean, since its words may come back in the answer. */
export const sentText = ({ method, target, headers, body }: ApiRequest): string =>
  [method, target, decoded(target), JSON.stringify(headers), typeof body === 'string' ? body : Buffer.from(body ?? '').toString()].join('\n');

/** Of protobuf, whose lengths are no characters, a character for each byte. */
function textOfBytes(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes);
  return buffer.toString(buffer.subarray(0, 4).equals(PROTOBUF) ? 'latin1' : 'utf8');
}

/** Of a watch, what is there at once. */
function textOf({ body, stream }: ApiResponse): string {
  const parts = [typeof body === 'string' ? body : textOfBytes(body)];
  stream?.subscribe(
    (text) => parts.push(text),
    () => undefined,
    1,
  )();
  return parts.join('');
}

/** Resolves to undefined after so many milliseconds. */
function deadline(milliseconds: number): { readonly over: Promise<undefined>; clear(): void } {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<undefined>((resolve) => (timer = setTimeout(resolve, milliseconds, undefined)));
  return { over, clear: () => clearTimeout(timer) };
}

const processorMilliseconds = ({ user, system }: NodeJS.CpuUsage): number => (user + system) / 1000;

export interface Asked {
  readonly status: number;
  readonly text: string;
  readonly fault?: Fault;
}

const failed = (fault: Fault): Asked => ({ status: 0, text: '', fault });

export async function ask(send: Send, request: ApiRequest, judge: Judge): Promise<Asked> {
  const { over, clear } = deadline(ANSWER_WITHIN);
  const began = process.cpuUsage();
  try {
    const answer = send(request);
    // What the server computes before it first waits: nothing else is answered meanwhile. What other programs compute does not count.
    const blocked = processorMilliseconds(process.cpuUsage(began));
    const response = await Promise.race([answer, over]);
    if (response === undefined) return failed({ kind: 'no answer', detail: `within ${ANSWER_WITHIN} ms` });
    const asked = { status: response.status, text: textOf(response) };
    const fault = judge.faultOf(asked, request, () => sentText(request));
    if (fault !== undefined) return { ...asked, fault };
    return blocked > SLOW_MILLISECONDS ? { ...asked, fault: { kind: 'slow', detail: `${Math.round(blocked)} ms` } } : asked;
  } catch (error) {
    return failed({ kind: 'rejected', detail: error instanceof Error ? (error.stack ?? error.message).split('\n').slice(0, 3).join(' ') : String(error) });
  } finally {
    clear();
  }
}
