import { describe, it } from 'node:test';
import { expect } from 'expect';
import { inapplicable, neededBy } from './applicability';

describe('a scenario', () => {
  it('without version tags holds for every version', () => {
    expect(inapplicable(['@kubectl'], '1.20')).toBeUndefined();
  });

  it('with @until holds up to and including that version', () => {
    expect(inapplicable(['@until-1.23'], '1.23')).toBeUndefined();
    expect(inapplicable(['@until-1.23'], '1.24')).toBe('Not applicable to Kubernetes 1.24: @until-1.23');
  });

  it('with @since holds from that version on', () => {
    expect(inapplicable(['@since-1.21'], '1.21')).toBeUndefined();
    expect(inapplicable(['@flags', '@since-1.21'], '1.20')).toBe('Not applicable to Kubernetes 1.20: @since-1.21');
  });

  it('says by tags what it needs', () => {
    expect(neededBy(['@kubectl', '@since-1.21'])).toEqual({ kubectl: true, pods: false, ownEngine: false });
    expect(neededBy(['@embedded-only', '@pod'])).toEqual({ kubectl: false, pods: true, ownEngine: true });
  });
});
