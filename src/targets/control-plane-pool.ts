/**
 * Control planes for scenarios. The first scenario with certain flags starts one; it and every later one get a fork of it, so
 * that a fresh one costs next to nothing and no scenario sees what another did.
 */
import { optionsFor } from '../engine/options/parse';
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

export async function openControlPlane(options: TargetOptions): Promise<ControlPlane> {
  const { authority, file } = await sharedClientAuthority();
  const settings = { ...options, flags: { ...COMMON_FLAGS, 'client-ca-file': file, ...options.flags } };
  const key = JSON.stringify(settings);
  const base = started.get(key) ?? Promise.resolve().then(() => ControlPlane.start(optionsFor(settings), authority.certificatePem));
  started.set(key, base);
  base.catch(() => started.delete(key));
  return (await base).fork();
}
