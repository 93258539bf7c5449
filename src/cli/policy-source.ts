/** The policy that the options of a command name: of manifests, of a kubeconfig's cluster, or of a running server. */
import { apiPolicy } from '../analysis/api-policy';
import { manifestPolicy } from '../analysis/manifest-policy';
import { clientOf } from '../controllers/client';
import { versionOf } from '../engine/versions';
import { connectionTo, type Connection } from '../targets/connection';
import { kubeconfigAround, kubeconfigOfFiles } from '../targets/kubeconfig-files';
import { namespaceAsked, sourceOfManifests, type PolicySource } from './over-policy';
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

/** Throws an Error that says what to give instead. */
export async function policyFor(options: PolicyOptions): Promise<PolicySource> {
  const { filename } = options;
  if (filename !== undefined && (options.kubeconfig ?? options.server) !== undefined)
    throw new Error('Either manifests (-f) or a cluster (--kubeconfig, --server), not both.');
  const namespace = namespaceAsked(options);
  if (filename !== undefined) return sourceOfManifests(await manifestPolicy(filename, versionOf(options.kubernetesVersion)), namespace);
  const connection = verbose(connectionFor(options), options.v);
  try {
    return {
      policy: await apiPolicy(clientOf((request) => connection.send(request), {})),
      namespace: namespaceAsked(options, connection.namespace),
      findings: [],
    };
  } finally {
    connection.close();
  }
}
