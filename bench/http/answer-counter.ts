/**
 * Counts the answers in the bytes of one connection, and looks at nothing else of them: the status, and where the answer ends, by its
 * Content-Length or its chunks. So the client of a benchmark costs little beside any server.
 */
const END_OF_HEAD = '\r\n\r\n';
const LINE_END = '\r\n';
const STATUS_AT = 'HTTP/1.1 '.length;

export class AnswerCounter {
  readonly #status: number;
  #kept: Buffer = Buffer.alloc(0);
  /** Bytes of the body, or of a chunk with its line end, that are still to come. */
  #skip = 0;
  #part: 'head' | 'body' | 'chunks' | 'lastChunk' = 'head';

  /** `status` is that of every answer. */
  constructor(status: number) {
    this.#status = status;
  }

  /** How many answers end in these bytes. Throws when one has another status. */
  add(bytes: Buffer): number {
    let rest = this.#kept.length === 0 ? bytes : Buffer.concat([this.#kept, bytes]);
    let answers = 0;
    for (;;) {
      const skipped = Math.min(this.#skip, rest.length);
      this.#skip -= skipped;
      rest = rest.subarray(skipped);
      if (this.#skip > 0) break;
      if (this.#part === 'body') {
        this.#part = 'head';
        answers += 1;
        continue;
      }
      const mark = this.#part === 'head' ? END_OF_HEAD : LINE_END;
      const end = rest.indexOf(mark);
      if (end === -1) break;
      const text = rest.toString('latin1', 0, end + LINE_END.length);
      rest = rest.subarray(end + mark.length);
      if (this.#part === 'head') this.#head(text);
      else if (this.#part === 'lastChunk') {
        this.#part = 'head';
        answers += 1;
      } else this.#chunk(text);
    }
    this.#kept = rest;
    return answers;
  }

  #head(head: string): void {
    if (Number(head.slice(STATUS_AT, STATUS_AT + 3)) !== this.#status) throw new Error(`The answer is not ${this.#status}:\n${head}`);
    const length = /\r\ncontent-length: (\d+)\r\n/i.exec(head)?.[1];
    this.#part = length === undefined ? 'chunks' : 'body';
    this.#skip = Number(length ?? 0);
  }

  #chunk(line: string): void {
    const size = Number.parseInt(line, 16);
    if (size === 0) this.#part = 'lastChunk';
    else this.#skip = size + LINE_END.length;
  }
}
