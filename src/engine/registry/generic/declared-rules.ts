/**
 * The errors of an object as the server reports them. Newer versions declare some rules with the types: what such a rule finds replaces
 * what the written rule says of the same field, comes after all other errors, in the order of the declarations, and says no more
 * than the rule; the other errors are reported once each. After ValidateDeclarativelyWithMigrationChecks of
 * k8s.io/apiserver/pkg/registry/rest/validate.go. The declarations: catalog/<version>/declared.json.
 */
import type { GroupVersionKind, KubeObject } from '../../api/objects';
import { catalogOf, type DeclaredRule } from '../../catalog/catalog';
import { encodeJson } from '../../golang/json';
import { own } from '../../golang/map';
import { required, type FieldError } from '../../errors/field-error';
import type { Version } from '../../versions';

type Reason = FieldError['reason'];

/** By the beginning of the name of a rule. What is not here finds an invalid value. */
const REASONS: readonly (readonly [RegExp, Reason])[] = [
  [/^Required/, 'FieldValueRequired'],
  [/^Forbidden/, 'FieldValueForbidden'],
  [/^MaxItems/, 'FieldValueTooMany'],
  [/^Max(Bytes|Length)/, 'FieldValueTooLong'],
  [/^Enum/, 'FieldValueNotSupported'],
  [/Unique$/, 'FieldValueDuplicate'],
];
const reasonOf = (rule: string): Reason => REASONS.find(([pattern]) => pattern.test(rule))?.[1] ?? 'FieldValueInvalid';

/** rules[0].verbs is rules[*].verbs in declarations. */
const declaredField = (field: string): string => field.replace(/\[[^[\]]*\]/g, '[*]');

interface Change {
  readonly object: KubeObject;
  /** What is there before an update. */
  readonly old?: KubeObject;
}

function hasChanged({ object, old }: Change, field: string): boolean {
  if (old === undefined) return false;
  const at = (value: KubeObject): unknown => field.split('.').reduce<unknown>((inner, name) => own(inner as Record<string, unknown>, name) ?? null, value);
  return encodeJson(at(object)) !== encodeJson(at(old));
}

/** A number is compared with a number by the rule, with another field by what is written. */
const isOfRule = (rule: string, { body }: FieldError): boolean => rule !== 'Minimum' || !body.includes('`');

/** Which declaration finds the same; -1: none does. */
const declarationOf = (error: FieldError, rules: readonly DeclaredRule[], change: Change): number =>
  rules.findIndex(
    ([declared, rule, guard]) =>
      declared === declaredField(error.field) &&
      reasonOf(rule) === error.reason &&
      isOfRule(rule, error) &&
      (guard === undefined || !hasChanged(change, guard)),
  );

/** The same text of the same field once, in the place of the first. */
function distinct(errors: readonly FieldError[]): readonly FieldError[] {
  const texts = errors.map(({ field, body }) => `${field}: ${body}`);
  const first = new Map(texts.map((text, index) => [text, index] as const).reverse());
  return errors.filter((_, index) => first.get(texts[index] ?? '') === index);
}

const asDeclared = (error: FieldError): FieldError => (error.reason === 'FieldValueRequired' ? required(error.field) : error);

/** `kind` is the one that the client sent. */
export function reportedErrors(found: readonly FieldError[], kind: GroupVersionKind, version: Version, change: Change): readonly FieldError[] {
  if (found.length === 0 || !version.has('declaredRulesDecide')) return found;
  const rules = own(catalogOf(version.name).declared, `${kind.group}/${kind.version}/${kind.kind}`) ?? [];
  const placed = found.map((error) => ({ error, at: declarationOf(error, rules, change) }));
  const written = placed.filter(({ at }) => at < 0).map(({ error }) => error);
  const declared = placed.filter(({ at }) => at >= 0).sort((a, b) => a.at - b.at);
  return [...distinct(written), ...distinct(declared.map(({ error }) => asDeclared(error)))];
}
