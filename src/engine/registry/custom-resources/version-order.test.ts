import { test } from 'node:test';
import { expect } from 'expect';
import { preferred } from './version-order';

test('versions in the order in which clients should prefer them', () => {
  // After TestCompareKubeAwareVersionStrings of k8s.io/apimachinery/pkg/version.
  expect(['v11alpha2', 'foo1', 'v3beta1', 'v12alpha1', 'v11beta2', 'v10', 'v2', 'foo10', 'v1'].sort(preferred)).toEqual([
    'v10',
    'v2',
    'v1',
    'v11beta2',
    'v3beta1',
    'v12alpha1',
    'v11alpha2',
    'foo1',
    'foo10',
  ]);
});
