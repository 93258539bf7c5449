/** A stream for a reader in this process, which takes every part as soon as it is there. */
import type { ResponseStream } from '../api/http';

export function subscription(open: ResponseStream['open']): ResponseStream['subscribe'] {
  return (chunk, end, atMost) => {
    let state: 'opening' | 'waiting' | 'taking' | 'over' = 'opening';
    const isOver = (): boolean => state === 'over';
    const take = (): void => {
      if (state !== 'waiting') return;
      state = 'taking';
      for (let part = source.next(); part !== undefined; part = source.next()) {
        if (part === 'end') {
          state = 'over';
          end();
          return;
        }
        chunk(Buffer.from(part).toString());
        if (isOver()) return;
      }
      state = 'waiting';
    };
    const source = open(take, atMost);
    state = 'waiting';
    take();
    return () => {
      state = 'over';
      source.close();
    };
  };
}
