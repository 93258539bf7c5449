import { describeReplayed } from '../../replayed-rules.fixture';

describeReplayed('what an expression asks an authorizer', {
  '1.37/modern-admission/policies': {
    157: 'authorizer.ts: an account is asked about on its own',
    158: 'authorizer.ts: paths, the resource of the request, verbs of its own',
    159: 'authorizer.ts: resources with selectors, and an empty verb',
  },
  '1.36/modern-admission/mutating-policies': {
    172: 'authorizer.ts: what is allowed changes the object',
    173: 'authorizer.ts: what is not does not',
    142: 'json-patch.ts: a key with a slash and a tilde is escaped',
  },
});
