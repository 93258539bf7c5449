/** Rows of apps, batch, autoscaling and policy. After pkg/printers/internalversion/printers.go. */
import { lenientGroupVersion } from '../../../apimachinery/group-version';
import { ageOf, humanDuration } from '../age';
import { containerCells, fieldsOf, labelsText, listOf, numberOf, selectorOrNone, selectorText, shown, textOf, textsOf, type Fields } from '../fields';
import type { Printer } from '../printer';
import { own } from '../../../golang/map';

const specAndStatus = (object: Fields): readonly [Fields, Fields] => [fieldsOf(object['spec']), fieldsOf(object['status'])];

const printDeployment: Printer = (deployment) => {
  const [spec, status] = specAndStatus(deployment);
  return {
    Ready: `${numberOf(status['readyReplicas'])}/${numberOf(spec['replicas'])}`,
    'Up-to-date': numberOf(status['updatedReplicas']),
    Available: numberOf(status['availableReplicas']),
    ...containerCells(spec['template']),
    Selector: selectorText(spec['selector']),
  };
};

const printReplicaSet: Printer = (set) => {
  const [spec, status] = specAndStatus(set);
  return {
    Desired: numberOf(spec['replicas']),
    Current: numberOf(status['replicas']),
    Ready: numberOf(status['readyReplicas']),
    ...containerCells(spec['template']),
    Selector: selectorOrNone(spec['selector']),
  };
};

const printDaemonSet: Printer = (set) => {
  const [spec, status] = specAndStatus(set);
  return {
    Desired: numberOf(status['desiredNumberScheduled']),
    Current: numberOf(status['currentNumberScheduled']),
    Ready: numberOf(status['numberReady']),
    'Up-to-date': numberOf(status['updatedNumberScheduled']),
    Available: numberOf(status['numberAvailable']),
    'Node Selector': labelsText(fieldsOf(fieldsOf(spec['template'])['spec'])['nodeSelector']),
    ...containerCells(spec['template']),
    Selector: selectorOrNone(spec['selector']),
  };
};

const printStatefulSet: Printer = (set) => {
  const [spec, status] = specAndStatus(set);
  return { Ready: `${numberOf(status['readyReplicas'])}/${numberOf(spec['replicas'])}`, ...containerCells(spec['template']) };
};

/** The first condition that is true names the job; a deletion comes after the two that end it. */
function jobStatus(status: Fields, deleted: boolean): string {
  const holds = (type: string): boolean => listOf(status['conditions']).some((condition) => condition['type'] === type && condition['status'] === 'True');
  if (holds('Complete')) return 'Complete';
  if (holds('Failed')) return 'Failed';
  if (deleted) return 'Terminating';
  if (holds('Suspended')) return 'Suspended';
  return ['FailureTarget', 'SuccessCriteriaMet'].find(holds) ?? 'Running';
}

const printJob: Printer = ({ metadata, ...job }) => {
  const [spec, status] = specAndStatus(job);
  const [succeeded, parallelism] = [numberOf(status['succeeded']), numberOf(spec['parallelism'])];
  const open = parallelism > 1 ? `${succeeded}/1 of ${parallelism}` : `${succeeded}/1`;
  const start = textOf(status['startTime']);
  const end = textOf(status['completionTime']);
  return {
    Status: jobStatus(status, metadata.deletionTimestamp !== undefined),
    Completions: typeof spec['completions'] === 'number' ? `${succeeded}/${spec['completions']}` : open,
    Duration: start === '' ? '' : end === '' ? ageOf(start) : humanDuration(Date.parse(end) - Date.parse(start)),
    ...containerCells(spec['template']),
    Selector: selectorOrNone(spec['selector']),
  };
};

const printCronJob: Printer = (job) => {
  const [spec, status] = specAndStatus(job);
  const template = fieldsOf(fieldsOf(spec['jobTemplate'])['spec']);
  const { suspend } = spec;
  return {
    Schedule: textOf(spec['schedule']),
    Timezone: textOf(spec['timeZone'], '<none>'),
    Suspend: suspend === undefined ? '<unset>' : suspend === true ? 'True' : 'False',
    Active: listOf(status['active']).length,
    'Last Schedule': typeof status['lastScheduleTime'] === 'string' ? ageOf(status['lastScheduleTime']) : '<none>',
    ...containerCells(template['template']),
    Selector: selectorOrNone(template['selector']),
  };
};

function metricText(name: string, target: Fields, current: Fields): string {
  if (target['averageValue'] !== undefined) return `${name}: ${shown(current['averageValue'], '<unknown>')}/${shown(target['averageValue'], '')}`;
  const percent = (value: unknown, absent: string): string => (typeof value === 'number' ? `${value}%` : absent);
  return `${name}: ${percent(current['averageUtilization'], '<unknown>')}/${percent(target['averageUtilization'], '<auto>')}`;
}

/** autoscaling/v1 knows one metric, the use of the CPU. */
function targets(spec: Fields, status: Fields): string {
  const metrics = listOf(spec['metrics']);
  if (metrics.length === 0 && typeof spec['targetCPUUtilizationPercentage'] === 'number') {
    return metricText('cpu', { averageUtilization: spec['targetCPUUtilizationPercentage'] }, { averageUtilization: status['currentCPUUtilizationPercentage'] });
  }
  if (metrics.length === 0) return '<none>';
  const currents = listOf(status['currentMetrics']);
  const texts = metrics.map((metric, at) => {
    const source = fieldsOf(metric['resource'] ?? metric['containerResource'] ?? metric['pods'] ?? metric['object'] ?? metric['external']);
    const current = currents[at] ?? {};
    const measured = fieldsOf(
      fieldsOf(current['resource'] ?? current['containerResource'] ?? current['pods'] ?? current['object'] ?? current['external'])['current'],
    );
    const target = fieldsOf(source['target']);
    if (metric['resource'] !== undefined || metric['containerResource'] !== undefined) return metricText(textOf(source['name']), target, measured);
    if (metric['pods'] !== undefined) return `${shown(measured['averageValue'], '<unknown>')}/${shown(target['averageValue'], '')}`;
    if (target['averageValue'] !== undefined) return `${shown(measured['averageValue'], '<unknown>')}/${shown(target['averageValue'], '')} (avg)`;
    return `${shown(measured['value'], '<unknown>')}/${shown(target['value'], '')}`;
  });
  return texts.length > 2 ? `${texts.slice(0, 2).join(', ')} + ${texts.length - 2} more...` : texts.join(', ');
}

const printHorizontalPodAutoscaler: Printer = (autoscaler) => {
  const [spec, status] = specAndStatus(autoscaler);
  const target = fieldsOf(spec['scaleTargetRef']);
  return {
    Reference: `${textOf(target['kind'])}/${textOf(target['name'])}`,
    Targets: targets(spec, status),
    MinPods: shown(spec['minReplicas'], '<unset>'),
    MaxPods: numberOf(spec['maxReplicas']),
    Replicas: numberOf(status['currentReplicas']),
  };
};

const printControllerRevision: Printer = ({ metadata, revision }) => {
  const owner = metadata.ownerReferences?.find(({ controller }) => controller === true);
  const { group } = lenientGroupVersion(owner?.apiVersion ?? '');
  return {
    Controller: owner === undefined ? '<none>' : `${owner.kind.toLowerCase()}${group === '' ? '' : `.${group}`}/${owner.name}`,
    Revision: numberOf(revision),
  };
};

const printPodSecurityPolicy: Printer = (policy) => {
  const spec = fieldsOf(policy['spec']);
  const rule = (field: string): string => textOf(fieldsOf(own(spec, field))['rule']);
  return {
    Priv: String(spec['privileged'] === true),
    Caps: textsOf(spec['allowedCapabilities']).join(','),
    SELinux: rule('seLinux'),
    RunAsUser: rule('runAsUser'),
    FsGroup: rule('fsGroup'),
    SupGroup: rule('supplementalGroups'),
    ReadOnlyRootFs: spec['readOnlyRootFilesystem'] === true,
    Volumes: textsOf(spec['volumes']).join(','),
  };
};

export const workloadPrinters: Readonly<Record<string, Printer>> = {
  Deployment: printDeployment,
  ReplicaSet: printReplicaSet,
  DaemonSet: printDaemonSet,
  StatefulSet: printStatefulSet,
  Job: printJob,
  CronJob: printCronJob,
  HorizontalPodAutoscaler: printHorizontalPodAutoscaler,
  ControllerRevision: printControllerRevision,
  Scale: ({ spec, status }) => ({ Desired: numberOf(fieldsOf(spec)['replicas']), Available: numberOf(fieldsOf(status)['replicas']) }),
  PodSecurityPolicy: printPodSecurityPolicy,
  PodDisruptionBudget: ({ spec, status }) => ({
    'Min Available': shown(fieldsOf(spec)['minAvailable'], 'N/A'),
    'Max Unavailable': shown(fieldsOf(spec)['maxUnavailable'], 'N/A'),
    'Allowed Disruptions': numberOf(fieldsOf(status)['disruptionsAllowed']),
  }),
};
