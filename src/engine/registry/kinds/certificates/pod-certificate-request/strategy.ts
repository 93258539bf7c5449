/** PodCertificateRequests. After k8s.io/kubernetes/pkg/registry/certificates/podcertificaterequest/strategy.go. */
import { validatePodCertificateRequest, validatePodCertificateRequestUpdate, validatePodCertificateStatus } from './validation';
import type { Strategy } from '../../../generic/strategy';
import { withStatus } from '../../../generic/status-and-generation';

/** A pod's requests are selected by the node it runs on. */
export const podCertificateRequests: Strategy = withStatus({
  validate: validatePodCertificateRequest,
  validateUpdate: validatePodCertificateRequestUpdate,
  status: { validate: validatePodCertificateStatus },
  allowUnconditionalUpdate: false,
  selectableFields: () => ['metadata.name', 'metadata.namespace', 'spec.signerName', 'spec.podName', 'spec.nodeName'],
  fields: (object) => {
    const { signerName = '', podName = '', nodeName = '' } = (object['spec'] ?? {}) as Readonly<Record<string, string>>;
    return { 'spec.signerName': signerName, 'spec.podName': podName, 'spec.nodeName': nodeName };
  },
});
