/**
 * After Ctrl-C everything is closed while Cucumber goes on. So from then on no step begins and nothing is sent any more: it would
 * open anew what was closed, and leave it behind.
 */
let interrupted = false;

export function interrupt(): void {
  interrupted = true;
}

/** Does not return after an interruption; the process ends meanwhile. */
export const unlessInterrupted = (): Promise<void> => (interrupted ? new Promise(() => undefined) : Promise.resolve());
