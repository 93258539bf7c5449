/**
 * What of a value its schema does not allow. The errors of an object come in the order of its fields, where Go has none.
 * After k8s.io/kube-openapi/pkg/validation/validate and kubeOpenAPIResultToFieldErrors of
 * k8s.io/apiextensions-apiserver/pkg/apiserver/validation/validation.go.
 */
import { invalidValue, NO_FIELD, notSupported, required, tooLong, tooMany, typeInvalid, type FieldError, type FieldValue } from '../../../errors/field-error';
import { encodeJson } from '../../../golang/json';
import { own } from '../../../golang/map';
import { isFloat } from '../../../golang/printf';
import { quote } from '../../../golang/quote';
import { matchesRegexp, regexpError } from '../../../golang/regexp';
import { beforeField, beforeItem, isUnchanged, type Before } from './correlated';
import { hasFormat } from './formats';
import { isIntOrString, isMap, type Fields, type Schema } from './schema';

/** What was found, and how much was looked at: of several schemas that all refuse a value the one that came furthest says why. */
class Outcome {
  readonly errors: FieldError[] = [];
  matches = 0;

  merge({ errors, matches }: Outcome): void {
    this.errors.push(...errors);
    this.matches += matches;
  }
}

const typesOf = (schema: Schema): readonly string[] =>
  isIntOrString(schema) ? ['integer', 'string'] : schema.type === undefined || schema.type === '' ? [] : [schema.type];

function typeOf(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'bigint') return 'integer';
  if (typeof value === 'number') return isFloat(value) ? 'number' : 'integer';
  return typeof value;
}

/** Where an error is, below the place that the whole value has. */
const fieldAt = (root: string, path: string): string => {
  const below = path.startsWith('.') ? path.slice(1) : path;
  return root === '' ? below || NO_FIELD : below === '' ? root : `${root}.${below}`;
};

class Check {
  constructor(private readonly root: string) {}

  /** What was wrong before and has not changed is let be. */
  value(value: unknown, schema: Schema, path: string, before: Before = undefined): Outcome {
    const found = this.#whole(value, schema, path, before);
    return found.errors.length > 0 && isUnchanged(value, before) ? new Outcome() : found;
  }

  #whole(value: unknown, schema: Schema, path: string, before: Before): Outcome {
    const outcome = new Outcome();
    this.#type(value, schema, path, outcome);
    if (value !== null) {
      outcome.merge(this.#combined(value, schema, path));
      if (typeof value === 'string') this.#text(value, schema, path, outcome);
      if (typeof value === 'number' || typeof value === 'bigint') this.#number(value, schema, path, outcome);
      if (Array.isArray(value)) this.#list(value, schema, path, before, outcome);
    }
    this.#enum(value, schema, path, outcome);
    if (isMap(value)) this.#map(value, schema, path, before, outcome);
    outcome.matches += 1;
    return outcome;
  }

  #field(path: string): string {
    return fieldAt(this.root, path);
  }
  #refuse(outcome: Outcome, path: string, value: FieldValue, complaint: string): void {
    outcome.errors.push(invalidValue(this.#field(path), value, `${path} in body ${complaint}`));
  }
  #refuseWhole(outcome: Outcome, text: string): void {
    outcome.errors.push(invalidValue(this.root === '' ? NO_FIELD : this.root, '', text));
  }

  #type(value: unknown, schema: Schema, path: string, outcome: Outcome): void {
    const wanted = typesOf(schema);
    const given = value === null ? 'null' : typeOf(value);
    outcome.matches += 1;
    if (wanted.length === 0 || (value === null && schema.nullable === true)) return;
    const isText = typeof value === 'string' || Array.isArray(value);
    if (isText && (schema.format ?? '') !== '' && !wanted.includes('number') && !wanted.includes('integer')) return;
    const isWhole = typeof value === 'number' && Number.isInteger(value);
    if (wanted.includes(given) || (given === 'integer' && wanted.includes('number')) || (isWhole && wanted.includes('integer'))) return;
    outcome.errors.push(typeInvalid(this.#field(path), given, `${path} in body must be of type ${wanted.join(',')}: ${quote(given)}`));
  }

  #combined(value: unknown, { anyOf = [], oneOf = [], allOf = [], not }: Schema, path: string): Outcome {
    const outcome = new Outcome();
    const place = quote(path);
    const results = (schemas: readonly Schema[]): readonly Outcome[] => schemas.map((schema) => this.value(value, schema, path));
    const isGood = ({ errors }: Outcome): boolean => errors.length === 0;
    const furthest = (failed: readonly Outcome[]): Outcome | undefined =>
      failed.reduce<Outcome | undefined>((best, next) => (best === undefined || next.matches > best.matches ? next : best), undefined);
    if (anyOf.length > 0) {
      const all = results(anyOf);
      if (!all.some(isGood)) {
        this.#refuseWhole(outcome, `${place} must validate at least one schema (anyOf)`);
        outcome.merge(furthest(all) ?? new Outcome());
      }
    }
    if (oneOf.length > 0) {
      const all = results(oneOf);
      const good = all.filter(isGood).length;
      if (good !== 1) {
        const found = good === 0 ? 'Found none valid' : `Found ${good} valid alternatives`;
        this.#refuseWhole(outcome, `${place} must validate one and only one schema (oneOf). ${found}`);
        if (good === 0) outcome.merge(furthest(all) ?? new Outcome());
      }
    }
    if (allOf.length > 0) {
      const all = results(allOf);
      for (const result of all) outcome.merge(result);
      const good = all.filter(isGood).length;
      if (good !== all.length) this.#refuseWhole(outcome, `${place} must validate all the schemas (allOf)${good === 0 ? '. None validated' : ''}`);
    }
    if (not !== undefined && isGood(this.value(value, not, path))) this.#refuseWhole(outcome, `${place} must not validate the schema (not)`);
    outcome.matches += 1;
    return outcome;
  }

  #text(value: string, { maxLength, minLength, pattern = '', format = '' }: Schema, path: string, outcome: Outcome): void {
    const length = [...value].length;
    if (maxLength !== undefined && length > maxLength) outcome.errors.push(tooLong(this.#field(path), maxLength));
    else if (minLength !== undefined && length < minLength) this.#refuse(outcome, path, value, `should be at least ${minLength} chars long`);
    else if (pattern !== '') this.#pattern(value, pattern, path, outcome);
    if (format !== '' && !hasFormat(value, format))
      outcome.errors.push(typeInvalid(this.#field(path), value, `${path} in body must be of type ${format}: ${quote(value)}`));
  }

  #pattern(value: string, pattern: string, path: string, outcome: Outcome): void {
    const fault = regexpError(pattern);
    if (fault !== undefined) this.#refuse(outcome, path, value, `should match '${pattern}, but pattern is invalid: ${fault.message}'`);
    else if (!matchesRegexp(pattern, value)) this.#refuse(outcome, path, value, `should match '${pattern}'`);
  }

  #number(value: number | bigint, schema: Schema, path: string, outcome: Outcome): void {
    const { type, format = '', multipleOf, maximum, exclusiveMaximum = false, minimum, exclusiveMinimum = false } = schema;
    if (type === 'integer' && !fitsInteger(value, format)) {
      const named = format === '' ? '(default format)' : `with format ${format}`;
      this.#refuseWhole(outcome, `Checked value must be of type integer ${named} in ${path}`);
    }
    if (multipleOf !== undefined && !isMultiple(Number(value), multipleOf)) this.#refuse(outcome, path, value, `should be a multiple of ${multipleOf}`);
    if (minimum !== undefined && (value < minimum || (exclusiveMinimum && value === minimum)))
      this.#refuse(outcome, path, value, `should be greater than ${exclusiveMinimum ? '' : 'or equal to '}${minimum}`);
    if (maximum !== undefined && (value > maximum || (exclusiveMaximum && value === maximum)))
      this.#refuse(outcome, path, value, `should be less than ${exclusiveMaximum ? '' : 'or equal to '}${maximum}`);
    outcome.matches += 1;
  }

  #list(value: readonly unknown[], schema: Schema, path: string, before: Before, outcome: Outcome): void {
    const { items, minItems, maxItems, uniqueItems } = schema;
    if (items !== undefined)
      for (const [index, item] of value.entries()) outcome.merge(this.value(item, items, `${path}[${index}]`, beforeItem(before, schema, item)));
    if (minItems !== undefined && value.length < minItems) this.#refuse(outcome, path, value.length, `should have at least ${minItems} items`);
    if (maxItems !== undefined && value.length > maxItems) outcome.errors.push(tooMany(this.#field(path), value.length, maxItems));
    if (uniqueItems === true && new Set(value.map((item) => encodeJson(item))).size < value.length)
      this.#refuse(outcome, path, '', "shouldn't contain duplicates");
    outcome.matches += 1;
  }

  #enum(value: unknown, { enum: allowed = [] }: Schema, path: string, outcome: Outcome): void {
    if (allowed.length === 0 || allowed.some((candidate) => encodeJson(candidate) === encodeJson(value))) return;
    const shown = allowed.map((candidate) => (typeof candidate === 'string' ? candidate : encodeJson(candidate)));
    outcome.errors.push(notSupported(this.#field(path), value as FieldValue, shown));
  }

  #map(value: Fields, schema: Schema, path: string, before: Before, outcome: Outcome): void {
    const { properties = {}, additionalProperties, required: needed = [], minProperties, maxProperties } = schema;
    const size = Object.keys(value).length;
    if (minProperties !== undefined && size < minProperties) this.#refuse(outcome, path, size, `should have at least ${minProperties} properties`);
    if (maxProperties !== undefined && size > maxProperties) outcome.errors.push(tooMany(this.#field(path), size, maxProperties));
    if (typeof additionalProperties === 'object')
      for (const [name, member] of Object.entries(value))
        if (own(properties, name) === undefined) outcome.merge(this.value(member, additionalProperties, `${path}.${name}`, beforeField(before, schema, name)));
    for (const [name, property] of Object.entries(properties)) {
      const member = own(value, name);
      if (member !== undefined) outcome.merge(this.value(member, property, path === '' ? name : `${path}.${name}`, beforeField(before, schema, name)));
    }
    for (const name of needed) if (own(value, name) === undefined) outcome.errors.push(required(this.#field(`${path}.${name}`)));
  }
}

function fitsInteger(value: number | bigint, format: string): boolean {
  if (typeof value === 'number' && !Number.isInteger(value)) return false;
  const bits = format === 'int32' ? 32 : 64;
  return BigInt.asIntN(bits, BigInt(value)) === BigInt(value);
}

const isMultiple = (value: number, of: number): boolean => Number.isInteger(of < 1 ? (1 / of) * value : value / of);

/** `before`: what an update changes; `root`: where the value lies in its object. */
export const misfits = (value: unknown, schema: Schema, before?: Before, root = ''): readonly FieldError[] =>
  new Check(root).value(value, schema, '', before).errors;
