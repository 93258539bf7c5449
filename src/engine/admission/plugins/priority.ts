/**
 * A pod gets the number of its priority class; without a class, that of the global default, or 0. So do PodGroups and CompositePodGroups, where
 * their feature gates are on. There is one global default.
 * Upstream: plugin/pkg/admission/priority/admission.go
 */
import type { AdmissionAttributes, AdmissionPlugin } from '../../api/admission';
import type { PluginContext } from '../plugin-context';
import type { KubeObject } from '../../api/objects';
import type { Storage } from '../../api/storage';
import { isPod, podSpec, withPodSpec } from '../pod';
import { refused } from '../refusal';

const CLASSES = { group: 'scheduling.k8s.io', resource: 'priorityclasses' };

interface PriorityClass extends KubeObject {
  readonly value: number;
  readonly globalDefault?: boolean;
  readonly preemptionPolicy?: string;
}

/** Of several defaults the lowest value counts. */
const defaultClass = (storage: Storage): PriorityClass | undefined =>
  (storage.list(CLASSES) as readonly PriorityClass[]).filter(({ globalDefault }) => globalDefault === true).sort((a, b) => a.value - b.value)[0];

function classOf(attributes: AdmissionAttributes, name: string, storage: Storage): PriorityClass | undefined {
  if (name === '') return defaultClass(storage);
  const found = storage.get(CLASSES, '', name) as PriorityClass | undefined;
  if (found === undefined) throw refused(attributes, `no PriorityClass with name ${name} was found`);
  return found;
}

interface Prioritised {
  readonly priorityClassName?: string;
  readonly priority?: number;
  readonly preemptionPolicy?: string;
}
/** How refusals call an object, and what they say of a priority that is not the computed one. */
interface Words {
  readonly object: string;
  readonly priority: (given: number, computed: number) => string;
}

const COMPUTED = 'priority admission controller computed';
const ofPods: Words = {
  object: 'pod',
  priority: (given, computed) =>
    `the integer value of priority (${given}) must not be provided in pod spec; ${COMPUTED} ${computed} from the given PriorityClass name`,
};
const ofGroups = (object: string): Words => ({
  object,
  priority: (given, computed) =>
    `priority set in the ${object} (${given}) must match the priority computed (${computed}) based on the priority class set in the spec`,
});

/** The fields that a class decides. Without `withPolicy` it has no say in preemption. */
function priorityOf(attributes: AdmissionAttributes, spec: Prioritised, storage: Storage, words: Words, withPolicy = true): Prioritised {
  const asked = spec.priorityClassName ?? '';
  const found = classOf(attributes, asked, storage);
  const priority = found?.value ?? 0;
  if (spec.priority !== undefined && spec.priority !== priority) throw refused(attributes, words.priority(spec.priority, priority));
  // A class that says nothing of preemption leaves it to the object.
  const policy = !withPolicy ? undefined : found === undefined ? 'PreemptLowerPriority' : found.preemptionPolicy;
  if (policy !== undefined && spec.preemptionPolicy !== undefined && spec.preemptionPolicy !== policy) {
    throw refused(
      attributes,
      `the string value of PreemptionPolicy (${spec.preemptionPolicy}) must not be provided in ${words.object} spec; ${COMPUTED} ${policy} from the given PriorityClass name`,
    );
  }
  const priorityClassName = asked || found?.metadata.name;
  return { ...(priorityClassName !== undefined && { priorityClassName }), priority, ...(policy !== undefined && { preemptionPolicy: policy }) };
}

const GROUPS = [
  { resource: 'podgroups', gate: 'GenericWorkload', words: ofGroups('pod group') },
  { resource: 'compositepodgroups', gate: 'CompositePodGroup', words: ofGroups('composite pod group') },
] as const;

function withPriorityOfGroup(attributes: AdmissionAttributes, object: KubeObject, { storage, options: { version } }: PluginContext): KubeObject {
  const { resource, subresource } = attributes;
  const group = resource.group === CLASSES.group && subresource === '' ? GROUPS.find((candidate) => candidate.resource === resource.resource) : undefined;
  if (group === undefined || version.isEnabled(group.gate) !== true) return object;
  const spec = (object['spec'] ?? {}) as Prioritised;
  const decided = priorityOf(attributes, spec, storage, group.words, version.isEnabled('PodGroupPreemptionPolicy') === true);
  return { ...object, spec: { ...spec, ...decided } };
}

function withPriority(attributes: AdmissionAttributes, pod: KubeObject, storage: Storage): KubeObject {
  const spec = podSpec(pod);
  return withPodSpec(pod, { ...spec, ...priorityOf(attributes, spec, storage, ofPods) });
}

/** A client that leaves out what admission has filled in does not mean to take it away. */
function withOldPriority(pod: KubeObject, old: KubeObject): KubeObject {
  const { priority, preemptionPolicy } = podSpec(old);
  return withPodSpec(pod, { ...(priority !== undefined && { priority }), ...(preemptionPolicy !== undefined && { preemptionPolicy }), ...podSpec(pod) });
}

export const createPriority = (context: PluginContext): AdmissionPlugin => ({
  name: 'Priority',
  handles: (operation) => operation === 'CREATE' || operation === 'UPDATE',
  admit(attributes) {
    const { object, oldObject, operation } = attributes;
    if (object === undefined) return object;
    if (!isPod(attributes)) return operation === 'CREATE' ? withPriorityOfGroup(attributes, object, context) : object;
    if (operation === 'CREATE') return withPriority(attributes, object, context.storage);
    return oldObject === undefined ? object : withOldPriority(object, oldObject);
  },
  validate(attributes) {
    const { object, operation, resource, subresource } = attributes;
    if (resource.group !== CLASSES.group || resource.resource !== CLASSES.resource || subresource !== '') return;
    if ((object as PriorityClass | undefined)?.globalDefault !== true) return;
    const present = defaultClass(context.storage)?.metadata.name;
    if (present === undefined || (operation === 'UPDATE' && present === object?.metadata.name)) return;
    throw refused(attributes, `PriorityClass ${present} is already marked as default. Only one default can exist`);
  },
});
