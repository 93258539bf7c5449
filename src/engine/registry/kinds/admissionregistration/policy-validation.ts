/** Policies: their parameters, variables, validations and mutations. After pkg/apis/admissionregistration/validation/validation.go. */
import type { KubeObject } from '../../../api/objects';
import type { SentMatchCondition } from '../../../api/webhook-configuration';
import { dns1035Label, dnsSubdomain, qualifiedName } from '../../../apimachinery/names';
import { duplicate, invalidValue, required } from '../../../errors/field-error';
import type { RegistryContext } from '../../generic/context';
import { complaints, each, isEmpty, oneOf, optional, optionalOneOf, requiredOneOf, when, type Errors } from '../../generic/validation/checks';
import { givenFields } from '../../generic/validation/given';
import type { Version } from '../../../versions';
import { isCelIdentifier } from '../../../cel/escaped-field';
import { PolicyExpressions } from './expressions';
import { StoredExpressions } from './stored-expressions';
import { type MatchResources, validateConstraints, validateMatchConditions, validateMutatedOperations } from './matching-validation';

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
