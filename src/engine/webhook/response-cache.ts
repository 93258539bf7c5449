/**
 * What webhooks answered, for a while: answers that are not asked for go first when the cache is full.
 * After k8s.io/apimachinery/pkg/util/cache/lruexpirecache.go.
 */
const MOST = 8192;

export class ResponseCache<T> {
  readonly #entries = new Map<string, { readonly value: T; readonly expires: number }>();

  /** The clock in milliseconds. */
  constructor(private readonly now: () => number = () => performance.now()) {}

  get(key: string): T | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    this.#entries.delete(key);
    if (this.now() >= entry.expires) return undefined;
    this.#entries.set(key, entry);
    return entry.value;
  }

  add(key: string, value: T, ttl: number): void {
    this.#entries.delete(key);
    this.#entries.set(key, { value, expires: this.now() + ttl });
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > MOST && oldest !== undefined) this.#entries.delete(oldest);
  }
}
