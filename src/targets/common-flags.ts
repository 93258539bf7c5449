/** How the API servers of scenarios are commonly set up, so that a scenario names only what it is about. */
import { unplacedFlags, type ServerFolder } from './server-folder';

type Flags = Readonly<Record<string, string>>;

const COMMON_FLAGS: Flags = {
  'authorization-mode': 'Node,RBAC',
  'allow-privileged': 'true',
  'service-account-issuer': 'https://kubernetes.default.svc',
  'api-audiences': 'https://kubernetes.default.svc',
  'service-cluster-ip-range': '10.0.0.0/24',
};

export function withCommonFlags(flags: Flags, clientCaFile: string): Flags {
  const common = { ...COMMON_FLAGS, 'client-ca-file': clientCaFile };
  const given = new Set(Object.keys(flags).map((name) => name.replaceAll('_', '-')));
  // A flag that says the same in another way; kube-apiserver refuses both together.
  if (given.has('authorization-config')) given.add('authorization-mode');
  const kept = Object.entries(common).filter(([name]) => !given.has(name));
  return { ...Object.fromEntries(kept), ...flags };
}

/** The flags with $DIR and other names of the folder replaced. */
export const placedFlags = (flags: Flags, folder: ServerFolder | undefined): Flags => folder?.placedFlags(flags) ?? unplacedFlags(flags);
