/**
 * Buckets that lose a token for each event and gain some every second, up to what they hold at first. Those that were not asked for
 * lately go first when there are too many. After golang.org/x/time/rate and k8s.io/utils/lru.
 */
interface Bucket {
  readonly tokens: number;
  readonly at: number;
}

export interface BucketRule {
  readonly perSecond: number;
  readonly burst: number;
  readonly most: number;
}

export class TokenBuckets {
  readonly #buckets = new Map<string, Bucket>();

  /** The clock in milliseconds. */
  constructor(
    private readonly rule: BucketRule,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Takes a token; false if there is none. */
  take(key: string): boolean {
    const at = this.now();
    const tokens = this.#tokensOf(key, at);
    const isThere = tokens >= 1;
    this.#buckets.delete(key);
    this.#buckets.set(key, { tokens: isThere ? tokens - 1 : tokens, at });
    const [oldest] = this.#buckets.keys();
    if (this.#buckets.size > this.rule.most && oldest !== undefined) this.#buckets.delete(oldest);
    return isThere;
  }

  #tokensOf(key: string, at: number): number {
    const { perSecond, burst } = this.rule;
    const bucket = this.#buckets.get(key);
    return bucket === undefined ? burst : Math.min(burst, bucket.tokens + ((at - bucket.at) / 1000) * perSecond);
  }
}
