/** What webhooks, policies and bindings are about: rules, selectors and conditions. After pkg/apis/admissionregistration/validation/validation.go. */
import type { LabelSelector } from 'kubernetes-types/meta/v1';
import type { SentMatchCondition, SentRule } from '../../../api/webhook-configuration';
import { qualifiedName } from '../../../apimachinery/names';
import { duplicate, invalidValue, required, type FieldError } from '../../../errors/field-error';
import { validateLabelSelector } from '../../generic/validation/label-selector-validation';
import { complaints, each, oneOf, optional, optionalOneOf, present, when, type Errors } from '../../generic/validation/checks';
import { givenFields } from '../../generic/validation/given';
import { pathSegment } from '../../generic/validation/references';
import type { Version } from '../../../versions';
import { conditionErrors, type ConditionsContext } from './expressions';
import { strings } from '../../generic/metadata/go-printed';

const OPERATIONS = ['*', 'CONNECT', 'CREATE', 'DELETE', 'UPDATE'];
const MOST_CONDITIONS = 64;

const starAlone = (values: readonly string[], at: string, what: string, version: Version, type = 'string'): Errors =>
  when(values.length > 1 && values.includes('*'), () => invalidValue(at, strings(values, version, type), `if '*' is present, must not specify other ${what}`));

/** A resource is a name, perhaps with a subresource; a star takes all of one or of the other. */
function validateResources(resources: readonly string[], at: string, version: Version): Errors {
  if (resources.length === 0) return [required(at)];
  const [withAllSubresources, ofAllResources] = [new Set<string>(), new Set<string>()];
  // Only the last resource without a subresource counts.
  const plain = resources.filter((resource) => resource !== '' && !resource.includes('/')).at(-1);
  const refused = (text: string): FieldError => invalidValue(at, strings(resources, version), text);
  return [
    ...each(resources, at, (resource, place) => {
      if (resource === '') return [required(place)];
      const slash = resource.indexOf('/');
      if (slash === -1) return [];
      const [of, sub] = [resource.slice(0, slash), resource.slice(slash + 1)];
      const errors = [
        ...when(withAllSubresources.has(of), () => invalidValue(place, resource, `if '${of}/*' is present, must not specify ${resource}`)),
        ...when(ofAllResources.has(sub), () => invalidValue(place, resource, `if '*/${sub}' is present, must not specify ${resource}`)),
      ];
      if (sub === '*') withAllSubresources.add(of);
      if (of === '*') ofAllResources.add(sub);
      return errors;
    }),
    ...when(resources.includes('*/*') && resources.length > 1, () => refused("if '*/*' is present, must not specify other resources")),
    ...when(resources.includes('*') && plain !== undefined && plain !== '*', () =>
      refused("if '*' is present, must not specify other resources without subresources"),
    ),
  ];
}

export function validateRule(rule: SentRule, at: string, version: Version): Errors {
  const { operations = [], apiGroups = [], apiVersions = [], resources = [], scope } = rule;
  return [
    ...(operations.length === 0
      ? [required(`${at}.operations`)]
      : starAlone(operations, `${at}.operations`, 'operations', version, 'admissionregistration.OperationType')),
    ...each(operations, `${at}.operations`, (operation, place) => oneOf(operation, place, OPERATIONS)),
    ...(apiGroups.length === 0 ? [required(`${at}.apiGroups`)] : starAlone(apiGroups, `${at}.apiGroups`, 'API groups', version)),
    ...(apiVersions.length === 0 ? [required(`${at}.apiVersions`)] : starAlone(apiVersions, `${at}.apiVersions`, 'API versions', version)),
    ...each(apiVersions, `${at}.apiVersions`, (given, place) => when(given === '', () => required(place))),
    ...validateResources(resources, `${at}.resources`, version),
    ...optionalOneOf(scope, `${at}.scope`, ['*', 'Cluster', 'Namespaced']),
  ];
}

export function validateMatchConditions(
  conditions: readonly SentMatchCondition[] | undefined,
  at: string,
  version: Version,
  context: ConditionsContext,
): Errors {
  const names = (conditions ?? []).map(({ name = '' }) => name);
  const tooMany: FieldError = {
    reason: 'FieldValueTooMany',
    field: at,
    body: `Too many: ${names.length}: must have at most ${MOST_CONDITIONS} items`,
  };
  const errors = each(conditions, at, ({ name = '', expression = '' }, place, index) => [
    ...(expression.trim() === '' ? [required(`${place}.expression`)] : conditionErrors(expression, `${place}.expression`, version, context)),
    ...(name === '' ? [required(`${place}.name`)] : complaints(name, `${place}.name`, qualifiedName(name, version))),
    ...when(name !== '' && names.indexOf(name) < index, () => duplicate(`${place}.name`, name)),
  ]);
  return [...when(names.length > MOST_CONDITIONS, () => tooMany), ...errors];
}

interface NamedRule extends SentRule {
  readonly resourceNames?: readonly string[];
}
export interface MatchResources {
  readonly resourceRules?: readonly NamedRule[];
  readonly excludeResourceRules?: readonly NamedRule[];
  readonly namespaceSelector?: LabelSelector;
  readonly objectSelector?: LabelSelector;
  readonly matchPolicy?: string;
}

/** A rule of a policy may name objects. */
function validateNamedRule(rule: NamedRule, at: string, version: Version): Errors {
  const given = givenFields<NamedRule>(rule);
  const names = given.resourceNames ?? [];
  return [
    ...each(names, `${at}.resourceNames`, (name, place, index) => [
      ...(name === '' ? [] : pathSegment(name, place, version)),
      ...when(names.indexOf(name) < index, () => duplicate(place, name)),
    ]),
    ...validateRule(given, at, version),
  ];
}

export function validateMatchResources(given: MatchResources, at: string, version: Version): Errors {
  return [
    ...optionalOneOf(given.matchPolicy, `${at}.matchPolicy`, ['Equivalent', 'Exact']),
    ...optional(given.namespaceSelector, (selector) => validateLabelSelector(selector, `${at}.namespaceSelector`, version)),
    ...optional(given.objectSelector, (selector) => validateLabelSelector(selector, `${at}.objectSelector`, version)),
    ...each(given.resourceRules, `${at}.resourceRules`, (rule, place) => validateNamedRule(rule, place, version)),
    ...each(given.excludeResourceRules, `${at}.excludeResourceRules`, (rule, place) => validateNamedRule(rule, place, version)),
  ];
}

export function validateConstraints(constraints: MatchResources | undefined, at: string, version: Version): Errors {
  if (constraints === undefined) return [required(at)];
  const given = givenFields<MatchResources>(constraints);
  return [...validateMatchResources(given, at, version), ...present(given.resourceRules, `${at}.resourceRules`)];
}

/** A mutation has nothing to change in what is deleted. */
export function validateMutatedOperations({ resourceRules }: MatchResources, at: string): Errors {
  return (resourceRules ?? []).flatMap(({ operations }) =>
    (operations ?? []).flatMap((operation) =>
      operation === 'DELETE' || !OPERATIONS.includes(operation) ? oneOf(operation, `${at}.resourceRules.operations`, ['*', 'CONNECT', 'CREATE', 'UPDATE']) : [],
    ),
  );
}
