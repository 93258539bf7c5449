/**
 * A pod gets the number of its priority class; without a class, that of the global default, or 0. There is one global default.
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

function withPriority(attributes: AdmissionAttributes, pod: KubeObject, storage: Storage): KubeObject {
  const spec = podSpec(pod);
  const asked = spec.priorityClassName ?? '';
  const found = classOf(attributes, asked, storage);
  const computed = 'priority admission controller computed';
  const priority = found?.value ?? 0;
  if (spec.priority !== undefined && spec.priority !== priority) {
    throw refused(
      attributes,
      `the integer value of priority (${spec.priority}) must not be provided in pod spec; ${computed} ${priority} from the given PriorityClass name`,
    );
  }
  // A class that says nothing of preemption leaves it to the pod.
  const policy = found === undefined ? 'PreemptLowerPriority' : found.preemptionPolicy;
  if (policy !== undefined && spec.preemptionPolicy !== undefined && spec.preemptionPolicy !== policy) {
    throw refused(
      attributes,
      `the string value of PreemptionPolicy (${spec.preemptionPolicy}) must not be provided in pod spec; ${computed} ${policy} from the given PriorityClass name`,
    );
  }
  const priorityClassName = asked || found?.metadata.name;
  return withPodSpec(pod, {
    ...spec,
    ...(priorityClassName !== undefined && { priorityClassName }),
    priority,
    ...(policy !== undefined && { preemptionPolicy: policy }),
  });
}

/** A client that leaves out what admission has filled in does not mean to take it away. */
function withOldPriority(pod: KubeObject, old: KubeObject): KubeObject {
  const { priority, preemptionPolicy } = podSpec(old);
  return withPodSpec(pod, { ...(priority !== undefined && { priority }), ...(preemptionPolicy !== undefined && { preemptionPolicy }), ...podSpec(pod) });
}

export const createPriority = ({ storage }: PluginContext): AdmissionPlugin => ({
  name: 'Priority',
  handles: (operation) => operation === 'CREATE' || operation === 'UPDATE',
  admit(attributes) {
    const { object, oldObject, operation } = attributes;
    if (object === undefined || !isPod(attributes)) return object;
    if (operation === 'CREATE') return withPriority(attributes, object, storage);
    return oldObject === undefined ? object : withOldPriority(object, oldObject);
  },
  validate(attributes) {
    const { object, operation, resource, subresource } = attributes;
    if (resource.group !== CLASSES.group || resource.resource !== CLASSES.resource || subresource !== '') return;
    if ((object as PriorityClass | undefined)?.globalDefault !== true) return;
    const present = defaultClass(storage)?.metadata.name;
    if (present === undefined || (operation === 'UPDATE' && present === object?.metadata.name)) return;
    throw refused(attributes, `PriorityClass ${present} is already marked as default. Only one default can exist`);
  },
});
