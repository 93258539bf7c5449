import { describeReplayed } from '../../replayed-rules.fixture';

describeReplayed('NodeRestriction', {
  '1.37/admission/node-restriction': {
    2: 'a node does not create another Node',
    3: 'labels of node-restriction.kubernetes.io are for administrators',
    4: 'so are those of kubernetes.io that kubelets do not set',
    10: 'a node does not change its taints',
    12: 'a node does not change the status of another Node',
    14: 'a node is not given its configuration by itself',
    22: 'a node creates mirror pods only',
    23: 'a mirror pod is owned by its node',
    24: 'a mirror pod is on its node',
    31: 'the owner is this Node and not one of its name before',
    33: 'a node changes the status of pods on it only',
    35: 'labels of a pod do not change through its status',
    37: 'a node deletes pods on it only',
    38: 'a node evicts pods on it only',
  },
});
