/** What a pod uses of a quota, and which scopes cover it. After pkg/quota/v1/evaluator/core/pods.go */
import type { PodSpec } from 'kubernetes-types/core/v1';
import type { KubeObject } from '../../api/objects';
import { own, table } from '../../golang/map';
import { isHugePages, isNativeResource } from '../../registry/generic/validation/resource-names';
import { qosClass } from '../../registry/kinds/core/pod/qos-class';
import { podSpec } from '../pod';
import { podResources } from '../pod-resources';
import type { Quantities, Resources } from '../quantities';
import type { Evaluator, QuotaScope } from './evaluator';

const MEASURED = ['cpu', 'memory', 'ephemeral-storage'];
const NAMES = ['count/pods', 'pods', ...MEASURED, ...MEASURED.flatMap((name) => [`requests.${name}`, `limits.${name}`])];
/** What every container has to say where a quota counts it. */
const NEEDED = ['cpu', 'memory', 'requests.cpu', 'requests.memory', 'limits.cpu', 'limits.memory'];

function computeUsage({ requests, limits }: Resources): Quantities {
  const requested = Object.entries(requests).flatMap(([name, quantity]): [string, string][] => {
    if (MEASURED.includes(name) || isHugePages(name))
      return [
        [name, quantity],
        [`requests.${name}`, quantity],
      ];
    return !isNativeResource(name) ? [[`requests.${name}`, quantity]] : [];
  });
  const limited = Object.entries(limits).flatMap(([name, quantity]): [string, string][] => (MEASURED.includes(name) ? [[`limits.${name}`, quantity]] : []));
  return { pods: '1', ...Object.fromEntries([...requested, ...limited]) };
}

/** A pod that is over, or that should be gone by now, uses nothing but its name. */
function isOver({ metadata, status }: KubeObject): boolean {
  const { phase } = (status ?? {}) as { readonly phase?: string };
  if (phase === 'Failed' || phase === 'Succeeded') return true;
  const { deletionTimestamp, deletionGracePeriodSeconds } = metadata;
  if (deletionTimestamp === undefined || deletionGracePeriodSeconds === undefined) return false;
  return Date.now() > Date.parse(deletionTimestamp) + deletionGracePeriodSeconds * 1000;
}

const isTerminating = ({ activeDeadlineSeconds }: PodSpec): boolean => activeDeadlineSeconds !== undefined && activeDeadlineSeconds >= 0;
const isBestEffort = (pod: KubeObject): boolean => qosClass(pod) === 'BestEffort';

interface Term {
  readonly namespaces?: readonly string[];
  readonly namespaceSelector?: object;
}

function reachesOtherNamespaces({ affinity = {} }: PodSpec): boolean {
  const terms = [affinity.podAffinity, affinity.podAntiAffinity].flatMap((one) => [
    ...(one?.requiredDuringSchedulingIgnoredDuringExecution ?? []),
    ...(one?.preferredDuringSchedulingIgnoredDuringExecution ?? []).map(({ podAffinityTerm }) => podAffinityTerm),
  ]);
  return terms.some(({ namespaces = [], namespaceSelector }: Term) => namespaces.length > 0 || namespaceSelector !== undefined);
}

function hasPriorityClass({ priorityClassName = '' }: PodSpec, { operator, values = [] }: QuotaScope): boolean {
  if (operator === 'Exists') return priorityClassName !== '';
  if (operator === 'DoesNotExist') return priorityClassName === '';
  return values.includes(priorityClassName) === (operator === 'In');
}

const SCOPES = table<(pod: KubeObject, scope: QuotaScope) => boolean>({
  Terminating: (pod) => isTerminating(podSpec(pod)),
  NotTerminating: (pod) => !isTerminating(podSpec(pod)),
  BestEffort: isBestEffort,
  NotBestEffort: (pod) => !isBestEffort(pod),
  PriorityClass: (pod, scope) => hasPriorityClass(podSpec(pod), scope),
  CrossNamespacePodAffinity: (pod) => reachesOtherNamespaces(podSpec(pod)),
});

export const podEvaluator: Evaluator = {
  handles({ operation, subresource, object, oldObject }) {
    if (subresource === 'resize') return operation === 'UPDATE';
    if (subresource !== '') return false;
    if (operation !== 'UPDATE' || object === undefined || oldObject === undefined) return operation === 'CREATE';
    return isTerminating(podSpec(object)) !== isTerminating(podSpec(oldObject));
  },
  measures: (name) => NAMES.includes(name) || /^(?:requests\.)?hugepages-/.test(name) || (name.startsWith('requests.') && !isNativeResource(name)),
  usage: (pod) => ({ 'count/pods': '1', ...(isOver(pod) ? {} : computeUsage(podResources(podSpec(pod)))) }),
  matchesScope: (scope, pod) => SCOPES[scope.scopeName]?.(pod, scope) ?? false,
  missing(names, pod, version) {
    const { containers, initContainers = [], ...rest } = podSpec(pod);
    const ofPod = (rest as { readonly resources?: Partial<Resources> }).resources;
    if (ofPod !== undefined && Object.keys({ ...ofPod.requests, ...ofPod.limits }).length > 0) return undefined;
    const lacking = names
      .filter((name) => NEEDED.includes(name))
      .sort()
      .flatMap((name) => {
        const silent = [...containers, ...initContainers].filter(
          ({ resources: { requests = {}, limits = {} } = {} }) => own(computeUsage({ requests, limits }), name) === undefined,
        );
        return silent.length === 0
          ? []
          : [version.has('quotaNamesContainers') ? `${name} for: ${[...new Set(silent.map((container) => container.name))].sort().join(',')}` : name];
      });
    return lacking.length === 0 ? undefined : `must specify ${lacking.join(version.has('quotaNamesContainers') ? '; ' : ',')}`;
  },
};
