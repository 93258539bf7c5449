import { describe, it } from 'node:test';
import { expect } from 'expect';
import type { KubeObject } from '../../../api/objects';
import { managerOf, withManagedFields } from './managed-fields';

const EMPTY: KubeObject = { metadata: {}, spec: {}, status: { allowed: false } };
const fields = (object: KubeObject): unknown => withManagedFields(object, EMPTY, 'unknown', '2020-01-01T00:00:00Z').metadata.managedFields?.[0]?.fieldsV1;
const SPEC = { resourceAttributes: { namespace: 'ns1', verb: 'get', resource: 'pods' }, user: 'alice' };
const SPEC_FIELDS = { 'f:resourceAttributes': { '.': {}, 'f:namespace': {}, 'f:resource': {}, 'f:verb': {} }, 'f:user': {} };

// As recorded from kube-apiserver 1.36 in complaints about the metadata of reviews.
describe('managedFields of a new object', () => {
  it('has what the empty object lacks, and no name', () => {
    expect(fields({ ...EMPTY, metadata: { name: 'x', uid: 'u' }, spec: SPEC })).toEqual({ 'f:spec': SPEC_FIELDS });
  });

  it('has labels one by one and finalizers by value', () => {
    expect(fields({ ...EMPTY, metadata: { labels: { a: 'b' } } })).toEqual({ 'f:metadata': { 'f:labels': { '.': {}, 'f:a': {} } } });
    expect(fields({ ...EMPTY, metadata: { finalizers: ['a/b'] } })).toEqual({ 'f:metadata': { 'f:finalizers': { '.': {}, 'v:"a/b"': {} } } });
  });

  it('is not there when nothing is set', () => expect(fields(EMPTY)).toBeUndefined());

  it('names the manager, or the client up to the first slash', () => {
    expect(managerOf('me', 'kubectl/v1.20')).toBe('me');
    expect(managerOf('', 'kubectl/v1.20 (linux/amd64)')).toBe('kubectl');
    expect(managerOf('', '')).toBe('unknown');
  });
});
