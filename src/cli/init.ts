/** `cukernetes init`: a first feature, its manifest, and a workflow that runs it. Files that are there are left as they are. */
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeOutputFolder } from '../runner/output-places';
import { packageVersion } from './package-version';

const FEATURE = `Feature: Access to the services of the shop
  A RoleBinding of the namespace names a group: its members read the services, other users do not.

  Background:
    Given the namespace "shop"
    And the manifest "readers-of-shop.yaml"

  Scenario: A member of the group lists the services
    Given jane is in the group "shop-readers"
    When jane tries to list services in namespace "shop"
    Then the request is allowed by:
      """
      RBAC: allowed by RoleBinding "readers/shop" of ClusterRole "view" to Group "shop-readers"
      """

  Scenario: A user who is not in the group may not
    When dave tries to list services in namespace "shop"
    Then the request is forbidden with:
      """
      services is forbidden: User "dave" cannot list resource "services" in API group "" in the namespace "shop"
      """
`;

const MANIFEST = `apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: readers
  namespace: shop
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: view
subjects:
  - apiGroup: rbac.authorization.k8s.io
    kind: Group
    name: shop-readers
`;

const workflow = (version: string): string => `name: Access control
on: [push, pull_request]
permissions:
  contents: read
jobs:
  cukernetes:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 22
      - run: npx --yes cukernetes@${version} test features
      - uses: actions/upload-artifact@v4
        if: always()
        with:
          name: access-control
          path: reports
`;

export function init(folder: string): string {
  const files = [
    [path.join('features', 'access.feature'), FEATURE],
    [path.join('features', 'manifests', 'readers-of-shop.yaml'), MANIFEST],
    [path.join('.github', 'workflows', 'cukernetes.yml'), workflow(packageVersion())],
  ] as const;
  const lines = files.map(([name, content]) => {
    const file = path.join(folder, name);
    if (existsSync(file)) return `left as it is: ${file}`;
    makeOutputFolder(path.dirname(file));
    writeFileSync(file, content);
    return `wrote ${file}`;
  });
  return `${[...lines, '', 'Run it: npx cukernetes test'].join('\n')}\n`;
}
