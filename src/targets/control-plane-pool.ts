/**
 * Control planes for scenarios. The first scenario with certain flags and files starts one; it and every later one get a fork of
 * it, so that a fresh one costs next to nothing and no scenario sees what another did. A scenario with files of its own reads
 * them itself: its fork is a server that was started anew, with its own folder, on the same objects.
 */
import { accessControllers } from '../controllers/all-controllers';
import { ManualClock } from '../controllers/clock';
import { optionsFor, type ServeOptions } from '../engine/options/parse';
import { placedFlags, withCommonFlags } from './common-flags';
import { ControlPlane } from './control-plane';
import type { ClientAuthority } from './client-authority';
import type { TargetOptions } from './target';

const optionsOf = ({ folder, flags = {}, nodes = false, ...others }: TargetOptions): ServeOptions => {
  const options = optionsFor({ ...others, flags: placedFlags(flags, folder) });
  if (nodes) return { ...options, scheduler: true };
  return others.controllers === undefined ? { ...options, controllers: accessControllers(options.version) } : options;
};

export interface OpenedControlPlane {
  readonly controlPlane: ControlPlane;
  /** That it is a fork of. */
  readonly origin: ControlPlane;
  /** That of the controllers, for who moves it: where there are nodes. */
  readonly clock?: ManualClock;
}

export class ControlPlanePool {
  readonly #authority: ClientAuthority;
  readonly #started = new Map<string, Promise<ControlPlane>>();

  constructor(authority: ClientAuthority) {
    this.#authority = authority;
  }

  async open(options: TargetOptions): Promise<OpenedControlPlane> {
    const { folder, ...others } = { ...options, flags: withCommonFlags(options.flags ?? {}, this.#authority.file) };
    const files = folder?.contents() ?? [];
    const read = (): ServeOptions => optionsOf({ ...others, ...(folder && { folder }) });
    const origin = await this.#origin(JSON.stringify([others, files]), read);
    const clock = options.nodes === true ? new ManualClock() : undefined;
    return { origin, controlPlane: await origin.fork(files.length === 0 ? undefined : read(), clock), ...(clock && { clock }) };
  }

  /** Closes those that the others are forks of; a fork is closed by whom it was opened for. */
  async close(): Promise<void> {
    const started = [...this.#started.values()];
    this.#started.clear();
    await Promise.allSettled(started.map(async (origin) => (await origin).close()));
  }

  #origin(key: string, read: () => ServeOptions): Promise<ControlPlane> {
    const known = this.#started.get(key) ?? Promise.resolve().then(() => ControlPlane.start(read(), this.#authority.certificatePem));
    this.#started.set(key, known);
    known.catch(() => this.#started.delete(key));
    return known;
  }
}
