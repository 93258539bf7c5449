/** Upstream: pkg/apis/rbac/v1/defaults.go */
import { setDefault, type Defaulter } from './draft';

const GROUP = 'rbac.authorization.k8s.io';

const roleRef: Defaulter = (binding) => {
  const ref = binding['roleRef'] as { apiGroup?: string } | undefined;
  if (ref !== undefined) setDefault(ref as Record<string, unknown>, 'apiGroup', GROUP);
};

export const rbac: Readonly<Record<string, Defaulter>> = {
  'rbac.ClusterRoleBinding': roleRef,
  'rbac.RoleBinding': roleRef,
  'rbac.Subject': (subject) => {
    const { kind } = subject;
    if (kind === 'User' || kind === 'Group') setDefault(subject, 'apiGroup', GROUP);
  },
  'rbac/v1alpha1.Subject': (subject) => {
    const { kind } = subject;
    if (kind === 'ServiceAccount') setDefault(subject, 'apiVersion', 'v1');
    if (kind === 'User' || kind === 'Group') setDefault(subject, 'apiVersion', `${GROUP}/v1alpha1`);
  },
};
