import { test } from 'node:test';
import { expect } from 'expect';
import { LongTexts } from './long-texts';
import type { Turns } from './turns';

const LONG = 'x'.repeat(8192);

function counting(): { readonly texts: LongTexts<number>; readonly read: string[] } {
  const read: string[] = [];
  const texts = new LongTexts(function* (text: string): Turns<number> {
    read.push(text.slice(-1));
    yield;
    if (text.endsWith('!')) throw new Error('no');
    return text.length;
  });
  return { texts, read };
}

test('a long text is read once, and ahead', async () => {
  const { texts, read } = counting();
  await texts.ahead(LONG);
  expect([texts.read(LONG), texts.read(LONG), read.length]).toEqual([8192, 8192, 1]);
});

test('a short one is read when it is asked for', async () => {
  const { texts, read } = counting();
  await texts.ahead('short');
  expect([read.length, texts.read('short'), read.length]).toEqual([0, 5, 1]);
});

test('what is wrong with a text is thrown to each who asks', async () => {
  const { texts, read } = counting();
  await texts.ahead(`${LONG}!`);
  expect(() => texts.read(`${LONG}!`)).toThrow('no');
  expect(() => texts.read(`${LONG}!`)).toThrow('no');
  expect(read).toEqual(['!']);
});

test('few are kept', async () => {
  const { texts, read } = counting();
  for (const end of 'abcde') await texts.ahead(LONG + end);
  texts.read(`${LONG}a`);
  texts.read(`${LONG}e`);
  expect(read.join('')).toBe('abcdea');
});
