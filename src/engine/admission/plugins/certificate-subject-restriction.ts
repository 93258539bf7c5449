/**
 * CertificateSubjectRestriction: the signer of client certificates signs for no one in system:masters, whom nothing restricts and
 * whose certificate cannot be withdrawn. Upstream: plugin/pkg/admission/certificates/subjectrestriction/admission.go
 */
import type { AdmissionPlugin } from '../../api/admission';
import { certificateRequestOf } from '../../registry/kinds/certificates/certificate-signing-request/certificate-request';
import { refused } from '../refusal';
import { isOfSigningRequest, signerOf } from '../signers';

const RESTRICTED = 'kubernetes.io/kube-apiserver-client';

export const createCertificateSubjectRestriction = (): AdmissionPlugin => ({
  name: 'CertificateSubjectRestriction',
  handles: (operation) => operation === 'CREATE',
  validate(attributes) {
    const { object, subresource } = attributes;
    if (!isOfSigningRequest(attributes) || subresource !== '' || object === undefined || signerOf(object) !== RESTRICTED) return;
    const { request = '' } = object['spec'] as { readonly request?: string };
    const parsed = certificateRequestOf(request);
    if (typeof parsed === 'string') throw refused(attributes, `failed to parse CSR: ${parsed}`);
    if (parsed.organizations.includes('system:masters')) throw refused(attributes, `use of ${RESTRICTED} signer with system:masters group is not allowed`);
  },
});
