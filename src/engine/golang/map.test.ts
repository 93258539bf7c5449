import { describe, it } from 'node:test';
import { expect } from 'expect';
import { own, setOwn, table } from './map';

const INHERITED = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', '__defineGetter__', 'prototype'];

describe('maps', () => {
  for (const key of INHERITED) {
    it(`have no ${key} of their own`, () => {
      expect(own({ a: 1 }, key)).toBeUndefined();
      expect(table({ a: 1 })[key]).toBeUndefined();
    });

    it(`keep ${key}`, () => {
      const record: Record<string, number> = {};
      setOwn(record, key, 1);
      expect(Object.keys(record)).toEqual([key]);
      expect(own(record, key)).toBe(1);
      expect(table(record)[key]).toBe(1);
      expect(Object.getPrototypeOf(record)).toBe(Object.prototype);
      setOwn(record, key, 2);
      expect(JSON.stringify(record)).toBe(`{"${key}":2}`);
    });
  }

  it('may be absent', () => {
    expect(own(undefined, 'a')).toBeUndefined();
  });
});
