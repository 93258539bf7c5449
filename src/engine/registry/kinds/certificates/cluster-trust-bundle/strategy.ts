/** ClusterTrustBundles. After k8s.io/kubernetes/pkg/registry/certificates/clustertrustbundle/strategy.go. */
import { validateTrustBundle, validateTrustBundleUpdate } from './validation';
import type { Strategy } from '../../../generic/strategy';

/** What a bundle may be called depends on its signer. */
export const clusterTrustBundles: Strategy = {
  allowUnconditionalUpdate: false,
  validateName: () => [],
  validate: validateTrustBundle,
  validateUpdate: validateTrustBundleUpdate,
  selectableFields: () => ['metadata.name', 'spec.signerName'],
  fields: (object) => ({ 'spec.signerName': (object['spec'] as { readonly signerName?: string } | undefined)?.signerName ?? '' }),
};
