/**
 * Mode batch: events are kept and written together, when there are as many as a batch has or after a while, at no more than a given rate.
 * What does not fit into the buffer is left out.
 * After k8s.io/apiserver/plugin/pkg/audit/buffered/buffered.go.
 */
import type { AuditBackendOptions } from '../../api/options';
import type { AuditEvent } from '../event';
import { reportLost, type Backend } from './backend';
import { TokenBucket } from './token-bucket';

export type BatchOptions = AuditBackendOptions['batch'];

export class Buffered implements Backend {
  readonly #delegate: Backend;
  readonly #options: BatchOptions;
  readonly #bucket: TokenBucket | undefined;
  #waiting: AuditEvent[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(delegate: Backend, options: BatchOptions) {
    this.#delegate = delegate;
    this.#options = options;
    this.#bucket = options.throttleEnable ? new TokenBucket(options.throttleQps, options.throttleBurst) : undefined;
  }

  write(events: readonly AuditEvent[]): boolean {
    const room = Math.max(0, this.#options.bufferSize - this.#waiting.length);
    this.#waiting.push(...events.slice(0, room));
    if (events.length > room) reportLost('buffered', 'audit buffer queue blocked', events.length - room);
    this.#plan();
    return true;
  }

  async close(): Promise<void> {
    clearTimeout(this.#timer);
    while (this.#waiting.length > 0) this.#writeBatch();
    await this.#delegate.close();
  }

  /** A batch of one waits for nothing but the events that come at the same time. */
  #plan(): void {
    const { maxSize, maxWait } = this.#options;
    if (this.#waiting.length === 0) return;
    const isFull = maxSize === 1 || this.#waiting.length >= maxSize;
    if (!isFull) {
      this.#timer ??= this.#after(maxWait);
      return;
    }
    clearTimeout(this.#timer);
    this.#timer = this.#after(0);
  }

  #after(milliseconds: number): NodeJS.Timeout {
    const wait = Math.max(milliseconds, this.#bucket?.wait() ?? 0);
    return setTimeout(() => {
      this.#timer = undefined;
      this.#writeBatch();
      this.#plan();
    }, wait).unref();
  }

  #writeBatch(): void {
    this.#bucket?.take();
    // What comes of it is reported where it is written.
    void this.#delegate.write(this.#waiting.splice(0, this.#options.maxSize));
  }
}
