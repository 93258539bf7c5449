/**
 * What a schema says has to hold for itself: it is structural, its defaults fit it, and its rules compile. What rules may cost at most
 * is not reckoned. After ValidateCustomResourceDefinitionOpenAPISchema of validation.go and pkg/apiserver/schema/validation.go.
 */
import { compile } from '../../../../cel/compile';
import { invalidValue, notSupported, required } from '../../../../errors/field-error';
import type { Version } from '../../../../versions';
import { misfits } from '../../../custom-resources/schema/conforms';
import { ruleEnvironment } from '../../../custom-resources/schema/rules';
import { isIntOrString, ofMembers, preserves, type Rule, type Schema } from '../../../custom-resources/schema/schema';
import { own } from '../../../../golang/map';
import { regexpError } from '../../../../golang/regexp';
import { each, when, type Errors } from '../../../generic/validation/checks';

const TYPES = ['array', 'boolean', 'integer', 'number', 'object', 'string'];

/** Fields of objects have a type, and so has the root. */
export function validateStructure(schema: Schema, at: string, isRoot = true): Errors {
  const { type = '', properties = {} } = schema;
  const typeless = type === '' && (isRoot || !(isIntOrString(schema) || preserves(schema)));
  return [
    ...(typeless ? [required(`${at}.type`, isRoot ? 'must not be empty at the root' : 'must not be empty for specified object fields')] : []),
    ...when(isRoot && type !== '' && type !== 'object', () => invalidValue(`${at}.type`, type, 'must be object at the root')),
    ...when(type !== '' && !TYPES.includes(type), () => notSupported(`${at}.type`, type, TYPES)),
    ...Object.entries(properties).flatMap(([name, property]) => validateStructure(property, `${at}.properties[${name}]`, false)),
  ];
}

/** The schemas of a schema, each with its place; itself among them. */
function* partsOf(schema: Schema, at: string): Generator<readonly [Schema, string]> {
  yield [schema, at];
  for (const [name, property] of Object.entries(schema.properties ?? {})) yield* partsOf(property, `${at}.properties[${name}]`);
  const members = ofMembers(schema);
  if (members !== undefined) yield* partsOf(members, `${at}.additionalProperties`);
  if (schema.items !== undefined) yield* partsOf(schema.items, `${at}.items`);
}

export const validatePatterns = (schema: Schema, at: string): Errors =>
  [...partsOf(schema, at)].flatMap(([{ pattern = '' }, place]) => {
    const fault = pattern === '' ? undefined : regexpError(pattern);
    return fault === undefined ? [] : [invalidValue(`${place}.pattern`, pattern, `must be a valid regular expression, but isn't: ${fault.message}`)];
  });

export const validateDefaults = (schema: Schema, at: string): Errors =>
  [...partsOf(schema, at)].flatMap(([part, place]) => (part.default === undefined ? [] : misfits(part.default, part, undefined, `${place}.default`)));

/** A rule as Go writes the type that the server has of it. */
const internalRule = ({ rule, message = '', messageExpression = '', reason, fieldPath = '', optionalOldSelf }: Rule): object => ({
  Rule: rule,
  Message: message,
  MessageExpression: messageExpression,
  Reason: reason ?? null,
  FieldPath: fieldPath,
  OptionalOldSelf: optionalOldSelf ?? null,
});

export function validateRules(schema: Schema, at: string, version: Version): Errors {
  if (!version.has('customResourceRules')) return [];
  return [...partsOf(schema, at)].flatMap(([part, place]) =>
    each(part['x-kubernetes-validations'], `${place}.x-kubernetes-validations`, (rule, ofRule) => {
      const compiled = compile(ruleEnvironment(part, place === at, version, rule, 'new'), rule.rule, ['bool']);
      return 'message' in compiled ? [invalidValue(`${ofRule}.rule`, internalRule(rule), compiled.message)] : [];
    }),
  );
}

const SELECTABLE = ['string', 'boolean', 'integer'];

/** The schema of a field; undefined where there is none. */
const fieldSchema = (schema: Schema, path: string): Schema | undefined =>
  path
    .split('.')
    .slice(1)
    .reduce<Schema | undefined>((outer, name) => own(outer?.properties, name), schema);

export const validateSelectableFields = (fields: readonly { readonly jsonPath?: string }[] | undefined, schema: Schema | undefined, at: string): Errors =>
  each(fields, at, ({ jsonPath = '' }, place) => {
    const field = `${place}.jsonPath`;
    if (jsonPath === '') return [required(field)];
    const found = schema && fieldSchema(schema, jsonPath);
    if (found === undefined) return [invalidValue(field, jsonPath, 'is an invalid path: does not refer to a valid field')];
    return [
      ...when(jsonPath.startsWith('.metadata'), () => invalidValue(field, jsonPath, 'must not point to fields in metadata')),
      ...when(!SELECTABLE.includes(found.type ?? ''), () =>
        invalidValue(field, jsonPath, 'must point to a field of type string, boolean or integer. Enum string fields and strings with formats are allowed.'),
      ),
    ];
  });
