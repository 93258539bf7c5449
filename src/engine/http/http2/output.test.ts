import { Writable } from 'node:stream';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { expect } from 'expect';
import { Output, type Sending } from './output';

/** A peer that reads when it is asked to. */
class SlowPeer extends Writable {
  readonly seen: string[] = [];
  read: () => void = () => undefined;

  constructor() {
    super({ highWaterMark: 1 });
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.seen.push(chunk.toString());
    this.read = done;
  }
}

const endless = (text: string): Sending => ({
  sendNext: (out) => {
    out.put(Buffer.from(text));
    return true;
  },
});

test('frames of one turn go out together, those of the connection first, then each stream in turn', async () => {
  const peer = new SlowPeer();
  const output = new Output(peer);
  let left = 3;
  const twice = (text: string): Sending => ({
    sendNext: (out) => {
      out.put(Buffer.from(text));
      return left-- > 0;
    },
  });
  output.await(twice('a'));
  output.await(twice('b'));
  output.control(Buffer.from('!'));
  expect(peer.seen).toEqual([]);
  await turn();
  expect(peer.seen).toEqual(['!ababa']);
});

test('nothing of a stream is taken while the peer does not read', async () => {
  const peer = new SlowPeer();
  const output = new Output(peer);
  output.await(endless('x'.repeat(1000)));
  await turn();
  await turn();
  expect(peer.seen.map((bytes) => bytes.length)).toEqual([66_000]);
  peer.read();
  await turn();
  expect(peer.seen.map((bytes) => bytes.length)).toEqual([66_000, 66_000]);
  output.close();
});

test('a peer that asks for more than 10,000 frames and reads none loses the connection', async () => {
  const peer = new SlowPeer();
  const output = new Output(peer);
  const ask = (times: number): void => {
    for (let at = 0; at < times; at++) output.control(Buffer.from('.'));
  };
  ask(10_001);
  await turn();
  expect(peer.destroyed).toBe(false);
  ask(10_000);
  expect(peer.destroyed).toBe(false);
  ask(1);
  expect(peer.destroyed).toBe(true);
});
