/**
 * CertificateApproval: who approves or denies a CertificateSigningRequest needs the verb approve on its signer, or on all signers of
 * the signer's domain. Upstream: plugin/pkg/admission/certificates/approval/admission.go
 */
import type { AdmissionPlugin } from '../../api/admission';
import { quote } from '../../golang/quote';
import { refused } from '../refusal';
import { isOfSigningRequest, maySignerBe, signerOf } from '../signers';
import type { PluginContext } from '../plugin-context';

export const createCertificateApproval = ({ authorizer }: PluginContext): AdmissionPlugin => ({
  name: 'CertificateApproval',
  handles: (operation) => operation === 'UPDATE',
  async validate(attributes) {
    const { oldObject, user, subresource } = attributes;
    if (!isOfSigningRequest(attributes) || subresource !== 'approval' || oldObject === undefined) return;
    const signer = signerOf(oldObject);
    if (await maySignerBe('approve', signer, user, authorizer)) return;
    throw refused(attributes, `user not permitted to approve requests with signerName ${quote(signer)}`);
  },
});
