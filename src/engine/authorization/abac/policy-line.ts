/**
 * A line of a policy file -> a policy. A line that does not say version and kind, or that says others than are known, is read
 * once more in the old format, which takes what it says of itself for granted only where it says nothing.
 * After NewFromFile of k8s.io/kubernetes/pkg/auth/authorizer/abac/abac.go and the decoders of k8s.io/apimachinery.
 */
import type { GroupVersionKind } from '../../api/objects';
import { type GoType, TypeTable } from '../../catalog/types';
import { Decoder } from '../../scheme/decode/decoder';
import { readTyped } from '../../scheme/decode/read-typed';
import { interpretKind, withDefaults } from '../../scheme/interpret-kind';
import { notRegistered } from '../../scheme/kinds';
import { jsonOfDocument } from '../../scheme/yaml';
import type { Version } from '../../versions';
import { policyOfSpec, policyOfUnversioned, type Policy, type PolicyFields } from './policy';

/**
 * The Go types of policies, which are no part of the API that a server serves and so are not in its catalogue. They are the same in every version. After
 * k8s.io/kubernetes/pkg/apis/abac/{v0,v1beta1}/types.go.
 */
const TYPES = new TypeTable({
  'meta/v1.TypeMeta': { kind: 'Kind string omitempty', apiVersion: 'APIVersion string omitempty' },
  'abac/v0.Policy': {
    '+TypeMeta': 'meta/v1.TypeMeta',
    user: 'User string omitempty',
    group: 'Group string omitempty',
    readonly: 'Readonly bool omitempty',
    resource: 'Resource string omitempty',
    namespace: 'Namespace string omitempty',
  },
  'abac/v1beta1.Policy': { '+TypeMeta': 'meta/v1.TypeMeta', spec: 'Spec abac/v1beta1.PolicySpec' },
  'abac/v1beta1.PolicySpec': {
    user: 'User string omitempty',
    group: 'Group string omitempty',
    readonly: 'Readonly bool omitempty',
    apiGroup: 'APIGroup string omitempty',
    resource: 'Resource string omitempty',
    namespace: 'Namespace string omitempty',
    nonResourcePath: 'NonResourcePath string omitempty',
  },
});

const UNVERSIONED_POLICY = TYPES.typeOf('abac/v0.Policy');
const POLICY = TYPES.typeOf('abac/v1beta1.Policy');
const POLICY_TYPES = TYPES;

const UNVERSIONED: GroupVersionKind = { group: 'abac.authorization.kubernetes.io', version: 'v0', kind: 'Policy' };
const VERSIONED: GroupVersionKind = { ...UNVERSIONED, version: 'v1beta1' };

const decoder = new Decoder(POLICY_TYPES);

const same = (one: GroupVersionKind, other: GroupVersionKind): boolean => one.group === other.group && one.version === other.version && one.kind === other.kind;

const schemeName = (version: Version): string =>
  version.has('schemesNamedByOrigin') ? 'k8s.io/kubernetes/pkg/apis/abac/register.go:33' : 'pkg/runtime/scheme.go:111';

export function policyOfLine(line: string, version: Version): Policy {
  const json = jsonOfDocument(line);
  const { kind, node } = interpretKind(json);
  const read = (type: GoType): unknown => readTyped(decoder, type, { json, node }, version);
  if (same(kind, VERSIONED)) {
    const { spec = {} } = read(POLICY) as { readonly spec?: PolicyFields };
    return policyOfSpec(spec);
  }
  const meant = withDefaults(kind, UNVERSIONED);
  if (same(meant, UNVERSIONED)) return policyOfUnversioned(read(UNVERSIONED_POLICY) as PolicyFields);
  if (!same(meant, VERSIONED)) throw notRegistered(meant, schemeName(version));
  read(POLICY);
  throw new Error('converting (v1beta1.Policy) to (v0.Policy): unknown conversion');
}
