/** storage.k8s.io: DELETE answers with the object. After k8s.io/kubernetes/pkg/registry/storage. */
import type { Strategy } from '../strategy';
import { withStatus } from './status-and-generation';

const returning: Strategy = { returnsDeletedObject: () => true };
const conditional: Strategy = { ...returning, allowUnconditionalUpdate: false };

export const storageResources: Readonly<Record<string, Strategy>> = {
  'storage.k8s.io/storageclasses': returning,
  'storage.k8s.io/volumeattributesclasses': returning,
  'storage.k8s.io/csidrivers': conditional,
  'storage.k8s.io/csinodes': conditional,
  'storage.k8s.io/csistoragecapacities': { allowUnconditionalUpdate: false },
  'storage.k8s.io/volumeattachments': { ...withStatus(), ...conditional },
};
