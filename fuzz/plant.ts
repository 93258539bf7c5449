/** Faults that are put into a server on purpose, to show that the fuzzers find them. */
import type { Send } from './ask';

export const PLANTS = ['throw', 'words', 'exit', 'hang', 'leak'] as const;
export type Plant = (typeof PLANTS)[number];

/** `kept` is what the server that leaks never lets go. */
const actsOf = (kept: Buffer[]): Readonly<Record<Plant, Send>> => ({
  throw: () => Promise.reject(new TypeError('planted')),
  words: () => Promise.resolve({ status: 400, headers: {}, body: "Cannot read properties of undefined (reading 'planted')" }),
  exit: () => process.exit(7),
  hang: () => {
    for (;;);
  },
  leak: () => {
    kept.push(Buffer.alloc(1 << 20, 1));
    return Promise.resolve({ status: 200, headers: {}, body: '' });
  },
});

/** A server that does so for every request that changes something by PUT. */
export function planted(send: Send, plant: Plant | undefined): Send {
  if (plant === undefined) return send;
  const act = actsOf([])[plant];
  return (request) => (request.method === 'PUT' ? act(request) : send(request));
}
