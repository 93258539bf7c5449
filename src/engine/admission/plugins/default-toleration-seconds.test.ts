/** How long a pod stays on a node that is not ready, by the flags. After defaulttolerationseconds/admission_test.go. */
import { test } from 'node:test';
import { expect } from 'expect';
import { optionsFor } from '../../options/parse';
import { createDefaultTolerationSeconds } from './default-toleration-seconds';

const admitted = (flags: Readonly<Record<string, string>>, tolerations: readonly object[] = []): unknown => {
  const object = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: 'shop' }, spec: { containers: [], tolerations } };
  const attributes = {
    kind: { group: '', version: 'v1', kind: 'Pod' },
    resource: { group: '', version: 'v1', resource: 'pods' },
    subresource: '',
    operation: 'CREATE',
    object,
  };
  const plugin = createDefaultTolerationSeconds({ options: optionsFor({ flags }) });
  return (plugin.admit?.(attributes as never) as unknown as { readonly spec: { readonly tolerations: unknown } }).spec.tolerations;
};
const toleration = (key: string, tolerationSeconds: number): object => ({ key, operator: 'Exists', effect: 'NoExecute', tolerationSeconds });

test('each of the two taints has its own seconds', () => {
  expect(admitted({ 'default-not-ready-toleration-seconds': '60', 'default-unreachable-toleration-seconds': '0' })).toEqual([
    toleration('node.kubernetes.io/not-ready', 60),
    toleration('node.kubernetes.io/unreachable', 0),
  ]);
});

test('what a pod tolerates already stays as it is', () => {
  const own = toleration('node.kubernetes.io/unreachable', 5);
  expect(admitted({ 'default-unreachable-toleration-seconds': '60' }, [own])).toEqual([own, toleration('node.kubernetes.io/not-ready', 300)]);
});
