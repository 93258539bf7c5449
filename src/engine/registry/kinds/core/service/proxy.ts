/**
 * services/proxy: a request to one of the pods behind a Service. After ResourceLocation of k8s.io/kubernetes/pkg/registry/core/service/storage
 * and, by slices, RandomEndpoint of k8s.io/apiserver/pkg/util/proxy/proxy.go.
 */
import { randomInt } from 'node:crypto';
import type { HandlerResult } from '../../../../api/registry';
import type { KubeObject } from '../../../../api/objects';
import { quote } from '../../../../golang/quote';
import { own } from '../../../../golang/map';
import { badRequest, notFound, StatusError } from '../../../../errors/status-error';
import { forward, pathBehindProxy, queryOf } from '../../../../proxy/forward';
import { invalidRequest, splitSchemeNamePort } from '../../../../proxy/kubelet-location';
import { UNVERIFIED } from '../../../../proxy/location';
import { admitConnection } from '../../../generic/connection-options';
import { qualifiedResource, type RequestScope } from '../../../generic/request-scope';
import { stored } from '../../../generic/get';

const ENDPOINTS = { group: '', resource: 'endpoints' };
const SLICES = { group: 'discovery.k8s.io', resource: 'endpointslices' };
const PODS = { group: '', resource: 'pods' };
const SERVICE_NAME = 'kubernetes.io/service-name';

interface Port {
  readonly name?: string;
  readonly port?: number;
}
interface Reference {
  readonly namespace?: string;
  readonly name?: string;
}
interface Subset {
  readonly addresses?: readonly { readonly ip: string; readonly targetRef?: Reference }[];
  readonly ports?: readonly Port[];
}
interface Slice extends KubeObject {
  readonly endpoints?:
    readonly { readonly addresses: readonly string[]; readonly targetRef?: Reference; readonly conditions?: { readonly ready?: boolean } }[] | null;
  readonly ports?: readonly Port[] | null;
}

interface Candidate {
  readonly host: string;
  readonly port: number;
  readonly pod: Reference | undefined;
}

const noEndpoints = (service: string): StatusError => new StatusError(503, 'ServiceUnavailable', `no endpoints available for service ${quote(service)}`);

/** The name of the port that is meant, where it may be named by its number. Throws where the Service does not have the number. */
function portName(scope: RequestScope, service: string, port: string): string {
  if (!/^[-+]?\d+$/.test(port)) return port;
  const { ports = [] } = (stored({ ...scope, name: service })['spec'] ?? {}) as { readonly ports?: readonly Port[] };
  const found = ports.find((candidate) => candidate.port === Number(port));
  if (found === undefined) throw new StatusError(503, 'ServiceUnavailable', `no service port ${Number(port)} found for service ${quote(service)}`);
  return found.name ?? '';
}

/** Only addresses of pods that are there count. */
function isOfPod({ context, namespace }: RequestScope, { host, pod }: Candidate): boolean {
  if (pod?.name === undefined || pod.namespace !== namespace) return false;
  const { podIPs = [] } = (context.storage.get(PODS, namespace, pod.name)?.['status'] ?? {}) as { readonly podIPs?: readonly { readonly ip?: string }[] };
  return podIPs.some(({ ip }) => ip === host);
}

function ofSubsets(subsets: readonly Subset[], port: string): readonly Candidate[] {
  return subsets.flatMap(({ addresses = [], ports = [] }) =>
    ports
      .filter(({ name = '' }) => name === port)
      .flatMap((found) => addresses.map(({ ip, targetRef }) => ({ host: ip, port: found.port ?? 0, pod: targetRef }))),
  );
}

function ofSlices(slices: readonly Slice[], port: string): readonly Candidate[] {
  return slices.flatMap(({ endpoints, ports }) =>
    (ports ?? [])
      .filter((found) => found.port !== undefined && (found.name ?? '') === port)
      .flatMap((found) =>
        (endpoints ?? [])
          .filter(({ conditions }) => conditions?.ready !== false)
          .map(({ addresses: [host = ''], targetRef }) => ({ host, port: found.port ?? 0, pod: targetRef })),
      ),
  );
}

/** Those of the port, and how the Service is called where none of them is a pod's. */
function candidates(scope: RequestScope, service: string, port: string): { readonly all: readonly Candidate[]; readonly missed: string } {
  const { context, namespace, name } = scope;
  if (context.options.version.has('proxyByEndpointSlices')) {
    const slices = context.storage.list(SLICES, namespace).filter(({ metadata }) => own(metadata.labels, SERVICE_NAME) === service);
    return { all: ofSlices(slices as readonly Slice[], port), missed: service };
  }
  const endpoints = context.storage.get(ENDPOINTS, namespace, service);
  if (endpoints === undefined) throw notFound(qualifiedResource(scope), service);
  const subsets = (endpoints['subsets'] ?? []) as readonly Subset[];
  return { all: ofSubsets(subsets, port), missed: subsets.length === 0 ? service : name };
}

export async function connectService(scope: RequestScope): Promise<HandlerResult> {
  await admitConnection(scope, 'ServiceProxyOptions');
  const { call, context } = scope;
  const id = splitSchemeNamePort(scope.name);
  if (id === undefined) throw badRequest(invalidRequest('service', scope.name));
  const { all, missed } = candidates(scope, id.name, portName(scope, id.name, id.port));
  const good = all.filter((candidate) => isOfPod(scope, candidate));
  const chosen = good.length === 0 ? undefined : good[randomInt(good.length)];
  if (chosen === undefined) throw noEndpoints(missed);
  const place = { scheme: id.scheme, host: chosen.host, port: String(chosen.port), tls: UNVERIFIED };
  return forward(call, context.options, { ...place, path: pathBehindProxy(call), query: queryOf(call) });
}
