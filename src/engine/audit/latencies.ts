/**
 * Where the time of a request went, written of those that take longer than half a second. What upstream counts of storage, encoding and
 * sockets is not distinguished here.
 * After k8s.io/apiserver/pkg/endpoints/request/webhook_duration.go.
 */
import { formatDuration } from '../golang/duration';

const THRESHOLD_MILLISECONDS = 500;
const PREFIX = 'apiserver.latency.k8s.io/';
type Layer = 'authentication' | 'authorization';

export class Latencies {
  readonly #began = performance.now();
  #last = this.#began;
  readonly #layers = new Map<Layer, number>();

  /** Ends a layer, which began where the one before it ended. */
  end(layer: Layer): void {
    const now = performance.now();
    this.#layers.set(layer, now - this.#last);
    this.#last = now;
  }

  annotations(): readonly (readonly [string, string])[] {
    const total = performance.now() - this.#began;
    if (total <= THRESHOLD_MILLISECONDS || this.#layers.size === 0) return [];
    return [...this.#layers, ['total', total] as const].map(([layer, milliseconds]) => [`${PREFIX}${layer}`, formatDuration(milliseconds)] as const);
  }
}
