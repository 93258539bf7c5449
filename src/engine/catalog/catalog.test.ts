import { test } from 'node:test';
import { expect } from 'expect';
import { catalogOf } from './catalog';

for (const version of ['1.20', '1.36', '1.37']) {
  const catalog = catalogOf(version);

  test(`${version}: the core group comes first, and rbac has its four resources`, () => {
    expect(catalog.groups[0]?.name).toBe('');
    const rbac = catalog.groups.find(({ name }) => name === 'rbac.authorization.k8s.io');
    expect(rbac?.versions[0]?.resources.map(({ name }) => name)).toEqual(['clusterrolebindings', 'clusterroles', 'rolebindings', 'roles']);
  });
  test(`${version}: every type can be read down to its fields`, () => {
    for (const ids of Object.values(catalog.kinds)) {
      for (const id of Object.values(ids)) expect(catalog.types.typeOf(id).jsonFields.length).toBeGreaterThan(0);
    }
  });
  test(`${version}: types have their Go names`, () => {
    expect(catalog.types.typeOf('rbac/v1.Role').field('rules')?.type.goName).toBe('[]v1.PolicyRule');
  });
  test(`${version}: a fresh cluster has four namespaces`, () => {
    const names = catalog.bootstrap.filter(({ resource }) => resource === 'namespaces').map(({ object }) => object.metadata.name);
    expect(names).toEqual(['default', 'kube-node-lease', 'kube-public', 'kube-system']);
  });
}
