import { describe, it } from 'node:test';
import { expect } from 'expect';
import { recordedRules } from '../../registry/recorded-rules.fixture';
import { cmpDiff } from './report';
import type { GoValue } from './value';

const RULES = recordedRules({
  '1.20/plugins/refused-updates': {
    2: 'a text that differs is shown with its two neighbours',
    3: 'a map that differs is shown entry by entry',
    5: 'in a list of texts those that come, go and change are shown',
    6: 'in a list of structs those that stay are counted',
    7: 'a list that lost an element',
    8: 'a short list of numbers is shown on one line',
    9: 'several fields of a struct',
    16: 'a pointer that comes',
    23: 'a selector has a text of its own',
    31: 'a map within a pointer',
  },
});

describe('The difference that a refused update shows in 1.20', () => {
  for (const { rule, recorded, answered } of RULES)
    it(rule, async () => {
      expect(await answered()).toEqual(recorded);
    });
});

const text = (value: string): GoValue => ({ kind: 'struct', type: 'x.T', fields: [['A', { kind: 'string', type: 'string', text: value }]] });

describe('cmpDiff', () => {
  it('is empty for values that are the same', () => {
    expect(cmpDiff(text('a'), text('a'))).toBe('');
  });
  it('shows a text with quotes in backquotes', () => {
    expect(cmpDiff(text('a "b"'), text('c'))).toBe('  x.T{\n- \tA: `a "b"`,\n+ \tA: "c",\n  }\n');
  });
});
