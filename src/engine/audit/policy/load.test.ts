import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { expect } from 'expect';
import { versionOf } from '../../versions';
import { loadPolicy } from './load';
import { recordedPolicies } from './recorded-policies.fixture';

const RULES = recordedPolicies({
  empty: 'an empty file is the kind that only a server uses within itself',
  'no kind': 'a document without a kind is a Policy',
  'no apiVersion': 'a document without a version is that of a server within itself',
  text: 'a policy is an object',
  'broken YAML': 'what cannot be read as YAML is refused with the line',
  v1beta1: 'older versions of the kind are not known',
  'another group': 'a policy is one of its own group',
  'another kind': 'another kind of the group is not a policy',
  'a Status': 'a Status is not a policy',
  'no rules': 'a policy has rules',
  'empty rules': 'an empty list of rules is none',
  'rules is a map': 'rules are a list',
  'level missing': 'a rule has a level',
  'level is a number': 'a level is a text',
  'unknown field': 'a field that is not known is passed over',
  'field twice': 'a field that comes twice is passed over',
  'another case of a field': 'the case of a field counts',
  'omitManagedFields is text': 'what leaves out managed fields is true or false',
  'two documents': 'only the first document counts',
});
const folder = mkdtempSync(path.join(tmpdir(), 'audit-policy-'));
const file = path.join(folder, 'policy.yaml');

/** Why the file is refused; '' where it is not. */
function refusal(text: string): string {
  writeFileSync(file, text);
  try {
    loadPolicy(file, versionOf('1.37'));
    return '';
  } catch (error) {
    return (error as Error).message.replace(`: from file ${file}`, '');
  }
}

describe('the file of an audit policy', () => {
  after(() => rmSync(folder, { recursive: true }));
  for (const { rule, text, recorded } of RULES) it(rule, () => expect(refusal(text)).toBe(recorded));
});
