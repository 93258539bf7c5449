/**
 * A ServiceCIDR is ready once it has the finalizer that keeps it, and stays until no IPAddress is left that is in it alone.
 * Upstream: pkg/controller/servicecidrs/servicecidrs_controller.go. It waits ten seconds more for allocators of other servers.
 */
import { addressRange, isUsable, type AddressRange } from '../engine/apimachinery/address-ranges';
import type { KubeObject } from '../engine/api/objects';
import { isTerminating, type Controller, type ControllerContext } from './controller';
import { STRATEGIC_MERGE_PATCH } from './client';

const SERVICE_CIDRS = '/apis/networking.k8s.io/v1/servicecidrs';
const IP_ADDRESSES = '/apis/networking.k8s.io/v1/ipaddresses';
const NAME = 'service-cidr-controller';
const FINALIZER = 'networking.k8s.io/service-cidr-finalizer';
const APPLY = 'application/apply-patch+yaml';
const HELD = 'There are still IPAddresses referencing the ServiceCIDR, please remove them or create a new ServiceCIDR';

interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason: string;
  readonly message: string;
}

const rangesOf = ({ spec }: KubeObject): readonly AddressRange[] =>
  ((spec as { readonly cidrs?: readonly string[] } | undefined)?.cidrs ?? []).flatMap((cidr) => addressRange(cidr) ?? []);

const contains = (outer: AddressRange, inner: AddressRange): boolean =>
  outer.family === inner.family && outer.base <= inner.base && outer.base + outer.size >= inner.base + inner.size;

/** Reports whether an address would be in no range without it. */
function isNeeded(cidr: KubeObject, { informer }: ControllerContext): boolean {
  const others = informer(SERVICE_CIDRS)
    .list()
    .filter(({ metadata }) => metadata.name !== cidr.metadata.name)
    .flatMap(rangesOf);
  if (rangesOf(cidr).every((range) => others.some((other) => contains(other, range)))) return false;
  const addresses = informer(IP_ADDRESSES)
    .list()
    .filter(({ metadata }) => metadata.labels?.['ipaddress.kubernetes.io/managed-by'] === 'ipallocator.k8s.io')
    .map(({ metadata }) => metadata.name ?? '');
  return addresses.some((address) => rangesOf(cidr).some((range) => isUsable(range, address)) && !others.some((range) => isUsable(range, address)));
}

async function report(cidr: KubeObject, condition: Condition, { client }: ControllerContext): Promise<void> {
  const { conditions = [] } = (cidr['status'] ?? {}) as { readonly conditions?: readonly Condition[] };
  const known = conditions.find(({ type }) => type === condition.type);
  if (known?.status === condition.status && known.reason === condition.reason && known.message === condition.message) return;
  const { name = '' } = cidr.metadata;
  const lastTransitionTime = new Date().toISOString().replace(/\.\d+/, '');
  await client.request(
    'PATCH',
    `${SERVICE_CIDRS}/${name}/status?fieldManager=${NAME}&force=true`,
    { kind: 'ServiceCIDR', apiVersion: 'networking.k8s.io/v1', metadata: { name }, status: { conditions: [{ ...condition, lastTransitionTime }] } },
    APPLY,
  );
}

export const serviceCidrController: Controller = {
  name: NAME,
  alias: NAME,
  watches: {
    [SERVICE_CIDRS]: ({ type, object }) => (type === 'DELETED' ? [] : [object.metadata.name ?? '']),
    [IP_ADDRESSES]: (_, { informer }) =>
      informer(SERVICE_CIDRS)
        .list()
        .filter(isTerminating)
        .map(({ metadata }) => metadata.name ?? ''),
  },
  async reconcile(name, context) {
    const cidr = context.informer(SERVICE_CIDRS).get(name);
    if (cidr === undefined) return;
    const path = `${SERVICE_CIDRS}/${name}`;
    const { finalizers = [] } = cidr.metadata;
    if (isTerminating(cidr)) {
      if (isNeeded(cidr, context)) await report(cidr, { type: 'Ready', status: 'False', reason: 'Terminating', message: HELD }, context);
      else if (finalizers.includes(FINALIZER))
        await context.client.request('PATCH', path, { metadata: { '$deleteFromPrimitiveList/finalizers': [FINALIZER] } }, STRATEGIC_MERGE_PATCH);
      return;
    }
    if (!finalizers.includes(FINALIZER)) await context.client.request('PATCH', path, { metadata: { finalizers: [FINALIZER] } }, STRATEGIC_MERGE_PATCH);
    await report(cidr, { type: 'Ready', status: 'True', reason: '', message: 'Kubernetes Service CIDR is ready' }, context);
  },
};
