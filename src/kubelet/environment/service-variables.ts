/**
 * The variables that say where Services are: all of the namespace, and of the namespace default the one named kubernetes.
 * Upstream: pkg/kubelet/envvars/envvars.go, getServiceEnvVarMap of pkg/kubelet/kubelet_pods.go
 */
import type { KubeObject } from '../../engine/api/objects';

interface ServiceSpec {
  readonly clusterIP?: string;
  readonly ports?: readonly { readonly name?: string; readonly port: number; readonly protocol?: string }[];
}

const MASTER = 'kubernetes';

const variableName = (name: string): string => name.replaceAll('-', '_').toUpperCase();

function variablesOf(service: KubeObject): readonly (readonly [string, string])[] {
  const { clusterIP = '', ports = [] } = (service['spec'] ?? {}) as ServiceSpec;
  const [first] = ports;
  if (clusterIP === '' || clusterIP === 'None' || first === undefined) return [];
  const prefix = variableName(service.metadata.name ?? '');
  const host = clusterIP.includes(':') ? `[${clusterIP}]` : clusterIP;
  const url = ({ port, protocol = 'TCP' }: typeof first): string => `${protocol.toLowerCase()}://${host}:${port}`;
  return [
    [`${prefix}_SERVICE_HOST`, clusterIP],
    [`${prefix}_SERVICE_PORT`, String(first.port)],
    ...ports.flatMap(({ name = '', port }) => (name === '' ? [] : [[`${prefix}_SERVICE_PORT_${variableName(name)}`, String(port)] as const])),
    [`${prefix}_PORT`, url(first)],
    ...ports.flatMap((each) => {
      const one = `${prefix}_PORT_${each.port}_${(each.protocol ?? 'TCP').toUpperCase()}`;
      return [
        [one, url(each)],
        [`${one}_PROTO`, (each.protocol ?? 'TCP').toLowerCase()],
        [`${one}_PORT`, String(each.port)],
        [`${one}_ADDR`, clusterIP],
      ] as const;
    }),
  ];
}

/** Services of the namespace come before the one of the namespace default. */
export function serviceVariables(services: readonly KubeObject[], namespace: string, enableServiceLinks: boolean): ReadonlyMap<string, string> {
  const isMaster = ({ metadata }: KubeObject): boolean => metadata.namespace === 'default' && metadata.name === MASTER;
  const chosen = services.filter((service) => (service.metadata.namespace === namespace && (enableServiceLinks || isMaster(service))) || isMaster(service));
  return new Map([...chosen].sort((a) => (isMaster(a) && namespace !== 'default' ? -1 : 1)).flatMap(variablesOf));
}
