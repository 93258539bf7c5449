/** Configurations of webhooks, and admission policies. After pkg/apis/admissionregistration/validation/validation.go. */
import type { LabelSelector } from 'kubernetes-types/meta/v1';
import type { KubeObject } from '../../../api/objects';
import type { SentMatchCondition, SentRule, SentWebhook } from '../../../api/webhook-configuration';
import { dns1035Label, dnsSubdomain, qualifiedName } from '../../../apimachinery/names';
import { duplicate, forbiddenField, invalidValue, required, type FieldError } from '../../../errors/field-error';
import type { RegistryContext } from '../../generic/context';
import { validateLabelSelector } from '../../generic/validation/label-selector-validation';
import { complaints, each, isEmpty, oneOf, optional, optionalOneOf, present, requiredOneOf, when, type Errors } from '../../generic/validation/checks';
import { givenFields } from '../../generic/validation/given';
import { pathSegment, requiredSubdomain } from '../../generic/validation/references';
import type { Version } from '../../../versions';
import { isCelIdentifier } from '../../../cel/escaped-field';
import { conditionErrors, PolicyExpressions, type ConditionsContext } from './expressions';
import { StoredExpressions } from './stored-expressions';
import { validateClientConfig } from './client-config';
import { NO_SIDE_EFFECTS, type WebhookDemands } from './webhook-demands';
import { strings } from '../../generic/metadata/go-printed';

const OPERATIONS = ['*', 'CONNECT', 'CREATE', 'DELETE', 'UPDATE'];
const REVIEW_VERSIONS = ['v1', 'v1beta1'];
const MOST_CONDITIONS = 64;
const REVIEWS = 'must specify one of v1, v1beta1';

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

function validateRule(rule: SentRule, at: string, version: Version): Errors {
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

function validateReviewVersions(versions: readonly string[], at: string, of: Version): Errors {
  if (versions.length === 0) return [required(at, REVIEWS)];
  const named = versions.flatMap((version, index) => [
    ...complaints(version, `${at}[${index}]`, dns1035Label(version)),
    ...when(versions.indexOf(version) < index, () => duplicate(`${at}[${index}]`, version)),
  ]);
  const known = versions.some((version) => REVIEW_VERSIONS.includes(version));
  return [...named, ...(known ? [] : [invalidValue(at, strings(versions, of), `must include at least one of ${REVIEW_VERSIONS.join(', ')}`)])];
}

function validateMatchConditions(conditions: readonly SentMatchCondition[] | undefined, at: string, version: Version, context: ConditionsContext): Errors {
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

function validateWebhook(webhook: SentWebhook, at: string, version: Version, { noSideEffects }: WebhookDemands, stored: StoredExpressions): Errors {
  const { name = '', sideEffects, timeoutSeconds, namespaceSelector, objectSelector } = webhook;
  const effects = noSideEffects ? NO_SIDE_EFFECTS : [...NO_SIDE_EFFECTS, 'Some', 'Unknown'];
  return [
    ...qualifiedHost(name, `${at}.name`),
    ...each(webhook.rules, `${at}.rules`, (rule, place) => validateRule(givenFields(rule), place, version)),
    ...optionalOneOf(webhook.failurePolicy, `${at}.failurePolicy`, ['Fail', 'Ignore']),
    ...optionalOneOf(webhook.matchPolicy, `${at}.matchPolicy`, ['Equivalent', 'Exact']),
    ...((sideEffects ?? undefined) === undefined
      ? [required(`${at}.sideEffects`, `must specify one of ${effects.join(', ')}`)]
      : oneOf(sideEffects, `${at}.sideEffects`, effects)),
    ...optional(timeoutSeconds, (seconds) =>
      when(seconds < 1 || seconds > 30, () => invalidValue(`${at}.timeoutSeconds`, seconds, 'the timeout value must be between 1 and 30 seconds')),
    ),
    ...optional(namespaceSelector, (selector) => validateLabelSelector(selector, `${at}.namespaceSelector`, version)),
    ...optional(objectSelector, (selector) => validateLabelSelector(selector, `${at}.objectSelector`, version)),
    ...validateClientConfig(webhook.clientConfig ?? {}, `${at}.clientConfig`, version),
    ...(version.has('matchConditions') ? validateMatchConditions(webhook.matchConditions, `${at}.matchConditions`, version, { hasParams: false, stored }) : []),
    ...optionalOneOf(webhook.reinvocationPolicy, `${at}.reinvocationPolicy`, ['IfNeeded', 'Never']),
  ];
}

/** The name of a webhook is a domain of at least three parts. */
function qualifiedHost(name: string, at: string): Errors {
  if (name === '') return [required(at)];
  const errors = complaints(name, at, dnsSubdomain(name));
  if (errors.length > 0) return errors;
  return when(name.split('.').length < 3, () => invalidValue(at, name, 'should be a domain with at least three segments separated by dots'));
}

/** `old`: what it was before an update. */
export function validateWebhooks(object: KubeObject, { options }: RegistryContext, demands: WebhookDemands, old?: KubeObject): Errors {
  const { webhooks } = givenFields<{ readonly webhooks?: readonly SentWebhook[] }>(object);
  const names = (webhooks ?? []).map(({ name = '' }) => name);
  const stored = StoredExpressions.ofWebhooks(old);
  const keepsConditions = stored.hasConditions(webhooks ?? []);
  return each(webhooks, 'webhooks', (webhook, at, index) => {
    const given = givenFields<SentWebhook>(webhook);
    return [
      ...validateWebhook(keepsConditions ? { ...given, matchConditions: [] } : given, at, options.version, demands, stored),
      ...validateReviewVersions(given.admissionReviewVersions ?? [], `${at}.admissionReviewVersions`, options.version),
      ...when(demands.uniqueNames && names.indexOf(given.name ?? '') < index, () => duplicate(`${at}.name`, given.name ?? '')),
    ];
  });
}

interface NamedRule extends SentRule {
  readonly resourceNames?: readonly string[];
}
interface MatchResources {
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

function validateMatchResources(given: MatchResources, at: string, version: Version): Errors {
  return [
    ...optionalOneOf(given.matchPolicy, `${at}.matchPolicy`, ['Equivalent', 'Exact']),
    ...optional(given.namespaceSelector, (selector) => validateLabelSelector(selector, `${at}.namespaceSelector`, version)),
    ...optional(given.objectSelector, (selector) => validateLabelSelector(selector, `${at}.objectSelector`, version)),
    ...each(given.resourceRules, `${at}.resourceRules`, (rule, place) => validateNamedRule(rule, place, version)),
    ...each(given.excludeResourceRules, `${at}.excludeResourceRules`, (rule, place) => validateNamedRule(rule, place, version)),
  ];
}

function validateConstraints(constraints: MatchResources | undefined, at: string, version: Version): Errors {
  if (constraints === undefined) return [required(at)];
  const given = givenFields<MatchResources>(constraints);
  return [...validateMatchResources(given, at, version), ...present(given.resourceRules, `${at}.resourceRules`)];
}

interface ParamKind {
  readonly apiVersion?: string;
  readonly kind?: string;
}

function validateParamVersion(apiVersion: string, at: string): Errors {
  if (apiVersion === '') return [required(at)];
  const parts = apiVersion.split('/');
  if (parts.length > 2) return [invalidValue(at, apiVersion, `unexpected GroupVersion string: ${apiVersion}`)];
  const group = parts.length === 2 ? (parts[0] ?? '') : '';
  const version = parts.at(-1) ?? '';
  return [
    ...(group === '' ? [] : complaints(group, at, dnsSubdomain(group))),
    ...(version === '' ? [invalidValue(at, apiVersion, 'version must be specified')] : complaints(version, at, dns1035Label(version))),
  ];
}

function validateParamKind({ apiVersion = '', kind = '' }: ParamKind, at: string): Errors {
  const kinds = dns1035Label(kind.toLowerCase()).map((text) => invalidValue(`${at}.kind`, kind, `may have mixed case, but should otherwise match: ${text}`));
  return [...validateParamVersion(apiVersion, `${at}.apiVersion`), ...(kind === '' ? [required(`${at}.kind`)] : kinds)];
}

interface Validation {
  readonly expression?: string;
  readonly message?: string;
  readonly reason?: string;
  readonly messageExpression?: string;
}
interface Variable {
  readonly name?: string;
  readonly expression?: string;
}
interface PolicySpec {
  readonly failurePolicy?: string;
  readonly paramKind?: ParamKind;
  readonly matchConstraints?: MatchResources;
  readonly matchConditions?: readonly SentMatchCondition[];
  readonly variables?: readonly Variable[];
  readonly validations?: readonly Validation[];
  readonly auditAnnotations?: readonly { readonly key?: string; readonly valueExpression?: string }[];
  readonly mutations?: readonly Mutation[];
  readonly reinvocationPolicy?: string;
}

function validateVariables(variables: readonly Variable[] | undefined, at: string, expressions: PolicyExpressions): Errors {
  return each(variables, at, ({ name = '', expression: text = '' }, place) => [
    ...(name.trim() === ''
      ? [required(`${place}.name`, 'name is not specified')]
      : when(!isCelIdentifier(name), () => invalidValue(`${place}.name`, name, 'must be a valid CEL identifier'))),
    ...(text.trim() === '' ? [required(`${place}.expression`, 'expression is not specified')] : expressions.variable(name, text, `${place}.expression`)),
  ]);
}

const REASONS = ['Forbidden', 'Invalid', 'RequestEntityTooLarge'];

function validateValidation(
  { expression: text = '', message = '', reason, messageExpression = '' }: Validation,
  at: string,
  expressions: PolicyExpressions,
): Errors {
  const trimmed = message.trim();
  return [
    ...(text.trim() === '' ? [required(`${at}.expression`, 'expression is not specified')] : expressions.validation(text, `${at}.expression`)),
    ...(messageExpression !== '' && messageExpression.trim() === ''
      ? [invalidValue(`${at}.messageExpression`, messageExpression, 'must be non-empty if specified')]
      : messageExpression === ''
        ? []
        : expressions.message(messageExpression, `${at}.messageExpression`)),
    ...when(message !== '' && trimmed === '', () => invalidValue(`${at}.message`, message, 'must be non-empty if specified')),
    ...when(trimmed.includes('\n'), () => invalidValue(`${at}.message`, message, 'must not contain line breaks')),
    ...optionalOneOf(reason, `${at}.reason`, REASONS),
  ];
}

const MOST_ANNOTATIONS = 20;
const LONGEST_ANNOTATION = 5 * 1024;

function validateAnnotations(
  { auditAnnotations = [] }: PolicySpec,
  policy: string,
  at: string,
  { version, expressions }: { readonly version: Version; readonly expressions: PolicyExpressions },
): Errors {
  const keys = auditAnnotations.map(({ key = '' }) => key);
  const asInGo = auditAnnotations.map(({ key: Key = '', valueExpression: ValueExpression = '' }) => ({ Key, ValueExpression }));
  const errors = each(auditAnnotations, at, ({ key = '', valueExpression = '' }, place, index) => {
    const whole = `${policy}/${key}`;
    return [
      ...(policy === ''
        ? [invalidValue(`${place}.key`, key, 'requires metadata.name be non-empty')]
        : complaints(whole, `${place}.key`, qualifiedName(whole, version))),
      ...(valueExpression.trim() === ''
        ? [required(`${place}.valueExpression`, 'valueExpression is not specified')]
        : Buffer.byteLength(valueExpression.trim()) > LONGEST_ANNOTATION
          ? [required(`${place}.valueExpression`, `must not exceed ${LONGEST_ANNOTATION} bytes in length`)]
          : expressions.annotation(valueExpression, `${place}.valueExpression`)),
      ...when(keys.indexOf(key) < index, () => duplicate(`${place}.key`, key)),
    ];
  });
  return [...when(keys.length > MOST_ANNOTATIONS, () => invalidValue(at, asInGo, `must not have more than ${MOST_ANNOTATIONS} auditAnnotations`)), ...errors];
}

const NOTHING = 'validations or auditAnnotations must contain at least one item';

/** `old`: what it was before an update. */
export function validateValidatingPolicy(object: KubeObject, { options }: RegistryContext, old?: KubeObject): Errors {
  const { version } = options;
  const spec = givenFields<PolicySpec>(object['spec']);
  const stored = StoredExpressions.ofPolicy(old);
  const expressions = new PolicyExpressions(version, spec.paramKind !== undefined, !isEmpty(spec.variables), stored);
  const empty = isEmpty(spec.validations) && isEmpty(spec.auditAnnotations);
  return [
    ...validatePolicyHead(spec, version, stored),
    ...validateVariables(spec.variables, 'spec.variables', expressions),
    ...(empty
      ? [required('spec.validations', NOTHING), required('spec.auditAnnotations', NOTHING)]
      : [
          ...each(spec.validations, 'spec.validations', (validation, at) => validateValidation(validation, at, expressions)),
          ...validateAnnotations(spec, object.metadata.name ?? '', 'spec.auditAnnotations', { version, expressions }),
        ]),
  ];
}

const validateOwnConditions = (spec: PolicySpec, version: Version, stored: StoredExpressions): Errors =>
  stored.hasConditions([spec])
    ? []
    : validateMatchConditions(spec.matchConditions, 'spec.matchConditions', version, { hasParams: spec.paramKind !== undefined, stored });

const validatePolicyHead = (spec: PolicySpec, version: Version, stored: StoredExpressions): Errors => [
  ...(spec.failurePolicy === undefined ? [required('spec.failurePolicy')] : oneOf(spec.failurePolicy, 'spec.failurePolicy', ['Fail', 'Ignore'])),
  ...optional(spec.paramKind, (kind) => validateParamKind(kind, 'spec.paramKind')),
  ...validateConstraints(spec.matchConstraints, 'spec.matchConstraints', version),
  ...validateOwnConditions(spec, version, stored),
];

interface Mutation {
  readonly patchType?: string;
  readonly applyConfiguration?: { readonly expression?: string };
  readonly jsonPatch?: { readonly expression?: string };
}

function validateMutation({ patchType = '', applyConfiguration, jsonPatch }: Mutation, at: string, expressions: PolicyExpressions): Errors {
  if (patchType !== 'ApplyConfiguration' && patchType !== 'JSONPatch') return requiredOneOf(patchType, `${at}.patchType`, ['ApplyConfiguration', 'JSONPatch']);
  const isPatch = patchType === 'JSONPatch';
  const [patch, other] = isPatch ? [jsonPatch, applyConfiguration] : [applyConfiguration, jsonPatch];
  const [field, otherField] = isPatch ? ['jsonPatch', 'applyConfiguration'] : ['applyConfiguration', 'jsonPatch'];
  const place = `${at}.${field}.expression`;
  const checked = ({ expression = '' }: { readonly expression?: string }): Errors =>
    expression.trim() === '' ? [required(place)] : expressions.mutation(expression, isPatch ? 'list(JSONPatch)' : 'Object', place);
  return [
    ...(patch === undefined ? [required(`${at}.${field}`, `must be specified when patchType is ${patchType}`)] : checked(patch)),
    ...when(other !== undefined, () => invalidValue(`${at}.${otherField}`, `{${otherField}}`, `must not be specified when patchType is ${patchType}`)),
  ];
}

function validateMutatedOperations({ resourceRules }: MatchResources, at: string): Errors {
  return (resourceRules ?? []).flatMap(({ operations }) =>
    (operations ?? []).flatMap((operation) =>
      operation === 'DELETE' || !OPERATIONS.includes(operation) ? oneOf(operation, `${at}.resourceRules.operations`, ['*', 'CONNECT', 'CREATE', 'UPDATE']) : [],
    ),
  );
}

/** `old`: what it was before an update. */
export function validateMutatingPolicy(object: KubeObject, { options }: RegistryContext, old?: KubeObject): Errors {
  const { version } = options;
  const spec = givenFields<PolicySpec>(object['spec']);
  const stored = StoredExpressions.ofPolicy(old);
  const expressions = new PolicyExpressions(version, spec.paramKind !== undefined, true, stored);
  return [
    ...(spec.failurePolicy === undefined ? [required('spec.failurePolicy')] : oneOf(spec.failurePolicy, 'spec.failurePolicy', ['Fail', 'Ignore'])),
    ...optional(spec.paramKind, (kind) => validateParamKind(kind, 'spec.paramKind')),
    ...validateConstraints(spec.matchConstraints, 'spec.matchConstraints', version),
    ...validateMutatedOperations(spec.matchConstraints ?? {}, 'spec.matchConstraints'),
    ...validateOwnConditions(spec, version, stored),
    ...validateVariables(spec.variables, 'spec.variables', expressions),
    ...(isEmpty(spec.mutations)
      ? [required('spec.mutations', 'mutations must contain at least one item')]
      : each(spec.mutations, 'spec.mutations', (mutation, at) => validateMutation(mutation, at, expressions))),
    ...requiredOneOf(spec.reinvocationPolicy, 'spec.reinvocationPolicy', ['IfNeeded', 'Never']),
  ];
}

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
