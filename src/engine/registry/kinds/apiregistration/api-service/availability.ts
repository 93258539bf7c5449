/**
 * Whether the backends of APIServices are there. A backend that looks reachable is never asked: this server does not pass requests on,
 * so that it stays unavailable. After k8s.io/kube-aggregator/pkg/controllers/status and pkg/apis/apiregistration/v1/helper.
 */
import type { KubeObject } from '../../../../api/objects';
import { quote } from '../../../../golang/quote';
import { withMeta } from '../../../../storage/object-meta';
import type { RegistryContext } from '../../../generic/context';
import { now } from '../../../generic/system-fields';
import { specOf as serviceSpecOf } from '../../core/service/spec';

interface Reference {
  readonly namespace?: string;
  readonly name?: string;
  readonly port?: number;
}
interface ApiServiceSpec {
  readonly group?: string;
  readonly version?: string;
  readonly service?: Reference;
  readonly groupPriorityMinimum?: number;
  readonly versionPriority?: number;
}
interface Condition {
  readonly type: string;
  readonly status: string;
  readonly lastTransitionTime: string;
  readonly reason: string;
  readonly message: string;
}
type Finding = Pick<Condition, 'reason' | 'message'>;

const API_SERVICES = { group: 'apiregistration.k8s.io', resource: 'apiservices' };
const SERVICES = { group: '', resource: 'services' };
const ENDPOINTS = { group: '', resource: 'endpoints' };
const SLICES = { group: 'discovery.k8s.io', resource: 'endpointslices' };

export const apiServiceSpec = (object: KubeObject): ApiServiceSpec => (object['spec'] ?? {}) as ApiServiceSpec;

/** The APIServices that clients have made, as opposed to those of the server's own groups. */
export const madeApiServices = ({ storage }: RegistryContext): readonly KubeObject[] =>
  storage.list(API_SERVICES).filter(({ metadata }) => metadata.labels?.['kube-aggregator.kubernetes.io/automanaged'] === undefined);

/** What is served by the server itself is there at once. */
export const withLocalCondition = (object: KubeObject): KubeObject => {
  if (apiServiceSpec(object).service !== undefined) return object;
  return withCondition(object, 'True', { reason: 'Local', message: 'Local APIServices are always available' });
};

function withCondition(object: KubeObject, status: string, { reason, message }: Finding): KubeObject {
  const { conditions = [] } = (object['status'] ?? {}) as { readonly conditions?: readonly Condition[] };
  const known = conditions.find(({ type }) => type === 'Available');
  if (known?.status === status && known.reason === reason && known.message === message) return object;
  const lastTransitionTime = known?.status === status ? known.lastTransitionTime : now();
  return {
    ...object,
    status: { conditions: [...conditions.filter(({ type }) => type !== 'Available'), { type: 'Available', status, lastTransitionTime, reason, message }] },
  };
}

interface Port {
  readonly name?: string;
}
interface Subset {
  readonly addresses?: readonly unknown[];
  readonly ports?: readonly Port[];
}
interface Slice {
  readonly endpoints?: readonly { readonly conditions?: { readonly ready?: boolean } }[];
  readonly ports?: readonly Port[];
}

const named = (ports: readonly Port[] | undefined, port: string): boolean => (ports ?? []).some(({ name = '' }) => name === port);

/** Why no endpoint of the Service answers at the port. */
function endpointsMissing(namespace: string, name: string, port: string, { options, storage }: RegistryContext): Finding | undefined {
  const place = `service/${name} in ${quote(namespace)}`;
  const bySlices = options.version.has('apiServicesByEndpointSlices');
  const what = bySlices ? 'endpointslices' : 'endpoints';
  const slices = storage.list(SLICES, namespace).filter(({ metadata }) => metadata.labels?.['kubernetes.io/service-name'] === name);
  const endpoints = storage.get(ENDPOINTS, namespace, name);
  const isThere = bySlices ? slices.length > 0 : endpoints !== undefined;
  if (!isThere) return { reason: 'EndpointsNotFound', message: `cannot find ${what} for ${place}` };
  const answers = bySlices
    ? slices.some((slice) => {
        const { endpoints: all = [], ports } = slice as unknown as Slice;
        return named(ports, port) && all.some(({ conditions }) => conditions?.ready !== false);
      })
    : ((endpoints?.['subsets'] ?? []) as readonly Subset[]).some(({ addresses = [], ports }) => addresses.length > 0 && named(ports, port));
  return answers ? undefined : { reason: 'MissingEndpoints', message: `${what} for ${place} have no addresses with port name ${quote(port)}` };
}

function unavailable({ group = '', version = '', service = {} }: ApiServiceSpec, context: RegistryContext): Finding {
  const { namespace = '', name = '', port = 443 } = service;
  const place = `service/${name} in ${quote(namespace)}`;
  const found = context.storage.get(SERVICES, namespace, name);
  if (found === undefined) return { reason: 'ServiceNotFound', message: `${place} is not present` };
  const { type, ports, clusterIP = '', externalName = '' } = serviceSpecOf(found);
  if (type === 'ClusterIP') {
    const listening = (ports ?? []).find((candidate) => candidate.port === port);
    if (listening === undefined) return { reason: 'ServicePortError', message: `${place} is not listening on port ${port}` };
    const missing = endpointsMissing(namespace, name, listening.name ?? '', context);
    if (missing !== undefined) return missing;
  }
  const url = `https://${type === 'ExternalName' ? externalName : clusterIP}:${port}/apis/${group}/${version}`;
  return { reason: 'FailedDiscoveryCheck', message: `failing or missing response from ${url}: Get ${quote(url)}: context deadline exceeded` };
}

/** Brings the conditions of APIServices with backends up to date. */
export function keepAvailability(context: RegistryContext): void {
  for (const object of madeApiServices(context)) {
    const spec = apiServiceSpec(object);
    if (spec.service === undefined) continue;
    const changed = withCondition(object, 'False', unavailable(spec, context));
    if (changed !== object) context.storage.put(API_SERVICES, withMeta(changed, {}));
  }
}
