/** The row of a pod: what its containers are doing, in one word. After printPod of pkg/printers/internalversion/printers.go. */
import type { JsonObject, KubeObject } from '../../../api/objects';
import type { Version } from '../../../versions';
import { ageOf } from '../age';
import { fieldsOf, listOf, numberOf, textOf, type Fields } from '../fields';
import type { PrintedRow } from '../printer';
import { own } from '../../../golang/map';

const SUCCEEDED: readonly JsonObject[] = [{ type: 'Completed', status: 'True', reason: 'Succeeded', message: 'The pod has completed successfully.' }];
const FAILED: readonly JsonObject[] = [{ type: 'Completed', status: 'True', reason: 'Failed', message: 'The pod failed.' }];

interface Progress {
  readonly reason: string;
  readonly ready: number;
  readonly restarts: number;
  readonly lastRestart: string;
}

const stateOf = (container: Fields, state: string): Fields | undefined => {
  const value = own(fieldsOf(container['state']), state);
  return value === undefined || value === null ? undefined : fieldsOf(value);
};
const lastTermination = ({ lastState }: Fields): string => textOf(fieldsOf(fieldsOf(lastState)['terminated'])['finishedAt']);
const latest = (times: readonly string[]): string => [...times].sort().at(-1) ?? '';

function terminationReason({ reason, signal, exitCode }: Fields): string {
  if (textOf(reason) !== '') return textOf(reason);
  return numberOf(signal) === 0 ? `ExitCode:${numberOf(exitCode)}` : `Signal:${numberOf(signal)}`;
}

/** Why an init container holds the pod up; undefined: it does not. */
function initReason(container: Fields, restartable: boolean, at: number, total: number): string | undefined {
  const terminated = stateOf(container, 'terminated');
  if (terminated !== undefined && numberOf(terminated['exitCode']) === 0) return undefined;
  if (restartable && container['started'] === true) return undefined;
  if (terminated !== undefined) return `Init:${terminationReason(terminated)}`;
  const waiting = textOf(stateOf(container, 'waiting')?.['reason']);
  return waiting !== '' && waiting !== 'PodInitializing' ? `Init:${waiting}` : `Init:${at}/${total}`;
}

const isRestartable = (spec: Fields, name: unknown): boolean =>
  listOf(spec['initContainers']).some((container) => container['name'] === name && container['restartPolicy'] === 'Always');
const hasCondition = (status: Fields, type: string): boolean =>
  listOf(status['conditions']).some((condition) => condition['type'] === type && condition['status'] === 'True');

function afterInit(status: Fields, start: Progress, version: Version): Progress {
  let { reason } = start;
  let running = false;
  let failure = '';
  let ready = start.ready;
  const containers = listOf(status['containerStatuses']);
  for (const container of [...containers].reverse()) {
    const terminated = stateOf(container, 'terminated');
    const waiting = textOf(stateOf(container, 'waiting')?.['reason']);
    if (waiting !== '') reason = waiting;
    else if (terminated !== undefined) {
      reason = terminationReason(terminated);
      if (numberOf(terminated['exitCode']) !== 0) failure = reason;
    } else if (container['ready'] === true && stateOf(container, 'running') !== undefined) {
      running = true;
      ready += 1;
    }
  }
  if (reason === 'Completed') {
    if (running && hasCondition(status, 'Ready')) reason = 'Running';
    else if (failure !== '' && version.has('podRestartTimes')) reason = failure;
    else if (running) reason = 'NotReady';
  }
  const restarts = start.restarts + containers.reduce((sum, container) => sum + numberOf(container['restartCount']), 0);
  return { reason, ready, restarts, lastRestart: latest([start.lastRestart, ...containers.map(lastTermination)]) };
}

function progressOf(spec: Fields, status: Fields, version: Version): Progress {
  const sidecars = version.has('podRestartTimes');
  const inits = listOf(status['initContainerStatuses']);
  const gated = sidecars && listOf(status['conditions']).some(({ type, reason }) => type === 'PodScheduled' && reason === 'SchedulingGated');
  const own = gated ? 'SchedulingGated' : textOf(status['reason'], textOf(status['phase']));
  const restartable = inits.filter(({ name }) => sidecars && isRestartable(spec, name));
  const reasons = inits.map((container, at) => initReason(container, restartable.includes(container), at, listOf(spec['initContainers']).length));
  const held = reasons.findIndex((reason) => reason !== undefined);
  const passed = held === -1 ? inits : inits.slice(0, held + 1);
  const sum = (containers: readonly Fields[]): number => containers.reduce((total, container) => total + numberOf(container['restartCount']), 0);
  const ready = restartable.filter((container) => passed.includes(container) && container['started'] === true && container['ready'] === true).length;
  if (held !== -1 && !(sidecars && hasCondition(status, 'Initialized'))) {
    return { reason: reasons[held] ?? own, ready, restarts: sum(passed), lastRestart: latest(passed.map(lastTermination)) };
  }
  const seen = restartable.filter((container) => passed.includes(container));
  return afterInit(
    status,
    { reason: held === -1 ? own : (reasons[held] ?? own), ready, restarts: sum(seen), lastRestart: latest(seen.map(lastTermination)) },
    version,
  );
}

function gates(spec: Fields, status: Fields): string {
  const all = listOf(spec['readinessGates']);
  if (all.length === 0) return '<none>';
  const conditions = listOf(status['conditions']);
  const open = all.filter(({ conditionType }) => conditions.find(({ type }) => type === conditionType)?.['status'] === 'True');
  return `${open.length}/${all.length}`;
}

function finalReason({ metadata }: KubeObject, status: Fields, reason: string, version: Version): string {
  if (metadata.deletionTimestamp === undefined) return reason;
  if (status['reason'] === 'NodeLost') return 'Unknown';
  const terminal = version.has('podRestartTimes') && ['Failed', 'Succeeded'].includes(textOf(status['phase']));
  return terminal ? reason : 'Terminating';
}

export function printPod(pod: KubeObject, version: Version): PrintedRow {
  const [spec, status] = [fieldsOf(pod['spec']), fieldsOf(pod['status'])];
  const { reason, ready, restarts, lastRestart } = progressOf(spec, status, version);
  const sidecars = version.has('podRestartTimes') ? listOf(spec['initContainers']).filter(({ restartPolicy }) => restartPolicy === 'Always').length : 0;
  const restartText = restarts !== 0 && lastRestart !== '' ? `${restarts} (${ageOf(lastRestart)} ago)` : String(restarts);
  const conditions = status['phase'] === 'Succeeded' ? SUCCEEDED : status['phase'] === 'Failed' ? FAILED : undefined;
  return {
    cells: {
      Ready: `${ready}/${listOf(spec['containers']).length + sidecars}`,
      Status: finalReason(pod, status, reason, version),
      Restarts: version.has('podRestartTimes') ? restartText : restarts,
      IP: textOf(listOf(status['podIPs'])[0]?.['ip'], '<none>'),
      Node: textOf(spec['nodeName'], '<none>'),
      'Nominated Node': textOf(status['nominatedNodeName'], '<none>'),
      'Readiness Gates': gates(spec, status),
    },
    ...(conditions && { conditions }),
  };
}
