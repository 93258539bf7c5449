/**
 * The Go types of policies, which are no part of the API that a server serves and so are not in its catalogue. They are the
 * same in every version. After k8s.io/kubernetes/pkg/apis/abac/{v0,v1beta1}/types.go.
 */
import { TypeTable } from '../../catalog/types';

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

export const UNVERSIONED_POLICY = TYPES.typeOf('abac/v0.Policy');
export const POLICY = TYPES.typeOf('abac/v1beta1.Policy');
export const POLICY_TYPES = TYPES;
