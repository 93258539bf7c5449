import { describe, it } from 'node:test';
import { expect } from 'expect';
import { recordedRules } from '../../../recorded-rules.fixture';

const RULES = recordedRules({
  '1.37/validation/core-services': {
    2: 'ports are needed',
    8: 'ranges of sources go with a load balancer',
    11: 'a policy of external traffic is known',
    12: 'one of several ports has a name',
    13: 'a port has a number',
  },
  '1.37/defaults/service-addresses': {
    14: 'the first address of the range is not given away',
    17: 'an address is of a family of the cluster',
    19: 'an address has no zeros in front',
    23: 'a type is known',
    26: 'an address stays',
  },
  '1.37/defaults/service-ports': {
    9: 'a port for health checks goes with a load balancer',
    23: 'a node port lies within the range',
    27: 'a ClusterIP has no node port',
    52: 'a port for health checks stays',
  },
});

describe('Services', () => {
  for (const { rule, recorded, answered } of RULES)
    it(rule, async () => {
      expect(await answered()).toEqual(recorded);
    });
});
