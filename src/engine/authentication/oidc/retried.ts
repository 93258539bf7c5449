/**
 * Fetches something in the background, again every ten seconds until it is there. It is undefined before.
 * The timer keeps no process alive. After k8s.io/apimachinery/pkg/util/wait PollUntilContextCancel.
 */
const INTERVAL = 10_000;

export interface Retried<T> {
  value(): T | undefined;
  /** Settled after the first attempt, good or bad. */
  readonly attempted: Promise<void>;
  stop(): void;
}

export function retried<T>(attempt: () => Promise<T>): Retried<T> {
  let found: T | undefined;
  let stopped = false;
  const run = async (): Promise<void> => {
    try {
      found = await attempt();
    } catch {
      if (!stopped) setTimeout(() => void run(), INTERVAL).unref();
    }
  };
  return {
    value: () => found,
    attempted: run(),
    stop: () => {
      stopped = true;
    },
  };
}
