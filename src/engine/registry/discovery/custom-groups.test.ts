import { test } from 'node:test';
import { expect } from 'expect';
import { storageVersionHash } from './custom-groups';

test('the hash of a storage version, as discovery of a real server has it', () => {
  expect(storageVersionHash('', 'v1', 'Pod')).toBe('xPOwRZ+Yhw8=');
});
