import { describeReplayed } from '../../replayed-rules.fixture';

describeReplayed('what a server makes when it starts', {
  '1.37/managed-fields/bootstrap': {
    1: 'base.ts: the namespaces of the system',
    2: 'base.ts: the default ClusterRoles',
    3: 'base.ts: the default ClusterRoleBindings',
    6: 'bootstrap.ts: the Service of the server itself',
    7: 'bootstrap.ts: the Endpoints of the server itself',
    8: 'authentication-trust.ts: the authorities of clients and of the front proxy',
    9: 'base.ts: the PriorityClasses of the system',
    10: 'base.ts: an APIService for each group and version',
    12: 'base.ts: the FlowSchemas',
    17: 'bootstrap.ts: the range of addresses of Services',
  },
  '1.37/documented/default-roles': {
    9: 'base.ts: each default role has the label of those that the server keeps',
    12: 'base.ts: the role of nodes',
    16: 'base.ts: a default role may be deleted',
  },
  '1.20/managed-fields/bootstrap': {
    2: 'base.ts: the default ClusterRoles of an older version',
  },
});
