/**
 * PodGroupProtection: a new PodGroup carries a finalizer that keeps it while pods refer to it, where the feature gate GenericWorkload is on.
 * Upstream: plugin/pkg/admission/scheduling/podgroupprotection/admission.go
 */
import type { AdmissionPlugin } from '../../api/admission';
import { withMeta } from '../../storage/object-meta';
import type { PluginContext } from '../plugin-context';
import { isPodGroup } from '../pod-groups';

const FINALIZER = 'scheduling.k8s.io/podgroup-protection';

export const createPodGroupProtection = ({ options: { version } }: PluginContext): AdmissionPlugin => ({
  name: 'PodGroupProtection',
  handles: (operation) => operation === 'CREATE' && version.isEnabled('GenericWorkload') === true,
  admit(attributes) {
    const { object } = attributes;
    if (object === undefined || !isPodGroup(attributes)) return object;
    const { finalizers = [] } = object.metadata;
    return finalizers.includes(FINALIZER) ? object : withMeta(object, { finalizers: [...finalizers, FINALIZER] });
  },
});
