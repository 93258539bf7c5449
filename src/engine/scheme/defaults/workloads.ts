/** The groups apps, batch and autoscaling. Upstream: pkg/apis/{apps,batch,autoscaling}/v1/defaults.go */
import { setOwn } from '../../golang/map';
import { storedInV1 } from '../conversions/pod-autoscalers';
import { child, children, optionalChild, setDefault, setIfAbsent, type Defaulter, type Draft } from './draft';

const isRolling = (strategy: Draft): boolean => strategy['type'] === 'RollingUpdate';

const CPU_PERCENTAGE = 80;

/** Without metrics the processor is looked at. */
function metrics(spec: Draft, cpu: object): void {
  setIfAbsent(spec, 'minReplicas', 1);
  if (children(spec, 'metrics').length === 0) spec['metrics'] = [{ type: 'Resource', resource: { name: 'cpu', ...cpu } }];
}

/** How an autoscaler that says something of its behaviour behaves otherwise. */
const SCALING = {
  scaleUp: {
    stabilizationWindowSeconds: 0,
    selectPolicy: 'Max',
    policies: [
      { type: 'Pods', value: 4, periodSeconds: 15 },
      { type: 'Percent', value: 100, periodSeconds: 15 },
    ],
  },
  scaleDown: { selectPolicy: 'Max', policies: [{ type: 'Percent', value: 100, periodSeconds: 15 }] },
} as const;

export const workloads: Readonly<Record<string, Defaulter>> = {
  'apps.Deployment': (deployment) => {
    const spec = child(deployment, 'spec');
    setIfAbsent(spec, 'replicas', 1);
    const strategy = child(spec, 'strategy');
    setDefault(strategy, 'type', 'RollingUpdate');
    if (isRolling(strategy)) {
      const rolling = child(strategy, 'rollingUpdate');
      setIfAbsent(rolling, 'maxUnavailable', '25%');
      setIfAbsent(rolling, 'maxSurge', '25%');
    }
    setIfAbsent(spec, 'revisionHistoryLimit', 10);
    setIfAbsent(spec, 'progressDeadlineSeconds', 600);
  },
  'apps.ReplicaSet': (set) => setIfAbsent(child(set, 'spec'), 'replicas', 1),
  'apps.DaemonSet': (set, version) => {
    const spec = child(set, 'spec');
    const strategy = child(spec, 'updateStrategy');
    setDefault(strategy, 'type', 'RollingUpdate');
    if (isRolling(strategy)) {
      const rolling = child(strategy, 'rollingUpdate');
      setIfAbsent(rolling, 'maxUnavailable', 1);
      if (version.has('daemonSetSurge')) setIfAbsent(rolling, 'maxSurge', 0);
    }
    setIfAbsent(spec, 'revisionHistoryLimit', 10);
  },
  'apps.StatefulSet': (set, version) => {
    const spec = child(set, 'spec');
    for (const claim of children(spec, 'volumeClaimTemplates')) {
      claim['kind'] = 'PersistentVolumeClaim';
      claim['apiVersion'] = 'v1';
      setDefault(child(claim, 'status'), 'phase', 'Pending');
    }
    setDefault(spec, 'podManagementPolicy', 'OrderedReady');
    const strategy = child(spec, 'updateStrategy');
    setDefault(strategy, 'type', 'RollingUpdate');
    if (isRolling(strategy)) {
      const rolling = child(strategy, 'rollingUpdate');
      setIfAbsent(rolling, 'partition', 0);
      if (version.has('statefulSetMaxUnavailable')) setIfAbsent(rolling, 'maxUnavailable', 1);
    }
    if (version.has('statefulSetClaimRetention')) {
      const retention = child(spec, 'persistentVolumeClaimRetentionPolicy');
      setDefault(retention, 'whenDeleted', 'Retain');
      setDefault(retention, 'whenScaled', 'Retain');
    }
    setIfAbsent(spec, 'replicas', 1);
    setIfAbsent(spec, 'revisionHistoryLimit', 10);
  },
  'batch.Job': (job, version) => {
    const spec = child(job, 'spec');
    if (spec['completions'] === undefined && spec['parallelism'] === undefined) setIfAbsent(spec, 'completions', 1);
    setIfAbsent(spec, 'parallelism', 1);
    setIfAbsent(spec, 'backoffLimit', 6);
    const labels = optionalChild(optionalChild(optionalChild(spec, 'template') ?? {}, 'metadata') ?? {}, 'labels');
    const metadata = child(job, 'metadata');
    if (labels !== undefined && Object.keys(optionalChild(metadata, 'labels') ?? {}).length === 0) metadata['labels'] = { ...labels };
    if (!version.has('jobCompletionMode')) return;
    setIfAbsent(spec, 'completionMode', 'NonIndexed');
    setIfAbsent(spec, 'suspend', false);
    if (version.has('jobTracking')) setIfAbsent(spec, 'manualSelector', false);
    setIfAbsent(spec, 'podReplacementPolicy', spec['podFailurePolicy'] === undefined ? 'TerminatingOrFailed' : 'Failed');
  },
  'batch.CronJob': (job) => {
    const spec = child(job, 'spec');
    setDefault(spec, 'concurrencyPolicy', 'Allow');
    setIfAbsent(spec, 'suspend', false);
    setIfAbsent(spec, 'successfulJobsHistoryLimit', 3);
    setIfAbsent(spec, 'failedJobsHistoryLimit', 1);
  },
  'autoscaling.HorizontalPodAutoscalerBehavior': (behavior) => {
    for (const [direction, defaults] of Object.entries(SCALING)) {
      const rules = child(behavior, direction);
      for (const [field, value] of Object.entries(defaults)) setIfAbsent(rules, field, structuredClone(value));
    }
  },
  // Upstream does this while it converts, because annotations may hold more metrics.
  'autoscaling/v1.HorizontalPodAutoscaler': (autoscaler, version) => {
    for (const [field, value] of Object.entries(storedInV1(autoscaler, version))) setOwn(autoscaler, field, value);
  },
  'autoscaling/v1.HorizontalPodAutoscalerSpec': (spec) => setIfAbsent(spec, 'minReplicas', 1),
  'autoscaling/v2beta1.HorizontalPodAutoscalerSpec': (spec) => metrics(spec, { targetAverageUtilization: CPU_PERCENTAGE }),
  'autoscaling.HorizontalPodAutoscalerSpec': (spec) => metrics(spec, { target: { type: 'Utilization', averageUtilization: CPU_PERCENTAGE } }),
};
