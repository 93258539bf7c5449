/**
 * Control planes for scenarios. The first scenario with certain flags and files starts one; it and every later one get a fork of
 * it, so that a fresh one costs next to nothing and no scenario sees what another did. A scenario with files of its own reads
 * them itself: its fork is a server that was started anew, with its own folder, on the same objects.
 */
import { optionsFor, type ServeOptions } from '../engine/options/parse';
import { placedFlags, withCommonFlags } from './common-flags';
import { ControlPlane } from './control-plane';
import { sharedClientAuthority } from './credentials';
import type { TargetOptions } from './target';

const started = new Map<string, Promise<ControlPlane>>();

const optionsOf = ({ folder, flags = {}, ...others }: TargetOptions): ServeOptions => optionsFor({ ...others, flags: placedFlags(flags, folder) });

export async function openControlPlane(options: TargetOptions): Promise<ControlPlane> {
  const { authority, file } = await sharedClientAuthority();
  const { folder, ...others } = { ...options, flags: withCommonFlags(options.flags ?? {}, file) };
  const files = folder?.contents() ?? [];
  const key = JSON.stringify([others, files]);
  const read = (): ServeOptions => optionsOf({ ...others, ...(folder && { folder }) });
  const base = started.get(key) ?? Promise.resolve().then(() => ControlPlane.start(read(), authority.certificatePem));
  started.set(key, base);
  base.catch(() => started.delete(key));
  return files.length === 0 ? (await base).fork() : (await base).fork(read());
}
