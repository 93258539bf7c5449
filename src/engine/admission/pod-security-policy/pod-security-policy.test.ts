/** The rules of PodSecurityPolicies, by the file that decides them. */
import { describe, it } from 'node:test';
import { expect } from 'expect';
import { replayedRules } from '../../replayed-rules.fixture';

const CHOICE = replayedRules({
  '1.20/admission-old/pod-security-policy-choice': {
    18: 'of policies that change a pod, the first by name is taken',
    19: 'a policy that allows a pod as it is goes before one that changes it',
    22: 'only policies that the client may use count',
    23: 'a refusal names what the policies that may be used refuse',
    26: 'a policy that the ServiceAccount of the pod may use is enough',
    27: 'a policy that nothing gives a right to is not used, and its errors are not named',
    30: 'the annotation names the policy that was taken, whatever was sent',
    32: 'a policy that lacks the ranges of a rule is passed over',
    34: 'an update has to be allowed as well',
    35: 'an update is held against the policies without a change',
  },
});
const STRATEGIES = replayedRules({
  '1.20/admission-old/pod-security-policy-strategies': {
    9: 'defaults.ts: a pod gets what the policy asks for and it does not say',
    47: 'defaults.ts: capabilities are added and dropped beside those of the container',
    12: 'validate-pod.ts: the user of the pod is that of its containers',
    11: 'validate-pod.ts: a user is one of the ranges',
    30: 'validate-pod.ts: sysctls that are forbidden or unsafe are refused',
    41: 'validate-pod.ts: a runtime class is one of those that are allowed',
    42: 'validate-pod.ts: a host port is one of the ranges',
    43: 'validate-pod.ts: a root file system has to be read-only',
    44: 'validate-pod.ts: privileges are not to be escalated',
    45: 'validate-pod.ts: a proc mount is one of those that are allowed',
    46: 'validate-pod.ts: a capability is one of those that may be added',
    48: 'validate-pod.ts: init containers are held against the policy',
    49: 'validate-pod.ts: namespaces of the host are refused',
    13: 'groups.ts: the group of a container is one of the ranges',
    14: 'groups.ts: the group of volumes is one of the ranges',
    16: 'groups.ts: each supplemental group that is not in the ranges is named',
    18: 'se-linux.ts: role, type and user are those of the policy',
    19: 'se-linux.ts: the level is that of the policy',
    20: 'se-linux.ts: the order of the categories of a level does not matter',
    22: 'profiles.ts: an AppArmor profile is one of those that are allowed',
    24: 'profiles.ts: a seccomp profile of a pod is one of those that are allowed',
    26: 'profiles.ts: a seccomp profile in a field counts as one in an annotation',
    31: 'volumes.ts: a path of the host is below one that is allowed',
    32: 'volumes.ts: a path that is read-only is mounted read-only',
    35: 'volumes.ts: a path that only begins with the same letters is not below it',
    36: 'volumes.ts: a FlexVolume driver is one of those that are allowed',
    37: 'volumes.ts: a CSI driver is one of those that are allowed',
    38: 'volumes.ts: a kind of volume is one of those that are allowed',
    39: 'volumes.ts: what every pod gets with its token counts as a secret',
    40: 'volumes.ts: another token does not',
  },
});

describe('PodSecurityPolicy', () => {
  for (const { rule, difference } of [...CHOICE, ...STRATEGIES])
    it(rule, async () => {
      expect(await difference()).toBe('');
    });
});
