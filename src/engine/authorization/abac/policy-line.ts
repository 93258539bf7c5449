/**
 * A line of a policy file -> a policy. A line that does not say version and kind, or that says others than are known, is read
 * once more in the old format, which takes what it says of itself for granted only where it says nothing.
 * After NewFromFile of k8s.io/kubernetes/pkg/auth/authorizer/abac/abac.go and the decoders of k8s.io/apimachinery.
 */
import type { GroupVersionKind } from '../../api/objects';
import type { GoType } from '../../catalog/types';
import { Decoder } from '../../scheme/decode/decoder';
import { readTyped } from '../../scheme/decode/read-typed';
import { interpretKind, withDefaults } from '../../scheme/interpret-kind';
import { notRegistered } from '../../scheme/kinds';
import { jsonOfDocument } from '../../scheme/yaml';
import type { Version } from '../../versions';
import { policyOfSpec, policyOfUnversioned, type Policy, type PolicyFields } from './policy';
import { POLICY, POLICY_TYPES, UNVERSIONED_POLICY } from './policy-types';

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
