/**
 * ClusterTrustBundleAttest: who writes a ClusterTrustBundle of a signer needs the verb attest on that signer, or on all signers of its
 * domain. Upstream: plugin/pkg/admission/certificates/ctbattest/admission.go
 */
import type { AdmissionPlugin } from '../../api/admission';
import { quote } from '../../golang/quote';
import { changesOnlyGarbageCollectorFields } from '../../registry/kinds/rbac/garbage-collector-fields';
import type { PluginContext } from '../plugin-context';
import { refused } from '../refusal';
import { maySignerBe, signerOf } from '../signers';

export const createClusterTrustBundleAttest = ({ authorizer, options: { version } }: PluginContext): AdmissionPlugin => ({
  name: 'ClusterTrustBundleAttest',
  handles: (operation) => (operation === 'CREATE' || operation === 'UPDATE') && version.has('clusterTrustBundles'),
  async validate(attributes) {
    const { object, oldObject, user, resource } = attributes;
    if (resource.group !== 'certificates.k8s.io' || resource.resource !== 'clustertrustbundles' || object === undefined) return;
    const signer = signerOf(object);
    if (signer === '' || (oldObject !== undefined && changesOnlyGarbageCollectorFields(object, oldObject))) return;
    if (await maySignerBe('attest', signer, user, authorizer)) return;
    throw refused(attributes, `user not permitted to attest for signerName ${quote(signer)}`);
  },
});
