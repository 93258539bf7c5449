/** Values from testdata of a real server: the session of kubectl in which a client-side apply is followed by a server-side one. */
import { test } from 'node:test';
import { expect } from 'expect';
import { withLastApplied } from './last-applied';

const ANNOTATION = 'kubectl.kubernetes.io/last-applied-configuration';
const configuration = { apiVersion: 'v1', data: { b: '3', a: '2' }, kind: 'ConfigMap', metadata: { namespace: 'kt', name: 'applied' } };
const annotated = (value: string): { readonly metadata: { readonly annotations: object } } => ({ metadata: { annotations: { [ANNOTATION]: value } } });

test('the annotation has what was applied last, in order of keys', () => {
  const text = '{"apiVersion":"v1","data":{"a":"2","b":"3"},"kind":"ConfigMap","metadata":{"name":"applied","namespace":"kt"}}\n';
  expect(withLastApplied(annotated('{}'), configuration)).toEqual(annotated(text));
});

test('an object without the annotation gets none', () => {
  expect(withLastApplied({ metadata: {} }, configuration)).toEqual({ metadata: {} });
  expect(withLastApplied(annotated(''), configuration)).toEqual(annotated(''));
});

test('the annotation goes where all of them would be too large with it', () => {
  expect(withLastApplied(annotated('{}'), { ...configuration, data: { a: 'x'.repeat(256 * 1024) } })).toEqual({ metadata: { annotations: {} } });
});
