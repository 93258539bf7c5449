import { describe, it } from 'node:test';
import { expect } from 'expect';
import { startRules } from '../../recorded-starts.fixture';

const STARTS = startRules({
  'authorization-config-1.37': {
    'authorization: empty file': 'validate.ts: there is a mode',
    'authorization: no kind': 'load.ts: it has a kind',
    'authorization: core kind': 'load.ts: it is an AuthorizationConfiguration',
    'authorization: v1beta1': 'load.ts: v1beta1 is read, too',
    'authorization: authorizers is a string': 'types.ts: authorizers is a list',
    'authorization: unknown field in webhook': 'load.ts: every field is known',
    'authorization: repeated key': 'load.ts: no field is repeated',
    'authorization: type missing': 'validate.ts: an authorizer has a type',
    'authorization: name upper case': 'validate.ts: a name is a subdomain',
    'authorization: name of a webhook empty': 'validate.ts: a webhook has a name and its settings',
    'authorization: everything wrong': 'validate.ts: a type is one of six',
    'authorization: webhook is empty': 'validate.ts: what a webhook has to have',
    'authorization: timeout missing': 'validate.ts: a timeout',
    'authorization: timeout without unit': 'load.ts: a time has a unit',
    'authorization: ttl missing': 'validate.ts: times of caches have defaults',
    'authorization: failurePolicy unknown': 'validate.ts: failurePolicy is one of two',
    'authorization: connection type missing': 'validate.ts: a connection has a type',
    'authorization: connection no file': 'validate.ts: a kubeconfig is named',
    'authorization: connection relative': 'validate.ts: by a whole path',
    'authorization: connection directory': 'validate.ts: it is a file',
    'authorization: conditions 65': 'validate.ts: there are at most 64 conditions',
    'authorization: conditions 64': 'validate.ts: and may be 64',
    'authorization: version of conditions missing': 'validate.ts: conditions need the version of their reviews',
    'authorization: CEL spaces only': 'validate.ts: a condition says something',
    'authorization: CEL number': 'match-condition.ts: a condition gives a bool',
    'authorization: CEL unknown attribute': 'match-condition.ts: a condition is about fields of a review',
    'authorization: CEL authorizer': 'match-condition.ts: a condition has no authorizer',
    'authorization: CEL two': 'validate.ts: each condition that is wrong is named',
    'authorization: a directory': 'load.ts: the file is a file',
    'authorization: beside --authorization-webhook-config-file': 'load.ts: flags of modes do not go with it',
  },
});

describe('the configuration of authorization', () => {
  for (const { rule, recorded, outcome } of STARTS)
    it(rule, () => {
      expect(outcome()).toBe(recorded);
    });
});
