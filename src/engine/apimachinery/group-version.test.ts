import { describe, it } from 'node:test';
import { expect } from 'expect';
import { groupVersionOf, lenientGroupVersion, parseGroupVersion } from './group-version';

// As TestParseGroupVersion of k8s.io/apimachinery/pkg/runtime/schema/group_version_test.go.
describe('a group and a version', () => {
  for (const [text, group, version] of [
    ['v1', '', 'v1'],
    ['v2', '', 'v2'],
    ['/v1', '', 'v1'],
    ['v1/', 'v1', ''],
    ['/', '', ''],
    ['', '', ''],
    ['foo/v1', 'foo', 'v1'],
  ] as const)
    it(`${JSON.stringify(text)} is ${JSON.stringify({ group, version })}`, () => {
      expect(parseGroupVersion(text)).toEqual({ group, version });
    });

  it('has one slash at most', () => {
    expect(() => parseGroupVersion('v1/v1/v1')).toThrow('unexpected GroupVersion string: v1/v1/v1');
    expect(lenientGroupVersion('v1/v1/v1')).toEqual({ group: '', version: '' });
  });

  it('is written without the name of the core group', () => {
    expect([groupVersionOf({ group: '', version: 'v1' }), groupVersionOf({ group: 'apps', version: 'v1' })]).toEqual(['v1', 'apps/v1']);
  });
});
