import { test } from 'node:test';
import { expect } from 'expect';
import { versionOf } from '../engine/versions';
import { unknownController } from './all-controllers';

const version = versionOf('1.36');

test('controllers go by the names of kube-controller-manager, new and old, with a dash to leave one out', () => {
  expect(unknownController(['*', '-namespace-controller', '-serviceaccount'], version)).toBeUndefined();
  expect(unknownController([], version)).toBeUndefined();
});

test('a name that no controller has is refused in the words of kube-controller-manager', () => {
  expect(unknownController(['*', '-nope'], version)).toMatch(/^"nope" is not in the list of known controllers/);
});

test('the line that kubeadm writes is taken, whether or not all of its controllers do something here', () => {
  expect(unknownController(['*', 'bootstrapsigner', 'tokencleaner'], version)).toBeUndefined();
});
