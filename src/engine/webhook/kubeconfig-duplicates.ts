/**
 * A name in a kubeconfig stands for one cluster and one context; two of a name are reported with the whole list, as Go prints it.
 * After k8s.io/client-go/tools/clientcmd/api/v1/conversion.go.
 */
import type { Version } from '../versions';
import type { Cluster, Kubeconfig } from './kubeconfig-types';

function printedCluster(cluster: Cluster, version: Version): string {
  const bytes = [...Buffer.from(cluster['certificate-authority-data'] ?? '', 'base64')];
  const fields = [
    cluster.server,
    cluster['tls-server-name'] ?? '',
    String(cluster['insecure-skip-tls-verify'] ?? false),
    cluster['certificate-authority'] ?? '',
    `[${bytes.join(' ')}]`,
    cluster['proxy-url'] ?? '',
    ...(version.has('kubeconfigsTellCompression') ? [String(cluster['disable-compression'] ?? false)] : []),
  ];
  return `{${[...fields, '[]'].join(' ')}}`;
}

function check<T extends { readonly name: string }>(kind: string, named: readonly T[] | null, printed: (one: T) => string): void {
  const all = named ?? [];
  const twice = all.find(({ name }, at) => all.findIndex((other) => other.name === name) < at);
  if (twice === undefined) return;
  const list = all.map((one) => `{${one.name} ${printed(one)}}`).join(' ');
  throw new Error(`error converting *[]Named${kind} into *map[string]*api.${kind}: duplicate name "${twice.name}" in list: [${list}]`);
}

export function checkNames({ clusters, contexts }: Kubeconfig, version: Version): void {
  check('Cluster', clusters, ({ cluster }) => printedCluster(cluster, version));
  check('Context', contexts, ({ context: { cluster, user, namespace = '' } }) => `{${cluster} ${user} ${namespace} []}`);
}
