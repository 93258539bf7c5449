/** Faults that are put into a server on purpose, to show that the fuzzers find them. */
import type { Send } from './ask';

export const PLANTS = ['throw', 'words', 'exit', 'hang', 'leak'] as const;
export type Plant = (typeof PLANTS)[number];

const kept: Buffer[] = [];

const ACTS: Readonly<Record<Plant, Send>> = {
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
};

/** A server that does so for every request that changes something by PUT. */
export const planted = (send: Send, plant: Plant | undefined): Send =>
  plant === undefined ? send : (request) => (request.method === 'PUT' ? ACTS[plant](request) : send(request));
