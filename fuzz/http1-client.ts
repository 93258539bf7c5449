/** Sends requests of HTTP/1.1 as they are, one after the other, over a connection that it opens again when it was closed. */
import type { ApiRequest, ApiResponse } from '../src/engine/api/http';
import { readAnswer, type Http1Answer } from './http1-answer';
import { RawConnection } from './raw-connection';

/** A watch that was not bounded is read for so long after its head is there. */
const STREAM_MILLISECONDS = 1_500;
/** Who asks judges how long an answer took; this ends what never comes, on a busy machine too. */
const ANSWER_MILLISECONDS = 60_000;

function bytesOf({ method, target, headers, body }: ApiRequest): Buffer {
  const lines = Object.entries(headers).flatMap(([name, values]) => [values].flat().map((value) => `${name}: ${String(value)}\r\n`));
  const head = Buffer.from(`${method} ${target} HTTP/1.1\r\n${lines.join('')}\r\n`, 'latin1');
  return Buffer.concat([head, Buffer.from(body ?? '')]);
}

export class Http1Client {
  #connection: RawConnection | undefined;

  constructor(readonly port: number) {}

  /** Resolves to undefined when nothing was answered. */
  async send(request: ApiRequest): Promise<ApiResponse | undefined> {
    const connection = this.#connection === undefined || this.#connection.closed ? await RawConnection.open({ port: this.port }) : this.#connection;
    this.#connection = connection;
    connection.write(bytesOf(request));
    const headOnly = request.method === 'HEAD';
    let answer: Http1Answer | undefined;
    const read = (): boolean => (answer = readAnswer(connection.received, headOnly, connection.closed)) !== undefined;
    const begun = (): boolean => readAnswer(connection.received, headOnly, true) !== undefined;
    await connection.until(isStream(request) ? begun : read, ANSWER_MILLISECONDS);
    if (!(await connection.until(read, isStream(request) ? STREAM_MILLISECONDS : 0))) {
      answer = readAnswer(connection.received, headOnly, true);
      this.close();
    }
    if (answer === undefined) return undefined;
    if (connection.closed || answer.headers.get('connection') === 'close') this.close();
    else connection.forget(answer.length);
    return { status: answer.status, headers: Object.fromEntries(answer.headers), body: answer.text };
  }

  close(): void {
    this.#connection?.destroy();
    this.#connection = undefined;
  }
}

const isStream = ({ target }: ApiRequest): boolean => /watch|follow|proxy|exec|attach|portforward/i.test(target);
