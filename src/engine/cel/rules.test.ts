/** What Kubernetes 1.36 says of rules over a user and of match conditions over a request; nothing of those that are good. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { expect } from 'expect';
import { compileUserRule } from '../authentication/configuration/claim-expressions';
import { compileMatchCondition } from '../authorization/configuration/match-condition';
import { complaint } from './complaint.fixture';

type Messages = Readonly<Record<string, string>>;
const { user, request } = JSON.parse(readFileSync(path.join(__dirname, '../../../testdata/cel/rules-1.36.json'), 'utf8')) as {
  readonly user: Messages;
  readonly request: Messages;
};

describe('a rule over a user', () => {
  for (const [expression, message] of Object.entries(user)) it(expression, () => expect(complaint(compileUserRule, expression)).toBe(message));
});
describe('a match condition', () => {
  for (const [expression, message] of Object.entries(request)) it(expression, () => expect(complaint(compileMatchCondition, expression)).toBe(message));
});
