/**
 * What a scenario opened and has not closed yet. Closing goes in reverse order of opening, goes on when one of them fails, and happens on
 * Ctrl-C as well: the run closes what its scenarios have open.
 */
export type Close = () => Promise<void> | void;

export class OpenResources {
  readonly #closes: Close[] = [];

  add(close: Close): void {
    this.#closes.push(close);
  }

  async closeAll(): Promise<void> {
    const errors: unknown[] = [];
    for (let close = this.#closes.pop(); close !== undefined; close = this.#closes.pop()) {
      try {
        await close();
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw new AggregateError(errors, `Closing failed: ${errors.map(String).join('; ')}`);
  }
}
