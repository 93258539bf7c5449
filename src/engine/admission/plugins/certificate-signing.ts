/**
 * CertificateSigning: who puts a certificate or a condition into the status of a CertificateSigningRequest needs the verb sign on its
 * signer, or on all signers of the signer's domain. Upstream: plugin/pkg/admission/certificates/signing/admission.go
 */
import type { AdmissionPlugin } from '../../api/admission';
import type { KubeObject } from '../../api/objects';
import { encodeJson } from '../../golang/json';
import { quote } from '../../golang/quote';
import type { PluginContext } from '../plugin-context';
import { refused } from '../refusal';
import { isOfSigningRequest, maySignerBe, signerOf } from '../signers';

interface Status {
  readonly certificate?: string;
  readonly conditions?: readonly object[];
}

const signedIn = (request: KubeObject): string => {
  const { certificate = '', conditions = [] } = (request['status'] ?? {}) as Status;
  return encodeJson({ certificate, conditions });
};

export const createCertificateSigning = ({ authorizer }: PluginContext): AdmissionPlugin => ({
  name: 'CertificateSigning',
  handles: (operation) => operation === 'UPDATE',
  async validate(attributes) {
    const { object, oldObject, user, subresource } = attributes;
    if (!isOfSigningRequest(attributes) || subresource !== 'status' || object === undefined || oldObject === undefined) return;
    if (signedIn(object) === signedIn(oldObject)) return;
    const signer = signerOf(oldObject);
    if (await maySignerBe('sign', signer, user, authorizer)) return;
    throw refused(attributes, `user not permitted to sign requests with signerName ${quote(signer)}`);
  },
});
