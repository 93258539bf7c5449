/**
 * Errors about a field of an object: k8s.io/apimachinery/pkg/util/validation/field. A validation returns a list of them;
 * invalid() of status-error.ts makes one answer of the list.
 */
import { encodeJson } from '../golang/json';
import { quote } from '../golang/quote';

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
export const tooMany = (field: string, actual: number, max: number): FieldError => ({
  reason: 'FieldValueTooMany',
  field,
  body: `Too many: ${actual}: must have at most ${max} item${max === 1 ? '' : 's'}`,
});
export const typeInvalid = (field: string, value: FieldValue, detail: string): FieldError => ({
  ...invalidValue(field, value, detail),
  reason: 'FieldValueTypeInvalid',
});
/** How field.Path prints the path that is none. */
export const NO_FIELD = '<nil>';

/** utilerrors.Aggregate: one distinct message as it is, several in brackets, duplicates dropped. */
export function aggregate(messages: readonly string[]): string {
  const distinct = [...new Set(messages)];
  return distinct.length === 1 ? String(distinct[0]) : `[${distinct.join(', ')}]`;
}
