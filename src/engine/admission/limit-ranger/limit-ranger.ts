/**
 * LimitRanger: what pods and claims of a namespace ask for stays within each LimitRange of it; containers that say nothing get its
 * defaults, with an annotation that says so. Upstream: plugin/pkg/admission/limitranger/admission.go
 */
import type { LimitRangeItem } from 'kubernetes-types/core/v1';
import type { AdmissionAttributes, AdmissionPlugin } from '../../api/admission';
import type { KubeObject } from '../../api/objects';
import { aggregate } from '../../errors/field-error';
import { requestsOfClaim } from '../claims';
import { podSpec } from '../pod';
import type { PluginContext } from '../plugin-context';
import { podResources, podResourcesIfAllSay } from '../pod-resources';
import type { Version } from '../../versions';
import type { Quantities, Resources } from '../quantities';
import { refused } from '../refusal';
import { maximumComplaint, maximumRequestComplaint, minimumComplaint, ratioComplaint, type Limit } from './constraints';
import { withDefaults } from './defaults';

const LIMIT_RANGES = { group: '', resource: 'limitranges' };

type Complaints = readonly string[];
type Check = (limit: Limit, resources: Resources) => string | undefined;

const limitsOf = (range: KubeObject): readonly LimitRangeItem[] => ((range['spec'] ?? {}) as { readonly limits?: readonly LimitRangeItem[] }).limits ?? [];

const checked = (type: string, quantities: Quantities | undefined, check: Check, resources: Resources): Complaints =>
  Object.entries(quantities ?? {}).flatMap(([resource, enforced]) => check({ type, resource, enforced }, resources) ?? []);

const checkedPod = ({ type, min, max, maxLimitRequestRatio }: LimitRangeItem, resources: Resources): Complaints => [
  ...checked(type, min, minimumComplaint, resources),
  ...checked(type, max, maximumComplaint, resources),
  ...checked(type, maxLimitRequestRatio, ratioComplaint, resources),
];

function podComplaints(pod: KubeObject, item: LimitRangeItem, version: Version): Complaints {
  if (item.type === 'Pod') return checkedPod(item, version.has('podsSummedIfAllSay') ? podResourcesIfAllSay(podSpec(pod)) : podResources(podSpec(pod)));
  if (item.type !== 'Container') return [];
  const { containers, initContainers = [] } = podSpec(pod);
  return [...containers, ...initContainers].flatMap(({ resources: { requests = {}, limits = {} } = {} }) => checkedPod(item, { requests, limits }));
}

function claimComplaints(claim: KubeObject, { type, min, max }: LimitRangeItem): Complaints {
  if (type !== 'PersistentVolumeClaim') return [];
  const resources = { requests: requestsOfClaim(claim), limits: {} };
  return [...checked(type, min, minimumComplaint, resources), ...checked(type, max, maximumRequestComplaint, resources)];
}

const isResize = ({ kind, subresource, operation }: AdmissionAttributes): boolean =>
  kind.group === '' && kind.kind === 'Pod' && subresource === 'resize' && operation === 'UPDATE';

/** A pod that is there is not looked at again, unless it is resized; nor is what is being deleted. */
function isConcerned(attributes: AdmissionAttributes): attributes is AdmissionAttributes & { readonly object: KubeObject } {
  const { kind, subresource, operation, object, oldObject } = attributes;
  if (object === undefined || kind.group !== '' || oldObject?.metadata.deletionTimestamp !== undefined) return false;
  if (isResize(attributes)) return true;
  if (subresource !== '') return false;
  return kind.kind === 'PersistentVolumeClaim' || (kind.kind === 'Pod' && operation === 'CREATE');
}

export const createLimitRanger = ({ storage, options: { version } }: PluginContext): AdmissionPlugin => ({
  name: 'LimitRanger',
  handles: (operation) => operation === 'CREATE' || operation === 'UPDATE',
  admit(attributes) {
    if (!isConcerned(attributes) || attributes.resource.resource !== 'pods') return attributes.object;
    return storage.list(LIMIT_RANGES, attributes.namespace).reduce((pod, range) => withDefaults(pod, limitsOf(range)), attributes.object);
  },
  validate(attributes) {
    if (!isConcerned(attributes)) return;
    const { object, resource, namespace } = attributes;
    const complaintsAbout = resource.resource === 'pods' ? podComplaints : claimComplaints;
    for (const range of storage.list(LIMIT_RANGES, namespace)) {
      const complaints = limitsOf(range).flatMap((item) => complaintsAbout(object, item, version));
      if (complaints.length > 0) throw refused(attributes, aggregate(complaints));
    }
  },
});
