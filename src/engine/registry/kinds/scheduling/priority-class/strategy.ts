/** PriorityClasses. After k8s.io/kubernetes/pkg/registry/scheduling/priorityclass and pkg/apis/scheduling/validation. */
import { own } from '../../../../golang/map';
import type { KubeObject } from '../../../../api/objects';
import { forbiddenField } from '../../../../errors/field-error';
import type { RegistryContext } from '../../../generic/context';
import { immutable } from '../../../generic/validation/immutable';
import { optional, requiredOneOf, when, type Errors } from '../../../generic/validation/checks';
import { firstGeneration } from '../../../generic/status-and-generation';
import type { Strategy, Validate } from '../../../generic/strategy';
import { forbidden } from '../../../../errors/status-error';

const HIGHEST_USER_PRIORITY = 1_000_000_000;
const SYSTEM: Readonly<Record<string, number>> = { 'system-node-critical': 2_000_001_000, 'system-cluster-critical': 2_000_000_000 };

/** Why a class with a name of the system is none of its own. */
function notOfSystem(name: string, value: number, globalDefault: boolean): string | undefined {
  const known = own(SYSTEM, name);
  if (known === undefined) return `${name} is not a known system priority class`;
  if (known !== value) return `value of ${name} PriorityClass must be ${known}`;
  return globalDefault ? `globalDefault of ${name} PriorityClass must be false` : undefined;
}

interface PriorityClass {
  readonly value?: number;
  readonly globalDefault?: boolean;
  readonly preemptionPolicy?: string;
}

const isSystemPriorityClass = (name: string): boolean => own(SYSTEM, name) !== undefined;

/** Names of the system are for its own classes, and so are high values. */
const validatePriorityClass: Validate = (object) => {
  const { value = 0, globalDefault = false, preemptionPolicy } = object as PriorityClass;
  const name = object.metadata.name ?? '';
  const problem = name.startsWith('system-') ? notOfSystem(name, value, globalDefault) : undefined;
  return [
    ...optional(problem, (why) => [
      forbiddenField('metadata.name', `priority class names with 'system-' prefix are reserved for system use only. error: ${why}`),
    ]),
    ...when(!name.startsWith('system-') && value > HIGHEST_USER_PRIORITY, () =>
      forbiddenField('value', `maximum allowed value of a user defined priority is ${HIGHEST_USER_PRIORITY}`),
    ),
    ...optional(preemptionPolicy, (policy) => requiredOneOf(policy, 'preemptionPolicy', ['PreemptLowerPriority', 'Never'])),
  ];
};

/** Only what a class says of itself may change. */
function validatePriorityClassUpdate(object: KubeObject, old: KubeObject, { options }: RegistryContext): Errors {
  const [after, before] = [object as PriorityClass, old as PriorityClass];
  const at = options.version.has('commonValidationWords') ? 'value' : 'Value';
  return [
    ...when((after.value ?? 0) !== (before.value ?? 0), () => forbiddenField(at, 'may not be changed in an update.')),
    ...immutable(after.preemptionPolicy, before.preemptionPolicy, 'preemptionPolicy'),
  ];
}

export const priorityClasses: Strategy = {
  validate: validatePriorityClass,
  validateUpdate: validatePriorityClassUpdate,
  prepareForCreate: firstGeneration,
  checkDelete: (name) => {
    if (!isSystemPriorityClass(name)) return;
    const resource = { group: 'scheduling.k8s.io', resource: 'priorityclasses' };
    throw forbidden(resource, name, 'this is a system priority class and cannot be deleted');
  },
};
