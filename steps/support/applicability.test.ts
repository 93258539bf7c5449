import { describe, it } from 'node:test';
import { expect } from 'expect';
import { neededBy } from './applicability';

describe('a scenario', () => {
  it('says by tags what it needs', () => {
    expect(neededBy(['@kubectl', '@since-1.21'])).toEqual({ kubectl: true, pods: false, ownEngine: false });
    expect(neededBy(['@embedded-only', '@pod'])).toEqual({ kubectl: false, pods: true, ownEngine: true });
  });
});
