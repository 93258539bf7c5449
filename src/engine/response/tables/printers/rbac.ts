/** Rows of rbac.authorization.k8s.io: bindings alone have a printer, roles the default table. */
import { fieldsOf, listOf, textOf } from '../fields';
import type { Printer } from '../printer';

const printBinding: Printer = ({ roleRef, subjects }) => {
  const role = fieldsOf(roleRef);
  const named = (kind: string): readonly string[] =>
    listOf(subjects)
      .filter((subject) => subject['kind'] === kind)
      .map(({ namespace, name }) => (kind === 'ServiceAccount' && textOf(namespace) !== '' ? `${textOf(namespace)}/${textOf(name)}` : textOf(name)));
  return {
    Role: `${textOf(role['kind'])}/${textOf(role['name'])}`,
    Users: named('User').join(', '),
    Groups: named('Group').join(', '),
    ServiceAccounts: named('ServiceAccount').join(', '),
  };
};

export const rbacPrinters: Readonly<Record<string, Printer>> = { RoleBinding: printBinding, ClusterRoleBinding: printBinding };
