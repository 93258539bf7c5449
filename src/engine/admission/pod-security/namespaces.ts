/** What PodSecurity makes of a namespace: its labels must be right, and a stricter one warns of the pods that are there. */
import type { AdmissionAttributes } from '../../api/admission';
import type { KubeObject } from '../../api/objects';
import type { Storage } from '../../api/storage';
import { encodeJson } from '../../golang/json';
import { invalid } from '../../errors/status-error';
import { podSpec } from '../pod';
import { checkedPod } from './check';
import type { PodSecurityConfiguration } from './configuration';
import { violations } from './evaluate';
import { describeLevel, isEquivalent, isFullyPrivileged, isSame, isStricter, describeModes, policyOf, type LevelVersion, type Policy } from './policy';

const PODS = { group: '', resource: 'pods' };
/** So many pods are looked at, the first of each controller before the others. */
const MOST_PODS = 3000;

const runtimeClassOf = (pod: KubeObject): string => podSpec(pod).runtimeClassName ?? '';
const nameOf = ({ metadata }: KubeObject): string => metadata.name ?? '';

/** The first pod of each controller, and those without one, come first. */
function prioritized(pods: readonly KubeObject[]): readonly KubeObject[] {
  const controllers = new Set<string>();
  const [first, others]: [KubeObject[], KubeObject[]] = [[], []];
  for (const pod of pods) {
    const controller = pod.metadata.ownerReferences?.find((owner) => owner.controller === true)?.uid;
    (controller !== undefined && controllers.has(controller) ? others : first).push(pod);
    if (controller !== undefined) controllers.add(controller);
  }
  return [...first, ...others];
}

function warningsAbout(pods: readonly KubeObject[], namespace: string, enforce: LevelVersion, newest: number): readonly string[] {
  const checked = prioritized(pods).slice(0, MOST_PODS);
  const byReasons = new Map<string, string[]>();
  for (const pod of checked) {
    const reasons = violations(checkedPod(pod), enforce, newest)
      .map(({ reason }) => reason)
      .join(', ');
    if (reasons !== '') byReasons.set(reasons, [...(byReasons.get(reasons) ?? []), nameOf(pod)]);
  }
  const others = (count: number): string => (count === 0 ? '' : count === 1 ? ' (and 1 other pod)' : ` (and ${count} other pods)`);
  const aboutPods = [...byReasons].map(([reasons, names]) => `${[...names].sort()[0] ?? ''}${others(names.length - 1)}: ${reasons}`);
  return [
    ...(checked.length < pods.length ? [`new PodSecurity enforce level only checked against the first ${checked.length} of ${pods.length} existing pods`] : []),
    ...(aboutPods.length > 0 ? [`existing pods in namespace "${namespace}" violate the new PodSecurity enforce level "${describeLevel(enforce)}"`] : []),
    ...aboutPods.sort(),
  ];
}

/** What an exempt namespace asks for, which counts for nothing. */
function exemptionWarnings({ metadata }: KubeObject, policy: Policy, defaults: Policy): readonly string[] {
  if (isFullyPrivileged(policy) || isEquivalent(policy, defaults)) return [];
  return [`namespace "${metadata.name ?? ''}" is exempt from Pod Security, and the policy (${describeModes(policy, metadata.labels ?? {})}) will be ignored`];
}

export function checkNamespace(
  attributes: AdmissionAttributes,
  namespace: KubeObject,
  storage: Storage,
  newest: number,
  { defaults, exemptions }: PodSecurityConfiguration,
): void {
  const { subresource, oldObject, kind, name, warnings } = attributes;
  if (subresource !== '') return;
  const { policy, errors } = policyOf(namespace.metadata.labels ?? {}, defaults);
  const old = oldObject === undefined ? undefined : policyOf(oldObject.metadata.labels ?? {}, defaults);
  if (errors.length > 0 && encodeJson(errors) !== encodeJson(old?.errors ?? [])) throw invalid(kind, name, errors);
  const [enforce, before] = [policy.enforce, old?.policy.enforce];
  const isExempt = exemptions.namespaces.includes(nameOf(namespace));
  if (before === undefined && isExempt) warnings.push(...exemptionWarnings(namespace, policy, defaults));
  if (before === undefined || isSame(enforce, before) || enforce.level === 'privileged') return;
  if (enforce.version === before.version && !isStricter(enforce.level, before.level)) return;
  const isLookedAt = (pod: KubeObject): boolean => !exemptions.runtimeClasses.includes(runtimeClassOf(pod));
  const pods = (): readonly KubeObject[] => storage.list(PODS, nameOf(namespace)).filter(isLookedAt);
  warnings.push(...(isExempt ? exemptionWarnings(namespace, policy, defaults) : warningsAbout(pods(), nameOf(namespace), enforce, newest)));
}
