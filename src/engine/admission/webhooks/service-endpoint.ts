/**
 * Where a webhook that is named by a Service is connected to. Nothing runs behind the Services of this server, so that only one
 * that names this machine is: an ExternalName of localhost. What is said where there is nothing to connect to is upstream's.
 * After ResolveCluster of k8s.io/apiserver/pkg/util/proxy/proxy.go.
 */
import type { KubeObject } from '../../api/objects';
import type { Storage } from '../../api/storage';
import { quote } from '../../golang/quote';
import type { Endpoint } from '../../webhook/connection';

const SERVICES = { group: '', resource: 'services' };
/** Of it an error names the singular. */
const isThisMachine = (host: string): boolean => host === 'localhost' || /^127(?:\.\d{1,3}){3}$/.test(host) || host === '::1';

interface ServiceSpec {
  readonly type?: string;
  readonly clusterIP?: string;
  readonly externalName?: string;
  readonly ports?: readonly { readonly port: number }[];
}

function addressOf({ type = 'ClusterIP', clusterIP = '', externalName = '', ports = [] }: ServiceSpec, service: KubeObject, port: number): string {
  if (type === 'ExternalName') return externalName;
  if (type === 'ClusterIP' && clusterIP === 'None') throw new Error('cannot route to service with ClusterIP "None"');
  if (!['ClusterIP', 'LoadBalancer', 'NodePort'].includes(type)) throw new Error(`unsupported service type ${quote(type)}`);
  if (!ports.some((given) => given.port === port)) throw new Error(`no service port ${port} found for service ${quote(service.metadata.name ?? '')}`);
  return clusterIP;
}

export function serviceEndpoint(storage: Storage, namespace: string, name: string, port: number): Endpoint {
  const service = storage.get(SERVICES, namespace, name);
  if (service === undefined) throw new Error(`service ${quote(name)} not found`);
  const host = addressOf((service['spec'] ?? {}) as ServiceSpec, service, port);
  if (isThisMachine(host)) return { host, port };
  throw new Error(`dial tcp ${host.includes(':') ? `[${host}]` : host}:${port}: connect: connection refused`);
}
