/**
 * Measures what a new request takes, every 10 ms, nine in turn on a connection that is kept and one on a new one. It runs in a process of
 * its own, because what the other clients of the benchmark compute, a thousand handshakes above all, is no time of the server.
 */
import { Agent } from 'node:https';
import { setTimeout as delay } from 'node:timers/promises';
import { ask, NAMESPACE } from './ask';

/** Begins when it gets a port, and sends the times when it gets anything else. */
export type Order = { readonly port: number } | 'end';

const PAUSE_MILLISECONDS = 10;
const ON_NEW_CONNECTION = 10;

class Prober {
  readonly #times: number[] = [];
  readonly #kept = new Agent({ rejectUnauthorized: false, keepAlive: true, maxSockets: 1 });
  #isOver = false;

  async run(port: number): Promise<readonly number[]> {
    for (let turn = 0; !this.#isOver; turn += 1) {
      const asked = performance.now();
      await ask(port, NAMESPACE, turn % ON_NEW_CONNECTION === 0 ? new Agent({ rejectUnauthorized: false }) : this.#kept);
      this.#times.push(performance.now() - asked);
      await delay(PAUSE_MILLISECONDS);
    }
    this.#kept.destroy();
    return this.#times;
  }

  end(): void {
    this.#isOver = true;
  }
}

let prober: Prober | undefined;
process.on('message', (order: Order) => {
  if (order === 'end') prober?.end();
  else {
    prober = new Prober();
    void prober.run(order.port).then((times) => process.send?.(times));
  }
});
process.once('disconnect', () => process.exit());
