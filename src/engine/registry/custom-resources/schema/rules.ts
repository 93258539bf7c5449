/**
 * The rules of a schema, x-kubernetes-validations: expressions in CEL about the value at their place, and about the one before an update.
 * What was refused before and has not changed is warned of. After k8s.io/apiextensions-apiserver/pkg/apiserver/schema/cel/validation.go.
 */
import { compile, type Program } from '../../../cel/compile';
import { baseEnvironment, type Environment, type EnvironmentMode } from '../../../cel/environment';
import { SchemaTypes, type Schema as OpenApiSchema } from '../../../cel/schema-types';
import { partsOf, type Expression } from '../../../cel/syntax/tree';
import { Optional, type CelValue } from '../../../cel/values/value';
import { DYN } from '../../../cel/checker/type';
import { forbiddenField, GoPrinted, invalidValue, type FieldError, type FieldValue } from '../../../errors/field-error';
import { own } from '../../../golang/map';
import type { Version } from '../../../versions';
import { beforeField, beforeItem, isUnchanged, type Before } from './correlated';
import { celValue } from './cel-value';
import { isEmbedded, isMap, ofMembers, type Rule, type Schema } from './schema';

const LONGEST_MESSAGE = 5 * 1024;
/** What all rules of an object may cost. */
const COST_BUDGET = 10_000_000;
const OUT_OF_BUDGET = 'validation failed due to running out of cost budget, no further validation rules will be run';

interface CompiledRule {
  readonly rule: Rule;
  readonly program?: Program;
  readonly error?: string;
  readonly usesOldSelf: boolean;
  readonly message?: Program;
}

const mentionsOldSelf = (node: Expression): boolean => (node.kind === 'ident' && node.name === 'oldSelf') || partsOf(node).some(mentionsOldSelf);

/** Where a rule of a schema is compiled: `self` and `oldSelf` have the type of the schema. */
export function ruleEnvironment(schema: Schema, isRoot: boolean, version: Version, rule: Rule, mode: EnvironmentMode): Environment {
  const types = new SchemaTypes({ self: schema as OpenApiSchema }, 'self', 'selfType', isRoot || isEmbedded(schema));
  return baseEnvironment(version, mode)
    .withStructs(types.struct)
    .withVariable('self', types.type)
    .withVariable('oldSelf', rule.optionalOldSelf === true ? DYN : types.type);
}

const compiledRules = new WeakMap<Schema, readonly CompiledRule[]>();

/** The rules of a schema about a value of another one, which is that schema itself or one that it is a part of. */
function compiledOf(ruling: Schema, schema: Schema, isRoot: boolean, version: Version): readonly CompiledRule[] {
  const known = compiledRules.get(ruling);
  if (known !== undefined) return known;
  const made = (ruling['x-kubernetes-validations'] ?? []).map((rule): CompiledRule => {
    const both = ruleEnvironment(schema, isRoot, version, rule, 'stored');
    const compiled = compile(both, rule.rule, ['bool']);
    const message = (rule.messageExpression ?? '') === '' ? undefined : compile(both, rule.messageExpression ?? '', ['string']);
    if ('message' in compiled) return { rule, error: compiled.message, usesOldSelf: false };
    return {
      rule,
      program: compiled.program,
      usesOldSelf: mentionsOldSelf(compiled.program.tree),
      ...(message !== undefined && 'program' in message && { message: message.program }),
    };
  });
  compiledRules.set(ruling, made);
  return made;
}

export const hasRules = (schema: Schema | undefined): boolean =>
  schema !== undefined &&
  ((schema['x-kubernetes-validations'] ?? []).length > 0 ||
    [schema.items, ofMembers(schema), ...Object.values(schema.properties ?? {}), ...(schema.allOf ?? [])].some(hasRules));

const REASONS: Readonly<Record<string, (field: string, value: FieldValue, detail: string) => FieldError>> = {
  FieldValueForbidden: (field, _value, detail) => forbiddenField(field, detail),
  FieldValueRequired: (field, _value, detail) => ({ reason: 'FieldValueRequired', field, body: `Required value: ${detail}` }),
  FieldValueDuplicate: (field, value) => ({
    ...invalidValue(field, value),
    reason: 'FieldValueDuplicate',
    body: invalidValue(field, value).body.replace('Invalid', 'Duplicate'),
  }),
};

/** A structured value is not shown. */
function refused(reason: string | undefined, field: string, value: unknown, detail: string): FieldError {
  const made = own(REASONS, reason ?? '')?.(field, value as FieldValue, detail);
  if (made !== undefined) return made;
  return typeof value === 'object' && value !== null
    ? { reason: 'FieldValueInvalid', field, body: `Invalid value: ${detail}` }
    : invalidValue(field, value as FieldValue, detail);
}

const below = (at: string, fieldPath: string): string => {
  const path = fieldPath.startsWith('.') ? fieldPath.slice(1) : fieldPath;
  return at === '' || path.startsWith('[') ? `${at}${path}` : `${at}.${path}`;
};

export interface RuleOptions {
  readonly version: Version;
  /** Takes what is wrong and was so before. */
  readonly warnings: string[];
}

class Evaluation {
  readonly errors: FieldError[] = [];
  #budget = COST_BUDGET;

  constructor(private readonly options: RuleOptions) {}

  visit(value: unknown, schema: Schema, at: string, before: Before, isRoot = false): void {
    if (value === null || value === undefined || !hasRules(schema) || this.#budget < 0) return;
    for (const rule of compiledOf(schema, schema, isRoot, this.options.version)) if (this.#budget >= 0) this.#evaluate(rule, value, schema, at, before);
    for (const part of schema.allOf ?? [])
      for (const rule of compiledOf(part, schema, isRoot, this.options.version)) if (this.#budget >= 0) this.#evaluate(rule, value, schema, at, undefined);
    if (Array.isArray(value)) {
      const { items } = schema;
      if (items !== undefined) for (const [index, item] of value.entries()) this.visit(item, items, `${at}[${index}]`, beforeItem(before, schema, item));
    } else if (isMap(value)) {
      for (const [name, member] of Object.entries(value)) {
        const property = own(schema.properties, name);
        const ofMember = ofMembers(schema);
        const old = beforeField(before, schema, name);
        if (property !== undefined) this.visit(member, property, at === '' ? name : `${at}.${name}`, old);
        else if (ofMember !== undefined) this.visit(member, ofMember, `${at}[${name}]`, old);
      }
    }
  }

  #evaluate({ rule, program, error, usesOldSelf, message }: CompiledRule, value: unknown, schema: Schema, at: string, before: Before): void {
    const type = new GoPrinted(JSON.stringify(schema.type ?? ''));
    const field = at === '' ? '<nil>' : at;
    if (program === undefined) {
      this.errors.push(invalidValue(field, type, `rule compile error: ${error}`));
      return;
    }
    const isOptional = rule.optionalOldSelf === true;
    if (usesOldSelf && before === undefined && !isOptional) return;
    const old: CelValue = before === undefined ? null : celValue(before.value, schema);
    const activation = { self: celValue(value, schema), oldSelf: isOptional ? (before === undefined ? Optional.none : Optional.of(old)) : old };
    const result = program.evaluate(activation);
    this.#budget -= result.cost;
    if (this.#budget < 0) {
      this.errors.push(invalidValue(field, type, OUT_OF_BUDGET));
      return;
    }
    if ('error' in result) {
      this.errors.push(invalidValue(field, type, failure(result.error, rule)));
      return;
    }
    if (result.value === true) return;
    const made = message?.evaluate(activation);
    const place = (rule.fieldPath ?? '') === '' ? field : below(at, rule.fieldPath ?? '');
    const refusal = refused(rule.reason, place, value, messageOf(rule, made !== undefined && 'value' in made ? made.value : undefined));
    if (!usesOldSelf && isUnchanged(value, before)) this.options.warnings.push(`${refusal.field}: ${refusal.body}`);
    else this.errors.push(refusal);
  }
}

const shown = ({ message = '', rule }: Rule): string => (message.trim() === '' ? rule.trim() : message.trim());

/** That of the expression where it gives one line that is not too long, else the one that is written, else the rule. */
function messageOf(rule: Rule, evaluated: unknown): string {
  const given = typeof evaluated === 'string' ? evaluated.trim() : '';
  if (given !== '' && !given.includes('\n') && Buffer.byteLength(given) <= LONGEST_MESSAGE) return given;
  return (rule.message ?? '').trim() || `failed rule: ${rule.rule.trim()}`;
}

function failure(error: string, rule: Rule): string {
  if (error.startsWith('no such overload'))
    return `'${error}': call arguments did not match a supported operator, function or macro signature for rule: ${shown(rule)}`;
  if (error.startsWith('operation cancelled: actual cost limit exceeded'))
    return `'${error}': no further validation rules will be run due to call cost exceeds limit for rule: ${shown(rule)}`;
  return `${error} evaluating rule: ${shown(rule)}`;
}

/** `before`: what an update changes. */
export function brokenRules(object: unknown, schema: Schema, before: Before, options: RuleOptions): readonly FieldError[] {
  const evaluation = new Evaluation(options);
  evaluation.visit(object, schema, '', before, true);
  return evaluation.errors;
}
