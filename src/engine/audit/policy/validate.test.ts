import { describe, it } from 'node:test';
import { expect } from 'expect';
import { aggregate } from '../../errors/field-error';
import { parseYaml } from '../../scheme/yaml';
import { versionOf } from '../../versions';
import { recordedPolicies } from './recorded-policies.fixture';
import type { Policy } from './types';
import { policyErrors } from './validate';

const RULES = recordedPolicies({
  'level unknown': 'the level is one of four',
  'level in lower case': 'the case of a level counts',
  'path without slash': 'a path begins with a slash',
  'star in the middle': 'a star is the last character of a path',
  'paths and resources': 'a rule is of paths or of resources',
  'paths and namespaces': 'a rule of namespaces is one of resources',
  'group with a version': 'a group is a name without a version',
  'star for groups': 'a star is every group',
  'long group': 'a group is not longer than a name',
  'names without resources': 'names are names of resources that are given',
  'stage unknown': 'a stage is one of four, of the policy as well as of a rule',
});

/** In the words of a server. */
const complaints = (text: string): string => {
  const errors = policyErrors(parseYaml(text) as Policy, versionOf('1.37')).map(({ field, body }) => `${field}: ${body}`);
  return errors.length === 0 ? '' : aggregate(errors);
};

describe('what is wrong with an audit policy', () => {
  for (const { rule, text, recorded } of RULES) it(rule, () => expect(complaints(text)).toBe(recorded));
});
