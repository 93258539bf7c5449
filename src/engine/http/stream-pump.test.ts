import { Writable } from 'node:stream';
import { test } from 'node:test';
import { expect } from 'expect';
import type { ResponseStream } from '../api/http';
import { pumpStream } from './stream-pump';

/** A stream of these parts, and how many of them were taken. */
function streamOf(parts: readonly string[]): {
  readonly stream: ResponseStream;
  readonly taken: () => number;
  readonly closed: () => boolean;
  add(part: string): void;
} {
  const all = [...parts];
  let at = 0;
  let isClosed = false;
  let wake: () => void = () => undefined;
  const next = (): Uint8Array | 'end' | undefined => {
    const part = all[at];
    if (part === undefined) return undefined;
    at += 1;
    return part === 'end' ? 'end' : Buffer.from(part);
  };
  const open = (ready: () => void): ReturnType<ResponseStream['open']> => {
    wake = ready;
    return { next, close: () => (isClosed = true) };
  };
  return {
    stream: { open, subscribe: () => () => undefined },
    taken: () => at,
    closed: () => isClosed,
    add: (part) => {
      all.push(part);
      wake();
    },
  };
}

/** A socket whose peer reads when it is let. */
class Peer extends Writable {
  readonly got: string[] = [];
  #go: (() => void)[] = [];
  constructor() {
    super({ highWaterMark: 8 });
  }
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.got.push(chunk.toString());
    this.#go.push(done);
  }
  read(): void {
    this.#go.shift()?.();
  }
}

/** What has gone out is seen in one turn of the event loop, and what comes after it is written in the next. */
const turns = async (): Promise<void> => {
  for (let turn = 0; turn < 2; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};
const framing = { frame: (part: Uint8Array) => [Buffer.from('<'), part, Buffer.from('>')], last: Buffer.from('.') };

test('a part is taken when the one before it has gone out', async () => {
  const peer = new Peer();
  const { stream, taken } = streamOf(['first part', 'second part', 'third part']);
  pumpStream(peer, stream, framing);
  await turns();
  expect([taken(), peer.got]).toEqual([1, ['<first part>']]);
  peer.read();
  await turns();
  expect([taken(), peer.got]).toEqual([2, ['<first part>', '<second part>']]);
});

test('what comes later is written as it comes, and the end after it', async () => {
  const peer = new Peer();
  const { stream, add, closed } = streamOf([]);
  const { done } = pumpStream(peer, stream, framing);
  add('a');
  peer.read();
  await turns();
  add('end');
  peer.read();
  await done;
  expect([peer.got, closed()]).toEqual([['<a>', '.'], true]);
});

test('a stream whose connection closes is closed, whatever waits', async () => {
  const peer = new Peer();
  const { stream, closed, taken } = streamOf(['first part', 'second part']);
  const { done } = pumpStream(peer, stream, framing);
  await turns();
  peer.destroy();
  await done;
  expect([closed(), taken()]).toEqual([true, 1]);
});

test('a server that stops ends a stream, but never in the midst of a part', async () => {
  const [idle, busy] = [new Peer(), new Peer()];
  const ended = pumpStream(idle, streamOf([]).stream, framing);
  const cut = pumpStream(busy, streamOf(['first part']).stream, framing);
  await turns();
  ended.end();
  cut.end();
  await Promise.all([ended.done, cut.done]);
  expect([idle.got, busy.got]).toEqual([['.'], ['<first part>']]);
});
