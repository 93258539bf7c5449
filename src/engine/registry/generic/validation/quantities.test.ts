import { describe, it } from 'node:test';
import { expect } from 'expect';
import { compareQuantities, isWhole } from './quantities';

describe('amounts', () => {
  it('are whole without making the number, however great it is', () => {
    expect(['1e1000000000', '1', '1500m', '2000m', '0.5', '1k'].map(isWhole)).toEqual([true, true, false, true, false, true]);
  });

  it('are compared without making the numbers', () => {
    expect(compareQuantities('1e1000000000', '1')).toBe(1);
    expect(compareQuantities('1', '1e1000000000')).toBe(-1);
  });
});
