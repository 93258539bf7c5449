/** The body of another server's answer, as parts that a connection takes when it has room. */
import type { Readable } from 'node:stream';
import type { ResponseStream, StreamSource } from '../api/http';
import { subscription } from './subscription';

export function forwardedStream(body: Readable): ResponseStream {
  const open = (ready: () => void): StreamSource => {
    let isOver = false;
    const end = (): void => {
      isOver = true;
      ready();
    };
    for (const event of ['end', 'error', 'close']) body.once(event, end);
    body.on('readable', ready);
    return {
      next: () => (body.read() as Buffer | null) ?? (isOver || body.readableEnded ? 'end' : undefined),
      close: () => void body.destroy(),
    };
  };
  return { open, subscribe: subscription(open) };
}
