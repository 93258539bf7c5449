import { test } from 'node:test';
import { expect } from 'expect';
import { atOnce } from '../../../golang/turns';
import { comparing } from './compare';
import { difference, isEmpty, sameSet, union, type FieldSet } from './field-set';
import { DEDUCED } from './structure';

const LEVELS = 10_000;
/** A value that lies so many levels deep. */
const deep = (value: unknown, name: string): unknown => {
  let outer = value;
  for (let level = 0; level < LEVELS; level += 1) outer = { [name]: outer };
  return outer;
};
function depthOf(set: FieldSet): number {
  let depth = 0;
  for (let below: FieldSet | undefined = set; below !== undefined; [below] = below.children.values()) depth += 1;
  return depth;
}

test('objects are compared as deep as they are', () => {
  const { added, modified, removed } = atOnce(comparing(deep(1, 'a'), deep(2, 'a'), DEDUCED));
  expect([depthOf(modified), isEmpty(added), isEmpty(removed)]).toEqual([LEVELS + 1, true, true]);
});

test('sets of fields are combined as deep as they are', () => {
  const [one, other] = ['a', 'b'].map((name) => atOnce(comparing({}, deep(1, name), DEDUCED)).added);
  const both = atOnce(union(one as FieldSet, other as FieldSet));
  expect(atOnce(sameSet(atOnce(difference(both, other as FieldSet)), one as FieldSet))).toBe(true);
});
