import { describe, it } from 'node:test';
import { expect } from 'expect';
import { memoized } from './memoized';

describe('memoized', () => {
  it('makes one value for each key', () => {
    const asked: string[] = [];
    const lengthOf = memoized((text: string) => {
      asked.push(text);
      return { length: text.length };
    });
    expect(lengthOf('ab')).toBe(lengthOf('ab'));
    expect([lengthOf('ab'), lengthOf('abc')]).toEqual([{ length: 2 }, { length: 3 }]);
    expect(asked).toEqual(['ab', 'abc']);
  });

  it('keeps an undefined value', () => {
    let count = 0;
    const never = memoized((): undefined => {
      count += 1;
      return undefined;
    });
    expect([never('a'), never('a'), count]).toEqual([undefined, undefined, 1]);
  });
});
