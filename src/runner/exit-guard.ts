/** Makes a run that ends before its reports are written end with a code that is not 0, whatever ended it. */
import { writeSync } from 'node:fs';
import { EXIT } from './exit-codes';
import { isInterrupted } from './interrupt-signals';

const STANDARD_ERROR = 2;
export const EARLY =
  'Error: the run ended before its reports were written: a step or a library called process.exit(), or a step waited for something that can no longer happen.\n';

/** Guards the process until `release` is called. Whose user has interrupted it needs no other word. */
export function guardExit(): { release(): void } {
  const atExit = (code: number): void => {
    if (isInterrupted(code)) return;
    writeSync(STANDARD_ERROR, EARLY);
    if (code === 0) process.exitCode = EXIT.failed;
  };
  process.on('exit', atExit);
  return { release: () => void process.off('exit', atExit) };
}

/** Guards the process while `act` runs to its end. */
export async function guarded<T>(act: () => Promise<T>): Promise<T> {
  const guard = guardExit();
  try {
    return await act();
  } finally {
    guard.release();
  }
}
