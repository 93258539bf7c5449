/** Fields that stay as they were. After ValidateImmutableField of k8s.io/apimachinery/pkg/api/validation/objectmeta.go. */
import type { KubeObject } from '../../../api/objects';
import { invalidValue, type FieldValue } from '../../../errors/field-error';
import { encodeJson } from '../../../golang/json';
import type { Version } from '../../../versions';
import type { RegistryContext } from '../context';
import type { Strategy, Validate } from '../strategy';
import { when, type Errors } from './checks';

const REASON = 'field is immutable';

export const hasChanged = (after: unknown, before: unknown): boolean => encodeJson(after ?? null) !== encodeJson(before ?? null);

/** `printed` is the value as Go prints it, where it is not a plain one. */
export const immutable = (after: FieldValue | undefined, before: unknown, at: string, printed: FieldValue = after ?? null): Errors =>
  when(hasChanged(after, before), () => invalidValue(at, printed, REASON));

/** Newer versions declare the rule with the type, and leave the value out. */
export const declaredImmutable = (after: FieldValue | undefined, before: unknown, at: string, version: Version, printed: FieldValue = after ?? null): Errors =>
  immutable(after, before, at, version.has('declaredImmutable') ? null : printed);

type ValidateChange = (object: KubeObject, old: KubeObject, context: RegistryContext) => Errors;

/** A kind whose updates are checked like creations, and then for what they change. Of some kinds older versions do the first twice. */
export const validatedWithChanges = (validate: Validate, validateChange: ValidateChange, strategy: Strategy = {}, isValidatedTwice = false): Strategy => ({
  ...strategy,
  validate,
  validateUpdate: (object, old, context) => {
    const errors = validate(object, context);
    const first = isValidatedTwice && context.options.version.has('updatesValidatedTwice') ? errors : [];
    return [...first, ...errors, ...validateChange(object, old, context)];
  },
});
