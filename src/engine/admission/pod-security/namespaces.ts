/** What PodSecurity makes of a namespace: its labels must be right, and a stricter one warns of the pods that are there. */
import type { AdmissionAttributes } from '../../api/admission';
import type { KubeObject } from '../../api/objects';
import type { Storage } from '../../api/storage';
import { encodeJson } from '../../golang/json';
import { invalid } from '../../response/status-error';
import { checkedPod } from './check';
import { DEFAULTS } from './configuration';
import { violations } from './evaluate';
import { inWords, isSame, isStricter, policyOf, type LevelVersion } from './policy';

const PODS = { group: '', resource: 'pods' };
/** So many pods are looked at, the first of each controller before the others. */
const MOST_PODS = 3000;

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
    ...(aboutPods.length > 0 ? [`existing pods in namespace "${namespace}" violate the new PodSecurity enforce level "${inWords(enforce)}"`] : []),
    ...aboutPods.sort(),
  ];
}

export function checkNamespace(attributes: AdmissionAttributes, namespace: KubeObject, storage: Storage, newest: number): void {
  const { subresource, oldObject, kind, name, warnings } = attributes;
  if (subresource !== '') return;
  const { policy, errors } = policyOf(namespace.metadata.labels ?? {}, DEFAULTS);
  const old = oldObject === undefined ? undefined : policyOf(oldObject.metadata.labels ?? {}, DEFAULTS);
  if (errors.length > 0 && encodeJson(errors) !== encodeJson(old?.errors ?? [])) throw invalid(kind, name, errors);
  const [enforce, before] = [policy.enforce, old?.policy.enforce];
  if (before === undefined || isSame(enforce, before) || enforce.level === 'privileged') return;
  if (enforce.version === before.version && !isStricter(enforce.level, before.level)) return;
  warnings.push(...warningsAbout(storage.list(PODS, nameOf(namespace)), nameOf(namespace), enforce, newest));
}
