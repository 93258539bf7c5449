import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { expect } from 'expect';
import { compileUserRule } from '../../authentication/configuration/claim-expressions';
import { own } from '../../golang/map';
import { compileMatchCondition } from '../../authorization/configuration/match-condition';
import { complaint } from '../complaint.fixture';

type Recorded = Readonly<Record<'user' | 'request', Readonly<Record<string, string>>>>;
const RECORDED = JSON.parse(readFileSync(path.join(__dirname, '..', '..', '..', '..', 'testdata', 'cel', 'rules-1.36.json'), 'utf8')) as Recorded;
const COMPILE = { user: compileUserRule, request: compileMatchCondition };

/** By an expression about a user or a request, the rule of the checker that its recorded message shows. */
const RULES: readonly (readonly [what: keyof Recorded, expression: string, rule: string])[] = [
  ['user', 'user.nope', 'a struct has the fields of its type'],
  ['user', 'has(user.nope)', 'has() asks for a field of the type too'],
  ['user', 'user.username.nope', 'what is not a struct or a map has no fields'],
  ['user', 'user.groups.x', 'nor has a list'],
  ['user', '!user.username', 'an operator takes the types of its overloads'],
  ['user', 'user == 1', 'what is compared has one type'],
  ['user', 'user.groups.exists(g, g == 1)', 'a comprehension gives its variable the type of the items'],
  ['user', 'user[0]', 'an index is of a list or of a map'],
  ['user', 'user.foo()', 'a function is declared'],
  ['request', 'object.metadata', 'a variable is declared'],
  ['request', "request.resourceAttributes.fieldSelector.requirements[0].nope == 'a'", 'the items of a list keep their type'],
  ['request', 'request.resourceAttributes == 1', 'a struct is compared with one of its type'],
  ['request', "{'a': 1}", 'a map has the types of its first entry'],
  ['request', 'optional.of(1)', 'an optional value has the type of what is in it'],
  ['request', 'dyn(request)', 'dyn() leaves the type open'],
];

describe('the checker of expressions', () => {
  for (const [what, expression, rule] of RULES) it(rule, () => expect(complaint(COMPILE[what], expression)).toBe(own(RECORDED[what], expression)));
});
