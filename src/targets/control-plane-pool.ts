/**
 * Control planes for scenarios. The first scenario with certain flags and files starts one; it and every later one get a fork of
 * it, so that a fresh one costs next to nothing and no scenario sees what another did. A scenario with files of its own reads
 * them itself: its fork is a server that was started anew, with its own folder, on the same objects.
 */
import { optionsFor, type ServeOptions } from '../engine/options/parse';
import { ControlPlane } from './control-plane';
import { sharedClientAuthority } from './credentials';
import type { TargetOptions } from './target';

/** How clusters are commonly set up, so that a scenario names only what it is about. */
const COMMON_FLAGS: Readonly<Record<string, string>> = {
  'authorization-mode': 'Node,RBAC',
  'allow-privileged': 'true',
  'service-account-issuer': 'https://kubernetes.default.svc',
  'api-audiences': 'https://kubernetes.default.svc',
  'service-cluster-ip-range': '10.0.0.0/24',
};

const started = new Map<string, Promise<ControlPlane>>();

function optionsOf({ folder, flags = {}, ...others }: TargetOptions): ServeOptions {
  const placed = Object.entries(flags).map(([name, value]) => [name, folder?.placed(value) ?? value] as const);
  return optionsFor({ ...others, flags: Object.fromEntries(placed) });
}

/** A flag that says the same in another way; kube-apiserver refuses both together. */
const withCommonFlags = (flags: Readonly<Record<string, string>>, clientCaFile: string): Readonly<Record<string, string>> => {
  const common = { ...COMMON_FLAGS, 'client-ca-file': clientCaFile };
  const kept = Object.entries(common).filter(([name]) => name !== 'authorization-mode' || !('authorization-config' in flags));
  return { ...Object.fromEntries(kept), ...flags };
};

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
