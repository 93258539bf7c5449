import { deepEqual, equal } from 'node:assert/strict';
import { it } from 'node:test';
import { trim, trimLeft, trimRight, trimSpace } from './trim';

// The expected values are those of package strings.
it('takes the characters of the cutset away at the ends only', () => {
  deepEqual([trim('//a//b//', '/'), trimLeft('//a//', '/'), trimRight('//a//', '/')], ['a//b', 'a//', '//a']);
  deepEqual([trim('////', '/'), trim('', '/'), trim('a', '')], ['', '', 'a']);
});

it('takes all of its characters away, in any order', () => {
  equal(trim('\t \ta \t', ' \t'), 'a');
});

it('knows the spaces of Latin-1, and no byte order mark', () => {
  equal(trimSpace('\u0085\u00a0\v\ufeff \n'), '\ufeff');
});
