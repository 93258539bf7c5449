import { describe, it } from 'node:test';
import { expect } from 'expect';
import { requirementsOf } from './applicability';

describe('a scenario', () => {
  it('says by tags what it needs', () => {
    expect(requirementsOf(['@kubectl', '@since-1.21'])).toEqual({ kubectl: true, pods: false, nodes: false, ownEngine: false });
    expect(requirementsOf(['@embedded-only', '@pod'])).toEqual({ kubectl: false, pods: true, nodes: false, ownEngine: true });
  });
});
