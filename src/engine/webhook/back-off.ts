/**
 * A call that fails in a way that passes is tried again, up to five times in all, each time after a longer wait.
 * After k8s.io/apiserver/pkg/util/webhook/webhook.go.
 */
import { setTimeout as sleep } from 'node:timers/promises';

export interface BackOff {
  readonly initialDelay: number;
  readonly factor: number;
  /** The wait is longer by up to this share of it. */
  readonly jitter: number;
  readonly attempts: number;
}

export const WEBHOOK_BACK_OFF: BackOff = { initialDelay: 500, factor: 1.5, jitter: 0.2, attempts: 5 };

export async function withBackOff<T>(backOff: BackOff, isTransient: (error: unknown) => boolean, act: () => Promise<T>): Promise<T> {
  let delay = backOff.initialDelay;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await act();
    } catch (error) {
      if (attempt >= backOff.attempts || !isTransient(error)) throw error;
    }
    await sleep(delay * (1 + Math.random() * backOff.jitter));
    delay *= backOff.factor;
  }
}
