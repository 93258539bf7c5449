import { describe, it } from 'node:test';
import { expect } from 'expect';
import { changesBetween } from './changes';

describe('the changes between two objects', () => {
  it('are the places that differ, with the values before and after', () => {
    const before = { metadata: { name: 'web' }, spec: { priority: 0, hostIPC: true, containers: [{ name: 'app' }] } };
    const after = {
      metadata: { name: 'web', annotations: { 'a/b~c': 'x' } },
      spec: { priority: 7, containers: [{ name: 'app', image: 'i' }, { name: 'proxy' }] },
    };
    expect(changesBetween(before, after)).toEqual([
      { path: '/metadata/annotations', after: { 'a/b~c': 'x' } },
      { path: '/spec/priority', before: 0, after: 7 },
      { path: '/spec/hostIPC', before: true },
      { path: '/spec/containers/0/image', after: 'i' },
      { path: '/spec/containers/1', after: { name: 'proxy' } },
    ]);
  });

  it('escape what a JSON pointer does not hold as it is', () => {
    expect(changesBetween({ a: { 'b/c~d': 1 } }, { a: { 'b/c~d': 2 } })).toEqual([{ path: '/a/b~1c~0d', before: 1, after: 2 }]);
  });

  it('are none of what is equal, and the whole of what was not there', () => {
    expect(changesBetween({ a: [1, { b: null }] }, { a: [1, { b: null }] })).toEqual([]);
    expect(changesBetween(undefined, { a: 1 })).toEqual([{ path: '', after: { a: 1 } }]);
  });

  it('are found in values as deep as an object may be', () => {
    const deep = (end: number): object => Array.from({ length: 9000 }).reduce<object>((inner) => ({ a: inner }), { end });
    expect(changesBetween(deep(1), deep(2))).toHaveLength(1);
  });
});
