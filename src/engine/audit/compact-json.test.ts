import { it } from 'node:test';
import { expect } from 'expect';
import { compactJson } from './compact-json';

it('leaves out the space between tokens, and nothing else', () => {
  expect(compactJson(' { "a b" : [ 1.0 , 1e400,true ],\n\t"a b":"<&> \\" \u2028" } \n')).toBe(
    '{"a b":[1.0,1e400,true],"a b":"\\u003c\\u0026\\u003e \\" \\u2028"}',
  );
});
