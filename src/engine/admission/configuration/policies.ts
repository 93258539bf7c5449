/**
 * The configurations of ValidatingAdmissionPolicy and MutatingAdmissionPolicy: a folder of policies, if anything.
 * After k8s.io/apiserver/pkg/admission/plugin/policy/config/config.go
 */
import { TypeTable } from '../../catalog/types';
import { decodeByScheme, type ConfigurationScheme } from '../../scheme/configuration-scheme';
import type { Version } from '../../versions';
import { checkStaticManifests } from './static-manifests';

const FIELDS = { '+TypeMeta': 'meta/v1.TypeMeta', staticManifestsDir: 'StaticManifestsDir string omitempty' };
const GROUP_VERSION = 'apiserver.config.k8s.io/v1';

const SCHEME: ConfigurationScheme = {
  origin: '',
  isStrict: true,
  types: new TypeTable({
    'meta/v1.TypeMeta': { kind: 'Kind string omitempty', apiVersion: 'APIVersion string omitempty' },
    'policyconfig/v1.ValidatingAdmissionPolicyConfiguration': FIELDS,
    'policyconfig/v1.MutatingAdmissionPolicyConfiguration': FIELDS,
  }),
  kinds: {
    [`${GROUP_VERSION} ValidatingAdmissionPolicyConfiguration`]: 'policyconfig/v1.ValidatingAdmissionPolicyConfiguration',
    [`${GROUP_VERSION} MutatingAdmissionPolicyConfiguration`]: 'policyconfig/v1.MutatingAdmissionPolicyConfiguration',
  },
};

/** `plugin` is the one that is configured. Versions without such configurations look at none. */
export function checkPolicyConfiguration(plugin: 'ValidatingAdmissionPolicy' | 'MutatingAdmissionPolicy', text: string | undefined, version: Version): void {
  if (text === undefined || !version.has('admissionManifests')) return;
  const { kind, value } = decodeByScheme(text, SCHEME, version);
  if (kind.kind !== `${plugin}Configuration`) throw new Error(`unexpected type: *policyconfig.${kind.kind}`);
  checkStaticManifests((value as unknown as { readonly staticManifestsDir?: string }).staticManifestsDir, version);
}
