/** Waits for a condition by asking for it again and again, a little less often each time. */
import { setTimeout as pause } from 'node:timers/promises';

const FIRST_PAUSE = 2;
const LONGEST_PAUSE = 50;

/** `awaited` says what is still missing, or undefined when the condition holds. Throws what `late` makes of it after the time. */
export async function until(awaited: () => Promise<string | undefined>, milliseconds: number, late: (missing: string) => Error): Promise<void> {
  const deadline = Date.now() + milliseconds;
  for (let wait = FIRST_PAUSE; ; wait = Math.min(wait * 1.5, LONGEST_PAUSE)) {
    const missing = await awaited();
    if (missing === undefined) return;
    if (Date.now() > deadline) throw late(missing);
    await pause(wait);
  }
}
