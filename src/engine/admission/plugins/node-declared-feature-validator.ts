/**
 * NodeDeclaredFeatureValidator: a change of a pod on a node needs what the node says it can do in status.declaredFeatures; so does a device of a
 * ResourceSlice whose resources count as the node's own. Upstream: plugin/pkg/admission/nodedeclaredfeatures/admission.go, with the
 * features of k8s.io/component-helpers/nodedeclaredfeatures/features.
 */
import type { PodSpec } from 'kubernetes-types/core/v1';
import type { AdmissionAttributes, AdmissionPlugin } from '../../api/admission';
import type { KubeObject } from '../../api/objects';
import { encodeJson } from '../../golang/json';
import { quote } from '../../golang/quote';
import { compareQuantities } from '../../registry/generic/validation/quantities';
import { NODES, podWithChangedSpec } from '../changed-pod';
import { podSpec } from '../pod';
import type { PluginContext } from '../plugin-context';
import { refused } from '../refusal';
import { placesOfDevices } from '../resource-slices';

interface Node extends KubeObject {
  readonly status?: { readonly declaredFeatures?: readonly string[] };
}
type IsRequired = (spec: PodSpec, old: PodSpec) => boolean;

const resourcesOf = (owner: object | undefined): string => encodeJson((owner as { readonly resources?: object } | undefined)?.resources ?? {});
const isSidecar = (container: object): boolean => (container as { readonly restartPolicy?: string }).restartPolicy === 'Always';

/** The volume in memory whose size changes. */
const resizesMemory: IsRequired = ({ volumes = [] }, { volumes: old = [] }) =>
  volumes.length === old.length &&
  volumes.some(({ name, emptyDir }, index) => {
    const before = old[index];
    const [size, sizeBefore] = [emptyDir?.sizeLimit, before?.emptyDir?.sizeLimit];
    if (name !== before?.name || emptyDir?.medium !== 'Memory' || size === undefined || sizeBefore === undefined) return false;
    return compareQuantities(size, sizeBefore) !== 0;
  });

/** Which feature an update of a pod needs, by the names of features. A version that does not know a feature needs it for nothing. */
const NEEDS: readonly (readonly [feature: string, needs: IsRequired])[] = [
  ['InPlacePodLevelResourcesVerticalScaling', (spec, old) => resourcesOf(spec) !== resourcesOf(old)],
  [
    'InPlacePodVerticalScalingInitContainers',
    ({ initContainers = [] }, { initContainers: old = [] }) =>
      old.some((container, index) => !isSidecar(container) && resourcesOf(container) !== resourcesOf(initContainers[index])),
  ],
  ['InPlacePodVerticalScalingMemoryBackedVolumes', resizesMemory],
];

const ALLOCATABLE = 'DRANodeAllocatableResources';

export const createNodeDeclaredFeatureValidator = ({ options: { version }, storage }: PluginContext): AdmissionPlugin => {
  const validatePod = (attributes: AdmissionAttributes): void => {
    const { operation, subresource, oldObject } = attributes;
    const pod = operation === 'UPDATE' && (subresource === '' || subresource === 'resize') ? podWithChangedSpec(attributes) : undefined;
    if (pod === undefined || oldObject === undefined) return;
    const [spec, old] = [podSpec(pod), podSpec(oldObject)];
    const needed = NEEDS.filter(([feature, needs]) => version.isEnabled(feature) !== undefined && needs(spec, old)).map(([feature]) => feature);
    if (needed.length === 0) return;
    const name = spec.nodeName ?? '';
    const node = storage.get(NODES, '', name) as Node | undefined;
    if (node === undefined) throw refused(attributes, `node ${quote(name)} not found`);
    const missing = needed.filter((feature) => node.status?.declaredFeatures?.includes(feature) !== true);
    if (missing.length === 0) return;
    throw refused(attributes, `pod update requires features ${missing.join(', ')} which are not available on node ${quote(name)}`);
  };

  const validateSlice = (attributes: AdmissionAttributes): void => {
    for (const place of placesOfDevices(attributes.object, storage)) {
      if (place.missing !== undefined) throw refused(attributes, place.missing);
      const unable = (place.nodes as readonly Node[]).find(({ status }) => status?.declaredFeatures?.includes(ALLOCATABLE) !== true);
      if (unable !== undefined) throw refused(attributes, `node ${quote(unable.metadata.name ?? '')} does not support ${ALLOCATABLE} feature`);
    }
  };

  return {
    name: 'NodeDeclaredFeatureValidator',
    handles: (operation) => (operation === 'CREATE' || operation === 'UPDATE') && version.isEnabled('NodeDeclaredFeatures') === true,
    validate(attributes) {
      const { group, resource } = attributes.resource;
      if (group === '' && resource === 'pods') validatePod(attributes);
      const isSlice = group === 'resource.k8s.io' && resource === 'resourceslices';
      if (isSlice && version.has('slicesNeedNodeFeatures') && version.isEnabled(ALLOCATABLE) === true) validateSlice(attributes);
    },
  };
};
