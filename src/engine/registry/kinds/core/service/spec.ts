/** What Services are made of, and what the type of one asks for. After pkg/api/service/util.go. */
import type { KubeObject } from '../../../../api/objects';
import { encodeJson } from '../../../../golang/json';

export interface ServicePort {
  readonly name?: string;
  readonly port?: number;
  readonly targetPort?: number | string;
  readonly protocol?: string;
  readonly nodePort?: number;
  readonly appProtocol?: string;
}
export interface ServiceSpec {
  readonly type?: string;
  readonly clusterIP?: string;
  readonly clusterIPs?: readonly string[];
  readonly ports?: readonly ServicePort[] | null;
  readonly externalName?: string;
  readonly selector?: Readonly<Record<string, string>>;
  readonly sessionAffinity?: string;
  readonly sessionAffinityConfig?: { readonly clientIP?: { readonly timeoutSeconds?: number } };
  readonly externalIPs?: readonly string[];
  readonly externalTrafficPolicy?: string;
  readonly internalTrafficPolicy?: string;
  readonly loadBalancerSourceRanges?: readonly string[];
  readonly loadBalancerIP?: string;
  readonly loadBalancerClass?: string;
  readonly healthCheckNodePort?: number;
  readonly allocateLoadBalancerNodePorts?: boolean;
  readonly ipFamilies?: readonly string[];
  readonly ipFamilyPolicy?: string;
  readonly topologyKeys?: readonly string[];
  readonly trafficDistribution?: string;
}

export const NONE = 'None';

export const specOf = (object: KubeObject): ServiceSpec => (object['spec'] ?? {}) as ServiceSpec;

/** The spec with some fields replaced, and without those that are undefined. */
export function withFields(spec: ServiceSpec, fields: { readonly [Field in keyof ServiceSpec]?: ServiceSpec[Field] | undefined }): ServiceSpec {
  return Object.fromEntries(Object.entries({ ...spec, ...fields }).filter(([, value]) => value !== undefined)) as ServiceSpec;
}

export const needsClusterIp = ({ type }: ServiceSpec): boolean => type !== 'ExternalName';
export const isHeadless = ({ clusterIPs = [] }: ServiceSpec): boolean => clusterIPs.length === 1 && clusterIPs[0] === NONE;
export const hasNodePorts = ({ type }: ServiceSpec): boolean => type === 'NodePort' || type === 'LoadBalancer';
export const needsHealthCheck = ({ type, externalTrafficPolicy }: ServiceSpec): boolean => type === 'LoadBalancer' && externalTrafficPolicy === 'Local';
export const isExternallyAccessible = (spec: ServiceSpec): boolean => hasNodePorts(spec) || (spec.type === 'ClusterIP' && (spec.externalIPs ?? []).length > 0);

/** A load balancer may do without node ports. */
export const wantsNodePorts = (spec: ServiceSpec): boolean =>
  spec.type === 'NodePort' || (spec.type === 'LoadBalancer' && spec.allocateLoadBalancerNodePorts !== false);

export const nodePortsOf = ({ ports }: ServiceSpec): readonly number[] => (ports ?? []).flatMap(({ nodePort = 0 }) => (nodePort === 0 ? [] : [nodePort]));

/** A list that is missing and one that is empty are alike. */
export const sameLists = (a: readonly string[] | undefined, b: readonly string[] | undefined): boolean => encodeJson(a ?? []) === encodeJson(b ?? []);
