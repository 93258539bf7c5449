import { describe, it } from 'node:test';
import { expect } from 'expect';
import { recordedRules } from '../../../recorded-rules.fixture';

const RULES = recordedRules({
  '1.37/validation/networking-ingresses': {
    3: 'a default backend or rules are needed',
    8: 'a backend is a Service or a resource',
    9: 'a Service has a port',
    10: 'a host of TLS is a DNS subdomain',
    12: 'a host is a DNS subdomain',
    13: 'a path begins with a slash',
    14: 'a Service has a name',
  },
});

describe('Ingresses', () => {
  for (const { rule, recorded, answered } of RULES)
    it(rule, async () => {
      expect(await answered()).toEqual(recorded);
    });
});
