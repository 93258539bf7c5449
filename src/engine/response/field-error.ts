/**
 * Errors about a field of an object: k8s.io/apimachinery/pkg/util/validation/field. A validation returns a list of them;
 * invalid() of status-error.ts makes one answer of the list.
 */
import { encodeJson } from '../golang/json';
import { quote } from '../golang/quote';
import type { Version } from '../versions';

export interface FieldError {
  readonly reason:
    | 'FieldValueNotFound'
    | 'FieldValueRequired'
    | 'FieldValueDuplicate'
    | 'FieldValueInvalid'
    | 'FieldValueTypeInvalid'
    | 'FieldValueNotSupported'
    | 'FieldValueForbidden'
    | 'FieldValueTooLong'
    | 'FieldValueTooMany'
    | 'InternalError';
  /** Where, for example spec.containers[0].name. */
  readonly field: string;
  /** The message without the field. */
  readonly body: string;
  /** It comes from a rule that is declared with the type: reported after all that are not. */
  readonly declared?: true;
}

/** How Go prints the value: strings quoted, numbers and booleans plain, everything else as given in `GoPrinted` or as JSON. */
export class GoPrinted {
  constructor(readonly text: string) {}
}
export type FieldValue = string | number | bigint | boolean | null | GoPrinted | object;

const printed = (value: FieldValue): string => {
  if (value instanceof GoPrinted) return value.text;
  if (typeof value === 'string') return quote(value);
  return typeof value === 'object' ? encodeJson(value) : String(value);
};
const withDetail = (text: string, detail: string): string => (detail === '' ? text : `${text}: ${detail}`);

export const required = (field: string, detail = ''): FieldError => ({ reason: 'FieldValueRequired', field, body: withDetail('Required value', detail) });
export const forbiddenField = (field: string, detail = ''): FieldError => ({ reason: 'FieldValueForbidden', field, body: withDetail('Forbidden', detail) });
export const notFoundValue = (field: string, value: FieldValue): FieldError => ({
  reason: 'FieldValueNotFound',
  field,
  body: `Not found: ${printed(value)}`,
});
export const invalidValue = (field: string, value: FieldValue, detail = ''): FieldError => ({
  reason: 'FieldValueInvalid',
  field,
  body: withDetail(`Invalid value: ${printed(value)}`, detail),
});
export const duplicate = (field: string, value: FieldValue): FieldError => ({
  reason: 'FieldValueDuplicate',
  field,
  body: `Duplicate value: ${printed(value)}`,
});
export const notSupported = (field: string, value: FieldValue, supported: readonly string[]): FieldError => ({
  reason: 'FieldValueNotSupported',
  field,
  body: withDetail(`Unsupported value: ${printed(value)}`, supported.length === 0 ? '' : `supported values: ${supported.map(quote).join(', ')}`),
});
export const tooLong = (field: string, max: number): FieldError => ({
  reason: 'FieldValueTooLong',
  field,
  body: `Too long: may not be more than ${max} byte${max === 1 ? '' : 's'}`,
});

/** What a rule that is declared with the type says. */
export const declared = (error: FieldError): FieldError => ({ ...error, declared: true });

/** A required value whose rule 1.37 takes from the type; the detail was that of the written rule. */
export const requiredAsDeclared = (field: string, version: Version, detail = ''): FieldError =>
  version.has('declaredRulesDecide') ? declared(required(field)) : required(field, detail);

/** The same text of the same field once, in the place of the first. */
function distinct(errors: readonly FieldError[]): readonly FieldError[] {
  const texts = errors.map(({ field, body }) => `${field}: ${body}`);
  return errors.filter((_, at) => texts.indexOf(texts[at] ?? '') === at);
}

/**
 * The errors of written rules and of those that are declared with the type, as the server reports them: the declared ones last, and
 * none of the others twice. After ValidateDeclaratively of k8s.io/apiserver/pkg/registry/rest/validate.go.
 */
export const reportedErrors = (errors: readonly FieldError[], version: Version): readonly FieldError[] =>
  version.has('declaredRulesDecide') ? [...distinct(errors.filter((error) => !error.declared)), ...errors.filter((error) => error.declared)] : errors;

/** utilerrors.Aggregate: one distinct message as it is, several in brackets, duplicates dropped. */
export function aggregate(messages: readonly string[]): string {
  const distinct = [...new Set(messages)];
  return distinct.length === 1 ? String(distinct[0]) : `[${distinct.join(', ')}]`;
}
