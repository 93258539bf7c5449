import { describe, it } from 'node:test';
import { expect } from 'expect';
import { replayedRules } from '../../replayed-rules.fixture';

const RULES = replayedRules({
  '1.36/modern-admission/mutating-policies': {
    109: 'mutating-admission-policy.ts: an object that is created is changed',
    113: 'mutating-admission-policy.ts: and one that is applied',
    115: 'mutating-admission-policy.ts: and one of a dry run',
    116: 'mutating-admission-policy.ts: what is changed is validated',
    120: 'apply-configuration.ts: fields of a map are merged',
    124: 'invocations.ts: a mutation sees what the one before has done',
    125: 'invocations.ts: variables are evaluated for each mutation',
    130: 'invocations.ts: a condition that fails refuses the request',
    131: 'invocations.ts: unless another condition is false',
    132: 'mutator.ts: an expression that fails refuses the request',
    135: 'mutator.ts: failurePolicy Ignore lets it through',
    139: 'json-patch-mutation.ts: a test that fails ends the patch',
    140: 'json-patch-mutation.ts: a test of what is not there refuses the request',
    141: 'json-patch-mutation.ts: only what is there is removed',
    142: 'json-patch-mutation.ts: ~1 is a slash, ~0 a tilde',
    146: 'json-patch-mutation.ts: the object stays of its type',
    150: 'mutating-admission-policy.ts: the object stays in its namespace',
    151: 'mutating-admission-policy.ts: the object stays of its kind',
    152: 'json-patch-mutation.ts: an operation is one of six',
    153: 'json-patch-mutation.ts: a field is one of the type',
    154: 'apply-configuration.ts: a field is one of the schema',
    161: 'apply-configuration.ts: an item of a list is merged by its key',
    164: 'atomics.ts: an atomic list is not applied',
    171: 'apply-configuration.ts: a kind without schema is not applied',
    175: 'params.ts: a binding without the parameters that it names refuses the request',
    178: 'params.ts: the kind of parameters is served',
    185: 'policy.ts: a policy without binding does nothing',
  },
  '1.36/modern-admission/policy-params': {
    53: 'params.ts: an object by its name',
    54: 'validator.ts: an expression that is false refuses, with its message',
    57: 'params.ts: objects by their labels, each of which has to agree',
    59: 'params.ts: no object with the labels, with Deny',
    60: 'params.ts: no object with the labels, with Allow',
    62: 'validating-admission-policy.ts: failurePolicy Ignore counts where parameters are missing',
    66: 'params.ts: an object in the namespace of the request',
    69: 'params.ts: the object as it is now',
    71: 'params.ts: an object that is gone, with Allow',
    72: 'validator.ts: params is null where the binding names none',
    74: 'params.ts: a kind that is not served',
    77: 'params.ts: an object of the cluster',
    78: 'params.ts: an object of the cluster has no namespace',
    79: 'params.ts: an object in a namespace needs a request in one',
    80: 'params.ts: a namespace counts as in itself',
  },
  '1.37/modern-admission/mutating-reinvocation': {
    16: 'mutating-admission-policy.ts: a policy with reinvocationPolicy IfNeeded comes again after a webhook that changed the object',
    18: 'mutating-admission-policy.ts: a policy with reinvocationPolicy Never does not',
    20: 'mutating-admission-policy.ts: and none does after a webhook that changed nothing',
    23: 'mutating-admission-policy.ts: a webhook comes again after a policy that came again',
  },
  '1.37/modern-admission/type-checking': {
    2: 'type-checking.ts: an expression is checked with the types of what the policy is about',
  },
});

describe('admission policies', () => {
  for (const { rule, difference } of RULES)
    it(rule, async () => {
      expect(await difference()).toBe('');
    });
});
