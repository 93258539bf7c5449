/**
 * Where the kubelet of a node is: the first of the node's addresses by the preferred types, and the port that it says.
 * After k8s.io/kubernetes/pkg/kubelet/client/kubelet_client.go and GetPreferredNodeAddress of pkg/util/node.
 */
import type { KubeletOptions, ServerOptions } from '../api/options';
import type { GroupResource, KubeObject } from '../api/objects';
import { notFound, plainError } from '../errors/status-error';
import { readFileBytes } from '../golang/files';
import { quote } from '../golang/quote';
import type { Storage } from '../api/storage';
import type { Location } from './location';

interface Address {
  readonly type: string;
  readonly address: string;
}

interface NodeStatus {
  readonly addresses?: readonly Address[];
  readonly daemonEndpoints?: { readonly kubeletEndpoint?: { readonly Port?: number } };
  readonly declaredFeatures?: readonly string[];
}

export interface Kubelet {
  readonly location: Pick<Location, 'scheme' | 'host' | 'port' | 'tls'>;
  readonly declaredFeatures: readonly string[];
}

const NODES = { group: '', resource: 'nodes' };

function preferredAddress(addresses: readonly Address[], types: readonly string[]): string {
  for (const type of types) {
    const found = addresses.find((address) => address.type === type);
    if (found !== undefined) return found.address;
  }
  // As %v writes a slice of structs, which are text themselves.
  const known = addresses.map(({ type, address }) => `{${type} ${address}}`).join(' ');
  throw plainError(`no preferred addresses found; known addresses: [${known}]`);
}

/** Who the server is to kubelets. Files are read anew, because they may be renewed. */
function credentials({ certificate, key, authority }: KubeletOptions, isVerified: boolean): Location['tls'] {
  return {
    rejectUnauthorized: isVerified && authority !== undefined,
    ...(authority !== undefined && isVerified && { ca: readFileBytes(authority) }),
    ...(certificate !== undefined && { cert: readFileBytes(certificate) }),
    ...(key !== undefined && { key: readFileBytes(key) }),
  };
}

/** An error names the resource of the request, not that of the node. */
export function kubeletOf(
  storage: Storage,
  options: ServerOptions,
  nodeName: string,
  asked: GroupResource,
  { isVerified = true }: { readonly isVerified?: boolean } = {},
): Kubelet {
  const node: KubeObject | undefined = storage.get(NODES, '', nodeName);
  if (node === undefined) throw notFound(asked, nodeName);
  const { addresses = [], daemonEndpoints, declaredFeatures = [] } = (node['status'] ?? {}) as NodeStatus;
  const { kubelet } = options;
  const host = preferredAddress(addresses, kubelet.preferredAddressTypes);
  const port = daemonEndpoints?.kubeletEndpoint?.Port ?? 0;
  return {
    location: { scheme: 'https', host, port: String(port > 0 ? port : kubelet.port), tls: credentials(kubelet, isVerified) },
    declaredFeatures,
  };
}

/** [scheme:]name[:port]; undefined for what is none of these. After SplitSchemeNamePort of k8s.io/apimachinery/pkg/util/net. */
export function splitSchemeNamePort(id: string): { readonly scheme: string; readonly name: string; readonly port: string } | undefined {
  const parts = id.split(':');
  const [first = '', second = '', third = ''] = parts;
  const found = parts.length === 3 ? { scheme: first, name: second, port: third } : { scheme: '', name: first, port: second };
  if (parts.length > 3 || found.name === '' || (parts.length > 1 && !['', 'http', 'https'].includes(found.scheme))) return undefined;
  return found;
}

export const invalidRequest = (what: string, id: string): string => `invalid ${what} request ${quote(id)}`;
