/** The policy that the options of a command name: of manifests, of a kubeconfig's cluster, or of a running server. */
import { readFileSync } from 'node:fs';
import { apiPolicy } from '../analysis/api-policy';
import { manifestPolicy } from '../analysis/manifest-policy';
import type { Policy } from '../analysis/policy';
import { versionOf } from '../engine/versions';
import { clientOfKubeconfig, connect, type ContextClient } from '../targets/kubeconfig-client';
import type { PolicyOptions } from './policy-options';

function clientFor({
  server,
  token,
  certificateAuthority,
  insecureSkipTlsVerify = false,
  kubeconfig = process.env['KUBECONFIG'],
  context,
}: PolicyOptions): ContextClient {
  if (server !== undefined) {
    const ca = certificateAuthority === undefined ? {} : { ca: readFileSync(certificateAuthority, 'utf8') };
    return { ...connect({ url: server, insecure: insecureSkipTlsVerify, ...ca, ...(token !== undefined && { token }) }), namespace: undefined };
  }
  if (kubeconfig === undefined || kubeconfig === '')
    throw new Error('Whose policy? Name manifests with -f, a kubeconfig with --kubeconfig, or a server with --server.');
  return clientOfKubeconfig(kubeconfig, context);
}

/** Throws an Error that says what to give instead. */
export async function policyFor(options: PolicyOptions): Promise<{ readonly policy: Policy; readonly namespace: string }> {
  const { filename, allNamespaces = false } = options;
  if (filename !== undefined && (options.kubeconfig ?? options.server) !== undefined)
    throw new Error('Either manifests (-f) or a cluster (--kubeconfig, --server), not both.');
  if (options.namespace !== undefined && allNamespaces) throw new Error('Either one namespace (-n) or all of them (-A), not both.');
  const inNamespace = (given: string | undefined): string => (allNamespaces ? '' : (options.namespace ?? given ?? 'default'));
  if (filename !== undefined) return { policy: manifestPolicy(filename, versionOf(options.kubernetesVersion)), namespace: inNamespace(undefined) };
  const { client, namespace, close } = clientFor(options);
  try {
    return { policy: await apiPolicy(client), namespace: inNamespace(namespace) };
  } finally {
    await close();
  }
}

export const printed = <T>(answer: T, output: string, inWords: (answer: T) => string): string =>
  output === 'json' ? `${JSON.stringify(answer, undefined, 2)}\n` : inWords(answer);
