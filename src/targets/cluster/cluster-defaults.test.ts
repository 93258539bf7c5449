import { describe, it } from 'node:test';
import { expect } from 'expect';
import { isClusterDefault } from './cluster-defaults';
import { jsonTree } from './json-edits';

const isDefault = (object: object): boolean => isClusterDefault(jsonTree(JSON.stringify(object)));
const annotated = (value: string): object => ({ metadata: { annotations: { 'storageclass.kubernetes.io/is-default-class': value } } });

describe('an object of a cluster', () => {
  it('is what the cluster fills in by an annotation, or as the PriorityClass of all', () => {
    expect([annotated('true'), { globalDefault: true }].map(isDefault)).toEqual([true, true]);
  });

  it('is one of many otherwise', () => {
    expect([annotated('false'), { globalDefault: false }, { metadata: {} }, { metadata: null }, []].map(isDefault)).toEqual([
      false,
      false,
      false,
      false,
      false,
    ]);
  });
});
