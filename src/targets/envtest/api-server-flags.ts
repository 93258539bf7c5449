/**
 * The command line of a real kube-apiserver: the scenario's flags, what every API server of scenarios has, and what a server
 * needs that really listens and stores. Its files lie in a folder of its own.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { placedFlags, withCommonFlags } from '../common-flags';
import type { ClientAuthority } from '../client-authority';
import type { TargetOptions } from '../target';
import type { KeyPairPem } from './service-account-keys';

export interface ApiServerPlace {
  readonly folder: string;
  readonly port: number;
  readonly etcdUrl: string;
  readonly etcdPrefix: string;
  readonly authority: ClientAuthority;
  readonly serviceAccountKeys: KeyPairPem;
}

export async function apiServerFlags(options: TargetOptions, place: ApiServerPlace): Promise<Readonly<Record<string, string>>> {
  const { folder, authority } = place;
  const file = (name: string, content: string): string => {
    const at = path.join(folder, name);
    writeFileSync(at, content, { mode: 0o600 });
    return at;
  };
  const { privatePem, publicPem } = place.serviceAccountKeys;
  const serving = await authority.serving();
  const given = placedFlags(options.flags ?? {}, options.folder);
  const clientCa = given['client-ca-file'];
  return {
    'service-account-key-file': file('sa.pub', publicPem),
    'service-account-signing-key-file': file('sa.key', privatePem),
    'tls-cert-file': file('serving.crt', serving.certificatePem),
    'tls-private-key-file': file('serving.key', serving.keyPem),
    'cert-dir': path.join(folder, 'certificates'),
    ...withCommonFlags(given, ''),
    // Another authority of the scenario counts beside ours, by which the administrator is known.
    'client-ca-file': file('client-ca.crt', (clientCa === undefined ? '' : readFileSync(clientCa, 'utf8')) + authority.certificatePem),
    'bind-address': '127.0.0.1',
    'secure-port': String(place.port),
    'etcd-servers': place.etcdUrl,
    'etcd-prefix': place.etcdPrefix,
  };
}

export const argumentsOf = (flags: Readonly<Record<string, string>>): readonly string[] => Object.entries(flags).map(([name, value]) => `--${name}=${value}`);
