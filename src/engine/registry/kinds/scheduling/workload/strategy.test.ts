import { describe, it } from 'node:test';
import { expect } from 'expect';
import { recordedRules } from '../../../recorded-rules.fixture';

const RULES = recordedRules({
  '1.37/gates/pod-groups': {
    35: 'templates are there',
    36: 'templates of one sort are there, and names are there once',
    40: 'there are eight templates at most',
    39: 'a template has a name of its own',
    66: 'all templates have one priority',
    69: 'a controller is named as in a path',
    72: 'a template has children',
    78: 'priorities of children are those of their parents',
    82: 'a tree of templates has four levels at most',
    79: 'a mode of disruption is one of the modes',
  },
});

describe('Workloads', () => {
  for (const { rule, recorded, answered } of RULES)
    it(rule, async () => {
      expect(await answered()).toEqual(recorded);
    });
});
