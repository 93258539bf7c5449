import { describe, it } from 'node:test';
import { expect } from 'expect';
import { forgetKeys, keepKeys, keysOf, own, setOwn, table } from './map';

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

  const many = (prefix: string): string[] => Array.from({ length: 3000 }, (_, at) => `${prefix}${at}`);

  it('list the keys that were kept, as long as they do not change', () => {
    const record = Object.fromEntries(many('k').map((key) => [key, 1]));
    const keys = many('k');
    keepKeys(record, keys);
    expect(keysOf(record)).toBe(keys);
    setOwn(record, 'more', 1);
    forgetKeys(record);
    expect(keysOf(record)).toEqual([...keys, 'more']);
  });

  it('list keys that look like numbers as JavaScript has them', () => {
    const record = Object.fromEntries(many('').map((key) => [key, 1]));
    keepKeys(record, many('').toReversed());
    expect(keysOf(record)).toEqual(Object.keys(record));
  });

  it('may be absent', () => {
    expect(own(undefined, 'a')).toBeUndefined();
  });
});
