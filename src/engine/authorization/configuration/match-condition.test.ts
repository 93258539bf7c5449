import { test } from 'node:test';
import { expect } from 'expect';
import { compileMatchCondition, matchesAll } from './match-condition';

const refused = [
  ['request.', "compilation failed: ERROR: <input>:1:9: Syntax error: no viable alternative at input '.'\n | request.\n | ........^"],
  ['request.verb == "get"', 'compilation failed: ERROR: <input>:1:8: undefined field \'verb\'\n | request.verb == "get"\n | .......^'],
  ['request.user', 'must evaluate to bool but got string'],
  [
    'request.user == 1',
    "compilation failed: ERROR: <input>:1:14: found no matching overload for '_==_' applied to '(string, int)'\n | request.user == 1\n | .............^",
  ],
] as const;
for (const [expression, message] of refused)
  test(`refuses ${expression}`, () => {
    expect(() => compileMatchCondition(expression)).toThrow(new Error(message));
  });

const inNamespace = compileMatchCondition('request.resourceAttributes.namespace == "ns1"');
const byBob = compileMatchCondition('request.user == "bob"');

test('all conditions have to hold', () => {
  const resourceAttributes = { namespace: 'ns1' };
  expect(matchesAll([inNamespace, byBob], { user: 'bob', resourceAttributes })).toBe(true);
  expect(matchesAll([inNamespace, byBob], { user: 'alice', resourceAttributes })).toBe(false);
});

test('an error counts where no condition is false', () => {
  expect(matchesAll([inNamespace, byBob], { user: 'alice' })).toBe(false);
  expect(() => matchesAll([inNamespace, byBob], { user: 'bob' })).toThrow(
    new Error(`cel evaluation error: expression 'request.resourceAttributes.namespace == "ns1"' resulted in error: no such key: resourceAttributes`),
  );
});
