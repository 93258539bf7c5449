import { describe, it } from 'node:test';
import parse from '@cucumber/tag-expressions';
import { expect } from 'expect';
import { inapplicable, tagExpression } from './version-tags';

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
});

describe('the scenarios of a run', () => {
  const selected = (tags: readonly string[], version: string, wanted = ''): boolean => parse(tagExpression(version, wanted)).evaluate([...tags]);

  it('are those that hold for the version', () => {
    expect(selected(['@since-1.21'], '1.20')).toBe(false);
    expect(selected(['@since-1.21'], '1.21')).toBe(true);
    expect(selected(['@until-1.21'], '1.21')).toBe(true);
    expect(selected(['@until-1.21'], '1.22')).toBe(false);
  });

  it('are those that are wanted, however the wish is put', () => {
    expect(selected(['@a', '@since-1.36'], '1.20', '@a or @b')).toBe(false);
    expect(selected(['@a'], '1.20', '@a or @b')).toBe(true);
    expect(selected(['@c'], '1.20', '@a or @b')).toBe(false);
  });
});
