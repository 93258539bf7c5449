/** A node that asks for a certificate of a kubelet asks for one of its own; what else the certificate says is the signer's concern. */
import { certificateRequestOf } from '../../registry/kinds/certificates/certificate-signing-request/certificate-request';
import { refused } from '../refusal';
import type { NodeRequest } from './node-request';

const OF_KUBELETS: readonly (string | undefined)[] = ['kubernetes.io/kubelet-serving', 'kubernetes.io/kube-apiserver-client-kubelet'];

export function checkCertificateSigningRequest({ node, attributes, version }: NodeRequest): void {
  const { operation, object } = attributes;
  if (operation !== 'CREATE' || !version.has('kubeletCertificatesNameTheirNode')) return;
  const { signerName, request = '' } = (object?.['spec'] ?? {}) as { readonly signerName?: string; readonly request?: string };
  if (!OF_KUBELETS.includes(signerName)) return;
  const asked = certificateRequestOf(request);
  if (typeof asked === 'string') throw refused(attributes, `unable to parse csr: ${asked}`);
  if (asked.commonName !== `system:node:${node}`) throw refused(attributes, `can only create a node CSR with CN=system:node:${node}`);
}
