import type { AdmissionAttributes } from '../api/admission';
import type { KubeObject } from '../api/objects';

/** How a refusal names the object: one that has no name yet goes by its generateName, or is Unknown. Upstream: k8s.io/apiserver/pkg/admission/errors.go */
export const objectName = ({ name }: AdmissionAttributes, object: KubeObject | undefined): string =>
  name || object?.metadata.name || object?.metadata.generateName || 'Unknown';
