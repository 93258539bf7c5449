import { PassThrough, Writable } from 'node:stream';
import { setImmediate as endOfTurn } from 'node:timers/promises';
import { describe, it } from 'node:test';
import { expect } from 'expect';
import { acceptedAll, acceptedAtOnce } from './accepted';

/** A socket, and what it was made to send in each call of the system. */
function sentBy(): { readonly socket: Writable; readonly sent: string[] } {
  const sent: string[] = [];
  const socket = new Writable({
    write: (chunk: Buffer, _, done) => {
      sent.push(chunk.toString());
      done();
    },
    writev: (chunks, done) => {
      sent.push(chunks.map(({ chunk }) => String(chunk)).join(''));
      done();
    },
  });
  return { socket, sent };
}

describe('short answers', () => {
  it('go out at the end of the turn, those of one socket together', async () => {
    const { socket, sent } = sentBy();
    expect(acceptedAtOnce(socket, Buffer.from('a'))).toBeUndefined();
    expect(acceptedAtOnce(socket, Buffer.from('b'))).toBeUndefined();
    expect(sent).toEqual([]);
    await endOfTurn();
    expect(sent).toEqual(['ab']);
  });

  it('stay before a long one', async () => {
    const { socket, sent } = sentBy();
    void acceptedAtOnce(socket, Buffer.from('short'));
    await acceptedAll(socket, [Buffer.from('long'), Buffer.alloc(100_000, 'x')]);
    expect(sent.join('')).toBe(`shortlong${'x'.repeat(100_000)}`);
  });

  it('are sent when the connection ends right after them', async () => {
    const socket = new PassThrough();
    void acceptedAtOnce(socket, Buffer.from('last'));
    socket.end();
    expect(String(await socket.toArray())).toBe('last');
  });

  it('do not wait for more than so many others', async () => {
    await endOfTurn();
    const sockets = Array.from({ length: 40 }, sentBy);
    for (const { socket } of sockets) void acceptedAtOnce(socket, Buffer.from('a'));
    expect(sockets.filter(({ sent }) => sent.length > 0).length).toBe(32);
  });
});
