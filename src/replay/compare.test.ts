import { test } from 'node:test';
import { expect } from 'expect';
import type { JsonValue } from '../engine/api/objects';
import { compare } from './compare';
import { firstDifference } from './first-difference';
import type { RecordedResponse } from './recording';

const answer = (body: JsonValue, rest: Partial<RecordedResponse> = {}): RecordedResponse => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  layout: 'compact newline',
  body,
  ...rest,
});

test('the same answer is the same', () => {
  expect(compare({ response: answer({ a: [1, 2] }) }, answer({ a: [1, 2] }))).toBe('same');
});

test('the verdict is the first of status, body, order of keys, layout and headers that differs', () => {
  const recorded = answer({ a: 1, b: 2 });
  expect(compare({ response: recorded }, answer({ a: 1 }, { status: 404 }))).toBe('status');
  expect(compare({ response: recorded }, answer({ a: 1, b: 3 }, { layout: 'indented' }))).toBe('body');
  expect(compare({ response: recorded }, answer({ b: 2, a: 1 }))).toBe('order');
  expect(compare({ response: recorded }, answer({ a: 1, b: 2 }, { layout: 'indented', headers: {} }))).toBe('layout');
  expect(compare({ response: recorded }, answer({ a: 1, b: 2 }, { headers: {} }))).toBe('headers');
});

test('a recording says what does not count', () => {
  expect(compare({ response: answer('a'), compare: 'status' }, answer('b', { headers: {} }))).toBe('same');
  expect(compare({ response: answer('a'), compare: 'headers' }, answer('b'))).toBe('same');
  expect(compare({ response: answer({ items: [{ a: 1 }, { a: 2 }] }), compare: 'unordered' }, answer({ items: [{ a: 2 }, { a: 1 }] }))).toBe('same');
  const named = (name: string): RecordedResponse => answer({ metadata: { name, generateName: 'web-' } });
  expect(compare({ response: named('web-abcde'), compare: 'generated' }, named('web-fghij'))).toBe('same');
  expect(compare({ response: named('web-abcde') }, named('web-fghij'))).toBe('body');
});

test('of an unstable review only its verdict counts', () => {
  const review = (allowed: boolean, reason: string): RecordedResponse => answer({ status: { allowed, reason } });
  expect(compare({ response: review(true, 'a'), unstable: true }, review(true, 'b'))).toBe('same');
  expect(compare({ response: review(true, 'a'), unstable: true }, review(false, 'a'))).toBe('body');
});

test('any reason that the real server was heard to give is as good as the recorded one, and no other', () => {
  const review = (allowed: boolean, reason: string): RecordedResponse => answer({ status: { allowed, reason } });
  const recorded = { response: review(true, 'a'), reasons: ['a', 'b'] };
  expect(compare(recorded, review(true, 'b'))).toBe('same');
  expect(compare(recorded, review(true, 'c'))).toBe('body');
  expect(compare(recorded, review(false, 'b'))).toBe('body');
});

test('ages in tables do not count', () => {
  const rows = (age: string): RecordedResponse => answer({ kind: 'Table', rows: [{ cells: ['foo', age] }] });
  expect(compare({ response: rows('12s') }, rows('3m'))).toBe('same');
});

test('names the place of the first difference', () => {
  expect(firstDifference({ items: [{ a: 1 }, { a: 2 }] }, { items: [{ a: 1 }, { a: 3 }] })).toEqual({ at: '.items.1.a', real: 2, got: 3 });
  expect(firstDifference({ a: null }, { a: null })).toBeUndefined();
  expect(firstDifference({ a: 1 }, {})).toEqual({ at: '.a', real: 1, got: undefined });
});
