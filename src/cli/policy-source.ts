/** The policy that the options of a command name: of manifests, of a kubeconfig's cluster, or of a running server. */
import { apiPolicy } from '../analysis/api-policy';
import { manifestPolicy } from '../analysis/manifest-policy';
import type { Policy } from '../analysis/policy';
import { clientOf } from '../controllers/client';
import { versionOf } from '../engine/versions';
import { isOfServer, type Finding } from '../analysis/finding';
import { UsageError } from '../runner/usage-error';
import { connectionTo, type Connection } from '../targets/connection';
import { kubeconfigAround, kubeconfigOfFiles } from '../targets/kubeconfig-files';
import type { PolicyOptions } from './policy-options';

function connectionFor({ server, token, certificateAuthority, insecureSkipTlsVerify = false, kubeconfig, context }: PolicyOptions): Connection {
  if (server !== undefined) {
    const trust = certificateAuthority === undefined ? {} : { caFile: certificateAuthority };
    const user = { name: 'user', ...(token !== undefined && { token }) };
    return connectionTo(kubeconfigAround({ name: 'cluster', server, skipTLSVerify: insecureSkipTlsVerify, ...trust }, user));
  }
  // Only a cluster that is named is asked: not that of ~/.kube/config.
  const named = kubeconfig ?? process.env['KUBECONFIG'] ?? '';
  const config = named === '' ? undefined : kubeconfigOfFiles(kubeconfig, context);
  if (config === undefined) throw new Error('Whose policy? Name manifests with -f, a kubeconfig with --kubeconfig, or a server with --server.');
  return connectionTo(config);
}

/** As kubectl does it from level 6 on. */
function verbose(connection: Connection, level: string | undefined): Connection {
  if (Number(level ?? 0) < 6) return connection;
  return {
    ...connection,
    async send(request) {
      const begun = performance.now();
      const response = await connection.send(request);
      process.stderr.write(
        `${request.method} ${connection.url}${request.target} ${response.status} in ${Math.round(performance.now() - begun)} milliseconds\n`,
      );
      return response;
    },
  };
}

export interface PolicySource {
  readonly policy: Policy;
  readonly namespace: string;
  /** What a server would refuse of the manifests. */
  readonly findings: readonly Finding[];
}

async function fromManifests(paths: readonly string[], version: string, namespace: string): Promise<PolicySource> {
  const { policy, findings } = await manifestPolicy(paths, versionOf(version));
  const unread = findings.filter(({ rule }) => rule === 'unreadable');
  if (unread.length > 0) throw new UsageError(unread.map(({ file, line, message }) => `${file}${line === 0 ? '' : `:${line}`}: ${message}`).join('\n'));
  return { policy, namespace, findings: findings.filter(isOfServer) };
}

/** Throws an Error that says what to give instead. */
export async function policyFor(options: PolicyOptions): Promise<PolicySource> {
  const { filename, allNamespaces = false } = options;
  if (filename !== undefined && (options.kubeconfig ?? options.server) !== undefined)
    throw new Error('Either manifests (-f) or a cluster (--kubeconfig, --server), not both.');
  if (options.namespace !== undefined && allNamespaces) throw new Error('Either one namespace (-n) or all of them (-A), not both.');
  const inNamespace = (given: string | undefined): string => (allNamespaces ? '' : (options.namespace ?? given ?? 'default'));
  if (filename !== undefined) return fromManifests(filename, options.kubernetesVersion, inNamespace(undefined));
  const connection = verbose(connectionFor(options), options.v);
  try {
    return { policy: await apiPolicy(clientOf((request) => connection.send(request), {})), namespace: inNamespace(connection.namespace), findings: [] };
  } finally {
    connection.close();
  }
}
