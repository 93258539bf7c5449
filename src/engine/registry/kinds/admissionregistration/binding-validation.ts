/** Bindings of policies. After pkg/apis/admissionregistration/validation/validation.go. */
import type { LabelSelector } from 'kubernetes-types/meta/v1';
import type { KubeObject } from '../../../api/objects';
import { duplicate, forbiddenField, invalidValue, required } from '../../../errors/field-error';
import type { RegistryContext } from '../../generic/context';
import { validateLabelSelector } from '../../generic/validation/label-selector-validation';
import { each, oneOf, optional, requiredOneOf, when, type Errors } from '../../generic/validation/checks';
import { givenFields } from '../../generic/validation/given';
import { pathSegment, requiredSubdomain } from '../../generic/validation/references';
import type { Version } from '../../../versions';
import { type MatchResources, validateMatchResources, validateMutatedOperations } from './matching-validation';

interface ParamRef {
  readonly name?: string;
  readonly namespace?: string;
  readonly selector?: LabelSelector;
  readonly parameterNotFoundAction?: string | null;
}
interface BindingSpec {
  readonly policyName?: string;
  readonly paramRef?: ParamRef;
  readonly matchResources?: MatchResources;
  readonly validationActions?: readonly string[];
}

const EXCLUSIVE = 'name and selector are mutually exclusive';

function validateParamRef({ name = '', selector, parameterNotFoundAction: action }: ParamRef, at: string, version: Version): Errors {
  return [
    ...(name === '' ? [] : [...pathSegment(name, `${at}.name`, version), ...when(selector !== undefined, () => forbiddenField(`${at}.name`, EXCLUSIVE))]),
    ...optional(selector, (given) => validateLabelSelector(given, `${at}.selector`, version)),
    ...when(name !== '' && selector !== undefined, () => forbiddenField(`${at}.selector`, EXCLUSIVE)),
    ...when(name === '' && selector === undefined, () => required(at, 'one of name or selector must be specified')),
    ...requiredOneOf(action, `${at}.parameterNotFoundAction`, ['Deny', 'Allow']),
  ];
}

const ACTIONS = ['Audit', 'Deny', 'Warn'];

function validateActions(actions: readonly string[], at: string): Errors {
  const errors = each(actions, at, (action, place, index) => [
    ...oneOf(action, place, ACTIONS),
    ...when(actions.indexOf(action) < index, () => duplicate(place, action)),
  ]);
  return [
    ...errors,
    ...when(actions.includes('Deny') && actions.includes('Warn'), () =>
      invalidValue(
        at,
        actions,
        'must not contain both Deny and Warn (repeating the same validation failure information in the API response and headers serves no purpose)',
      ),
    ),
    ...when(actions.length === 0, () => required(at, 'at least one validation action is required')),
  ];
}

const validateBindingHead = ({ policyName, paramRef, matchResources }: BindingSpec, version: Version): Errors => [
  ...requiredSubdomain(policyName, 'spec.policyName'),
  ...optional(paramRef, (reference) => validateParamRef(givenFields(reference), 'spec.paramRef', version)),
  ...optional(matchResources, (given) => validateMatchResources(givenFields(given), 'spec.matchResources', version)),
];

export function validateValidatingBinding(object: KubeObject, { options }: RegistryContext): Errors {
  const spec = givenFields<BindingSpec>(object['spec']);
  return [...validateBindingHead(spec, options.version), ...validateActions(spec.validationActions ?? [], 'spec.validationActions')];
}

export function validateMutatingBinding(object: KubeObject, { options }: RegistryContext): Errors {
  const spec = givenFields<BindingSpec>(object['spec']);
  return [...validateBindingHead(spec, options.version), ...validateMutatedOperations(spec.matchResources ?? {}, 'spec.matchResources')];
}
