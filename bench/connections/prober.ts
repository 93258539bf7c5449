/**
 * Measures what a new request takes: eight clients ask every 10 ms, nineteen times in turn on a connection that is kept and once on a new
 * one, so that of the shortest phase, too, p99 is not the one request that took longest. It runs in a process of
 * its own, because what the other clients of the benchmark compute, a thousand handshakes above all, is not time of the server.
 */
import { Agent } from 'node:https';
import { setTimeout as delay } from 'node:timers/promises';
import { ask, NAMESPACE } from './ask';

/** Begins when it gets a port, and sends the times when it gets anything else. */
export type Order = { readonly port: number } | 'end';

const PAUSE_MILLISECONDS = 10;
const ON_NEW_CONNECTION = 20;
const CLIENTS = 8;

class Prober {
  readonly #times: number[] = [];
  #isOver = false;

  async run(port: number): Promise<readonly number[]> {
    await Promise.all(Array.from({ length: CLIENTS }, (_, client) => this.#client(port, client)));
    return this.#times;
  }

  async #client(port: number, client: number): Promise<void> {
    const kept = new Agent({ rejectUnauthorized: false, keepAlive: true, maxSockets: 1 });
    // Not all of them open a connection at the same time.
    for (let turn = Math.floor((client * ON_NEW_CONNECTION) / CLIENTS); !this.#isOver; turn += 1) {
      const asked = performance.now();
      await ask(port, NAMESPACE, turn % ON_NEW_CONNECTION === 0 ? new Agent({ rejectUnauthorized: false }) : kept);
      this.#times.push(performance.now() - asked);
      await delay(PAUSE_MILLISECONDS);
    }
    kept.destroy();
  }

  end(): void {
    this.#isOver = true;
  }
}

/** From the port until the order to end. */
function measure(port: number): void {
  const prober = new Prober();
  const heed = (order: Order): void => {
    if (order === 'end') prober.end();
  };
  process.on('message', heed);
  void prober.run(port).then((times) => {
    process.off('message', heed);
    process.send?.(times);
  });
}

process.on('message', (order: Order) => {
  if (order !== 'end') measure(order.port);
});
process.once('disconnect', () => process.exit());
