/**
 * What scenarios opened and have not closed yet. Closing goes in reverse order of opening, goes on when one of them fails,
 * and happens on Ctrl-C as well.
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

const open = new Set<OpenResources>();

/** The resources of one scenario; closed with it. */
export function openResources(): OpenResources {
  const resources = new OpenResources();
  open.add(resources);
  return resources;
}

export async function release(resources: OpenResources): Promise<void> {
  open.delete(resources);
  await resources.closeAll();
}

/** Closes everything that any scenario still has open, the youngest first. */
export async function releaseAll(): Promise<void> {
  await Promise.allSettled([...open].reverse().map(release));
}
