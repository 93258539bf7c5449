/** What plugins about certificates ask of signers. After pkg/certauthorization of k8s.io/kubernetes. */
import { resourceAttributes } from '../apimachinery/attributes';
import type { AdmissionAttributes } from '../api/admission';
import type { Authorizer } from '../api/authorizer';
import type { Identity } from '../api/identity';
import type { KubeObject } from '../api/objects';

export const isOfSigningRequest = ({ resource }: AdmissionAttributes): boolean =>
  resource.group === 'certificates.k8s.io' && resource.resource === 'certificatesigningrequests';

/** The signer that an object names; '' if none. */
export const signerOf = (object: KubeObject): string => ((object['spec'] ?? {}) as { readonly signerName?: string }).signerName ?? '';

/** Whether the user has the verb on the signer itself or on `domain/*`. An error of an authorizer counts as no. */
export async function maySignerBe(verb: 'approve' | 'sign' | 'attest', signer: string, user: Identity, authorizer: Authorizer): Promise<boolean> {
  const [domain = ''] = signer.split('/');
  for (const name of [signer, `${domain}/*`]) {
    const { decision, error } = await authorizer.authorize(resourceAttributes({ user, verb, name, apiGroup: 'certificates.k8s.io', resource: 'signers' }));
    if (decision === 'Allow' && error === undefined) return true;
  }
  return false;
}
