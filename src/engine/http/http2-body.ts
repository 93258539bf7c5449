/** The body of a request over HTTP/2: its window stays closed until a handler asks for it. */
import type { ServerHttp2Stream } from 'node:http2';
import type { IncomingBody } from '../api/http';
import { BODY_MILLISECONDS } from './time-limits';

export class Http2Body implements IncomingBody {
  readonly #stream: ServerHttp2Stream;
  readonly #expectsContinue: boolean;
  readonly #chunks: Uint8Array[] = [];
  failure: string | undefined;

  constructor(stream: ServerHttp2Stream, expect: string | readonly string[] | undefined) {
    this.#stream = stream;
    this.#expectsContinue = String(expect).toLowerCase() === '100-continue';
  }

  get bytes(): Uint8Array {
    return Buffer.concat(this.#chunks);
  }

  async read(atMost: number): Promise<void> {
    const stream = this.#stream;
    if (this.#expectsContinue) stream.additionalHeaders({ ':status': 100 });
    await new Promise<void>((resolve) => {
      let left = atMost;
      const done = (failure?: string): void => {
        this.failure = failure;
        clearTimeout(timer);
        stream.off('data', add).off('end', ended).off('close', lost).pause();
        resolve();
      };
      const add = (chunk: Buffer): void => {
        this.#chunks.push(chunk.subarray(0, left));
        left -= chunk.length;
        if (left <= 0) done();
      };
      const ended = (): void => done();
      const lost = (): void => done('client disconnected');
      const timer = setTimeout(() => done('unexpected EOF'), BODY_MILLISECONDS);
      if (stream.destroyed) lost();
      else if (stream.readableEnded) done();
      else stream.on('data', add).on('end', ended).on('close', lost);
    });
  }
}
