import { deepEqual } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { findRegexp, matchesRegexp } from './regexp';

interface Recorded {
  readonly text: string;
  /** What an expression finds, or what Go says of it. */
  readonly found: Readonly<Record<string, readonly string[] | string>>;
}
const { text, found } = JSON.parse(readFileSync(path.join(__dirname, '../../../testdata/golang/regexp.json'), 'utf8')) as Recorded;

function answer(expression: string): readonly string[] | string {
  try {
    return findRegexp(expression, text);
  } catch (error) {
    return (error as Error).message;
  }
}

describe('an expression finds, and is refused, as in Go', () => {
  for (const [expression, expected] of Object.entries(found)) it(JSON.stringify(expression), () => deepEqual(answer(expression), expected));
});

it('takes what makes an expression backtrack', () => {
  deepEqual(matchesRegexp('^(a+)+$', `${'a'.repeat(100_000)}b`), false);
});
