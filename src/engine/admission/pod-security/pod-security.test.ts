import { describeReplayed } from '../../replayed-rules.fixture';

describeReplayed('PodSecurity', {
  '1.37/modern-admission/pod-security-config': {
    8: 'pod-security.ts: what the defaults of the configuration audit and warn of',
    10: 'configuration.ts: the level that the configuration enforces by default',
    12: 'configuration.ts: an exempt namespace',
    13: 'namespaces.ts: labels of a namespace count more than defaults',
    14: 'policy.ts: a level without version is of the newest',
    15: 'configuration.ts: a user who is not exempt',
    16: 'configuration.ts: an exempt user',
    18: 'configuration.ts: an exempt class of runtimes',
    19: 'pod-security.ts: a workload is warned about, and not refused',
    20: 'configuration.ts: a workload of an exempt namespace is not',
    23: 'namespaces.ts: nothing is checked of an exempt namespace that is labelled',
  },
  '1.37/modern-admission/pod-security-namespaces': {
    1: 'policy.ts: a level is one of three',
    4: 'policy.ts: a version is latest or v1.x',
    9: 'policy.ts: a version has no leading zero',
    6: 'policy.ts: a version may be one to come',
    11: 'policy.ts: each label is checked',
    13: 'policy.ts: another label with the prefix is left alone',
    27: 'namespaces.ts: pods that the new level would refuse are warned about',
    30: 'namespaces.ts: only the level that is enforced is warned about',
    31: 'namespaces.ts: everything may run with privileged',
    35: 'namespaces.ts: nothing is checked where the level stays',
    37: 'namespaces.ts: nothing is checked where the level becomes looser',
    41: 'namespaces.ts: nor where the status is changed',
    42: 'namespaces.ts: a bad label that was there before is left alone',
  },
  '1.37/plugins/pod-security': {
    75: 'namespaces.ts: a new level counts for the next pod',
    83: 'pod-security.ts: an update of what the checks do not look at is not checked',
    84: 'pod-security.ts: one of an image is',
  },
});
