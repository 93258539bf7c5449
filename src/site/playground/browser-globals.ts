/** What the engine takes from Node without asking for it, for a browser. The bundler puts these in place (bundle.ts). */
export { Buffer } from './browser-buffer';

export const setImmediate = (work: () => void): void => {
  setTimeout(work);
};

export const process = {
  nextTick: (work: (...values: readonly unknown[]) => void, ...values: readonly unknown[]): void => {
    queueMicrotask(() => {
      work(...values);
    });
  },
};
