/** What a kubelet is doing right now, so that a scenario can wait until it has done it instead of for a while. */
export class Activity {
  #running = 0;
  #waiting: (() => void)[] = [];

  /** Counts until the work is done. Its failure is the concern of who asked for it. */
  track<T>(work: Promise<T>): Promise<T> {
    this.#running++;
    return work.finally(() => this.#end());
  }

  /** Does not count while it waits for time to pass, for who moves the time waits until all else is done. */
  async pause<T>(wait: Promise<T>): Promise<T> {
    this.#end();
    try {
      return await wait;
    } finally {
      this.#running++;
    }
  }

  #end(): void {
    this.#running--;
    if (this.#running === 0) for (const go of this.#waiting.splice(0)) go();
  }

  /** Resolves when nothing is under way, nor anything that this caused. */
  async settled(): Promise<void> {
    // Events of a watch in this process come in a turn of their own.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#running > 0) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}
