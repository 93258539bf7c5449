/** The policy that the options of a command name: of manifests, of a kubeconfig's cluster, or of a running server. */
import { apiPolicy } from '../analysis/api-policy';
import { manifestPolicy } from '../analysis/manifest-policy';
import type { Policy } from '../analysis/policy';
import { clientOf } from '../controllers/client';
import { versionOf } from '../engine/versions';
import { connectionTo, type Connection } from '../targets/connection';
import { kubeconfigAround, kubeconfigOfFiles } from '../targets/kubeconfig-files';
import type { PolicyOptions } from './policy-options';

function connectionFor({ server, token, certificateAuthority, insecureSkipTlsVerify = false, kubeconfig, context }: PolicyOptions): Connection {
  if (server !== undefined) {
    const trust = certificateAuthority === undefined ? {} : { caFile: certificateAuthority };
    const user = { name: 'user', ...(token !== undefined && { token }) };
    return connectionTo(kubeconfigAround({ name: 'cluster', server, skipTLSVerify: insecureSkipTlsVerify, ...trust }, user));
  }
  // Only a cluster that somebody names is asked: not that of ~/.kube/config.
  const named = kubeconfig ?? process.env['KUBECONFIG'] ?? '';
  const config = named === '' ? undefined : kubeconfigOfFiles(kubeconfig, context);
  if (config === undefined) throw new Error('Whose policy? Name manifests with -f, a kubeconfig with --kubeconfig, or a server with --server.');
  return connectionTo(config);
}

/** Throws an Error that says what to give instead. */
export async function policyFor(options: PolicyOptions): Promise<{ readonly policy: Policy; readonly namespace: string }> {
  const { filename, allNamespaces = false } = options;
  if (filename !== undefined && (options.kubeconfig ?? options.server) !== undefined)
    throw new Error('Either manifests (-f) or a cluster (--kubeconfig, --server), not both.');
  if (options.namespace !== undefined && allNamespaces) throw new Error('Either one namespace (-n) or all of them (-A), not both.');
  const inNamespace = (given: string | undefined): string => (allNamespaces ? '' : (options.namespace ?? given ?? 'default'));
  if (filename !== undefined) return { policy: manifestPolicy(filename, versionOf(options.kubernetesVersion)), namespace: inNamespace(undefined) };
  const connection = connectionFor(options);
  try {
    return { policy: await apiPolicy(clientOf((request) => connection.send(request), {})), namespace: inNamespace(connection.namespace) };
  } finally {
    connection.close();
  }
}

export const printed = <T>(answer: T, output: string, inWords: (answer: T) => string): string =>
  output === 'json' ? `${JSON.stringify(answer, undefined, 2)}\n` : inWords(answer);
