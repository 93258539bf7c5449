/**
 * Cases of the structured fuzzer, each made from its number alone. A block of cases begins with the server and the objects of one
 * recording; each batch of a block runs on a fork of it, so that what one batch writes no other sees.
 */
import type { ApiRequest, ApiResponse } from '../src/engine/api/http';
import { ReplaySession } from '../src/replay/replay-session';
import { requestOf } from '../src/replay/request';
import { valuesSaved } from '../src/replay/saved-values';
import { HOST, startServer, type ReplayServer } from '../src/replay/server';
import type { Exchange, Recording } from '../src/replay/recording';
import { mutateRequest, type Input } from './mutate-request';
import { corpusOf, type Corpus } from './corpus';
import { oddTokens } from './odd-tokens';
import { Random } from './random';

export const BLOCK = 4096;
export const BATCH = 128;

const isWatch = ({ request: { path } }: Exchange): boolean => /[?&]watch=|\/watch\//.test(path);
const textOf = ({ body }: ApiResponse): string => (typeof body === 'string' ? body : Buffer.from(body).toString());

/** The server of a block, with the objects that its recording made. */
export class Block {
  private constructor(
    readonly recording: Recording,
    readonly server: ReplayServer,
    readonly saved: ReadonlyMap<string, unknown>,
  ) {}

  static async open(session: ReplaySession, recording: Recording): Promise<Block> {
    const server = await startServer(session, recording);
    const saved = new Map<string, unknown>();
    for (const exchange of recording.exchanges) {
      if (isWatch(exchange)) continue;
      const response = await server.send(await requestFor(server, exchange, saved));
      for (const [name, value] of valuesSaved(exchange, textOf(response))) saved.set(name, value);
    }
    return new Block(recording, server, saved);
  }

  request(input: Input): Promise<ApiRequest> {
    return requestFor(this.server, input, this.saved);
  }
}

/** As it comes over the wire. Only what is sent of an exchange counts. */
const requestFor = async (server: ReplayServer, { as, request }: Input, saved: ReadonlyMap<string, unknown>): Promise<ApiRequest> => {
  const exchange = { id: 0, ...(as !== undefined && { as }), request, response: { status: 0, headers: {}, body: null } };
  return requestOf(exchange, await server.credentialOf(as, saved), saved, HOST);
};

export class Cases {
  readonly #corpus: Corpus;
  readonly #session = new ReplaySession();
  #tokens: readonly string[] = [];

  constructor(
    readonly version: string,
    readonly seed: number,
  ) {
    this.#corpus = corpusOf(version);
  }

  async open(block: number): Promise<Block> {
    this.#tokens = this.#tokens.length > 0 ? this.#tokens : oddTokens((await this.#session.clientCa()).files['sa.key'] ?? '');
    return Block.open(this.#session, new Random(this.seed, -1, block).pick(this.#corpus.recordings));
  }

  /** Half of the inputs are of the block's own recording. */
  input(number: number, { recording }: Block): Input {
    const random = new Random(this.seed, number);
    const exchange = random.pick(random.once(2) ? recording.exchanges : this.#corpus.exchanges);
    return mutateRequest(exchange, random, { corpus: this.#corpus, tokens: this.#tokens });
  }
}
