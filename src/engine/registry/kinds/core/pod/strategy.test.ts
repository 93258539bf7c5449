import { describe, it } from 'node:test';
import { expect } from 'expect';
import { recordedRules } from '../../../recorded-rules.fixture';

const RULES = recordedRules({
  '1.37/validation/core-pods': {
    2: 'containers are needed',
    5: 'a Pod without a spec has no containers',
    11: 'a volume that is mounted is there',
    13: 'a CSI volume has a driver',
  },
  '1.37/defaults/host-ports': {
    21: 'a port of the host is that of the container in the network of the host',
  },
  '1.37/documented/admission-anti-affinity': {
    5: 'a term of an anti-affinity has a topology key',
  },
  '1.37/newest/pods': {
    2: 'the type of a key of a projected certificate is known',
    13: 'a path of a projected certificate does not leave the volume',
    17: 'a path of a projected certificate is relative',
    20: 'two projections do not write the same file',
    25: 'a projected trust bundle has a name or a signer',
    28: 'a projected trust bundle with a name has no selector',
  },
  '1.37/validation/core-pods-nope-binding': {
    2: 'a binding of a Pod that is not there finds none',
    13: 'a binding has a target',
    15: 'a binding is to a Node',
  },
  '1.37/validation/core-pods-nope-eviction': {
    2: 'an eviction of a Pod that is not there finds none',
    3: 'an eviction names the Pod of its URL',
  },
  '1.37/updates/kinds': {
    12: 'a Pod stays on its node',
    14: 'a deadline lies ahead',
    17: 'a container keeps its name',
    20: 'a deadline does not come later',
  },
  '1.37/updates/subresources': {
    7: 'a binding to a Pod is refused',
    12: 'the quality of service stays',
    13: 'an ephemeral container has a name of its own',
    14: 'an ephemeral container has no ports',
  },
});

describe('Pods', () => {
  for (const { rule, recorded, answered } of RULES)
    it(rule, async () => {
      expect(await answered()).toEqual(recorded);
    });
});
