/** PersistentVolumes and PersistentVolumeClaims are born pending. After k8s.io/kubernetes/pkg/registry/core/persistentvolume{,claim}. */
import { now } from '../generic/system-fields';
import type { Strategy } from '../strategy';
import { withStatusOfOld } from './status-and-generation';

const pending: Strategy = {
  prepareForCreate: (object) => ({ ...object, status: { phase: 'Pending' } }),
  prepareForUpdate: withStatusOfOld,
  returnsDeletedObject: () => true,
};

export const persistentVolumes: Strategy = {
  ...pending,
  prepareForCreate: (object, _call, { options }) => ({
    ...object,
    status: { phase: 'Pending', ...(options.version.has('volumePhaseTimes') && { lastPhaseTransitionTime: now() }) },
  }),
};
export const persistentVolumeClaims: Strategy = pending;
