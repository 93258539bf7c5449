import { describeReplayed } from '../../../replayed-rules.fixture';

describeReplayed('columns of tables', {
  '1.37/modern-rest/tables': {
    44: 'pods.ts: a Pod has its state by its containers, its restarts and the gates of its readiness',
    46: 'core.ts: a Node has its state, its roles and its addresses',
    47: 'core.ts: a Service has its type, its addresses and its ports',
    48: 'core.ts: a ServiceAccount has its age',
    49: 'core.ts: a Secret has its type and the number of its data',
    57: 'workloads.ts: a Deployment says how many are ready, with its containers and its selector',
    58: 'workloads.ts: a StatefulSet says how many are ready',
    59: 'workloads.ts: a DaemonSet counts its pods',
    60: 'workloads.ts: a ReplicaSet counts its pods',
    62: 'workloads.ts: a Job has its state and how much of it is done',
    63: 'workloads.ts: a CronJob has its schedule and its time zone',
    64: 'workloads.ts: a PodDisruptionBudget has what it allows',
    65: 'workloads.ts: a HorizontalPodAutoscaler has its targets',
    67: 'cluster.ts: an EndpointSlice has its ports and its addresses',
    68: 'cluster.ts: a NetworkPolicy has its selector',
    69: 'cluster.ts: an Ingress has its class, its hosts and its ports',
    71: 'cluster.ts: a ServiceCIDR has its ranges',
    73: 'cluster.ts: a PriorityClass has its value',
  },
  '1.37/newest/tables': {
    6: 'newest.ts: a PodCertificateRequest has its state and the annotations that are not verified',
    9: 'newest.ts: a ClusterTrustBundle has its signer',
    14: 'newest.ts: a ResourceClaim is allocated or deleted',
    18: 'cluster.ts: a FlowSchema has its precedence and says whether its PriorityLevelConfiguration is missing',
  },
  '1.37/documented/default-roles': {
    7: 'rbac.ts: a ClusterRole has the time when it was created',
    8: 'rbac.ts: so has a Role',
  },
  '1.37/rbac-objects/clusterrolebindings-meta': {
    37: 'rbac.ts: a ClusterRoleBinding has its role and its age',
  },
  '1.37/defaults/component-statuses': {
    15: 'cluster.ts: a ComponentStatus has its status, message and error',
  },
  '1.20/discovery/accept-resources': {
    28: 'core.ts: a ConfigMap has the number of its data',
  },
});
