/**
 * CreateOptions, UpdateOptions and PatchOptions: ?dryRun=, ?fieldManager=, ?fieldValidation=, ?force=.
 * After k8s.io/apimachinery/pkg/apis/meta/v1/validation/validation.go.
 */
import type { JsonObject } from '../../api/objects';
import { forbiddenField, invalidValue, notSupported, required, type FieldError, GoPrinted } from '../../errors/field-error';
import { invalid } from '../../errors/status-error';
import { quote } from '../../golang/quote';
import type { Version } from '../../versions';
import { tooLongField } from './metadata/validation';
import { encodeJson } from '../../golang/json';
import { booleanValue } from './query-values';

export type OptionsKind = 'CreateOptions' | 'UpdateOptions' | 'PatchOptions' | 'DeleteOptions';

export interface WriteOptions {
  readonly dryRun: boolean;
  readonly fieldManager: string;
  /** Ignore, Warn or Strict; '' where the version has no such option. */
  readonly fieldValidation: string;
  readonly force: boolean;
  /** As admission is shown them. */
  readonly given: JsonObject;
}

const MAX_FIELD_MANAGER_BYTES = 128;
/** Upstream quotes the whole text for each of its characters that is wrong, so that its answer grows with the square of the text. */
const MOST_QUOTED_CHARACTERS = 1 << 20;
const FIELD_VALIDATIONS = ['', 'Ignore', 'Strict', 'Warn'];
export const APPLY_PATCH = 'application/apply-patch+yaml';

export function validateDryRun(values: readonly string[], version: Version): readonly FieldError[] {
  if (values.every((value) => value === 'All')) return [];
  const printed = version.has('jsonFieldErrors') ? encodeJson(values) : `[]string{${values.map(quote).join(', ')}}`;
  return [notSupported('dryRun', new GoPrinted(printed), ['All'])];
}

function validateFieldManager(manager: string, version: Version): readonly FieldError[] {
  const errors: FieldError[] = Buffer.byteLength(manager) > MAX_FIELD_MANAGER_BYTES ? [tooLongField('fieldManager', MAX_FIELD_MANAGER_BYTES, version)] : [];
  const most = errors.length + Math.max(1, Math.floor(MOST_QUOTED_CHARACTERS / manager.length));
  let position = 0;
  for (const character of manager) {
    if (errors.length >= most) break;
    if (!isPrintable(character)) errors.push(invalidValue('fieldManager', manager, `invalid character ${unicode(character)} (at position ${position})`));
    position += Buffer.byteLength(character);
  }
  return errors;
}

/** unicode.IsPrint: letters, marks, numbers, punctuation, symbols and the ASCII space. */
const isPrintable = (character: string): boolean => character === ' ' || /^[\p{L}\p{M}\p{N}\p{P}\p{S}]$/u.test(character);
const unicode = (character: string): string => {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return isPrintable(character) ? `U+${code} '${character}'` : `U+${code}`;
};

function validateForce(forced: boolean | undefined, manager: string, patchType: string): readonly FieldError[] {
  if (patchType !== APPLY_PATCH) return forced === undefined ? [] : [forbiddenField('force', 'may not be specified for non-apply patch')];
  return manager === '' ? [required('fieldManager', 'is required for apply patch')] : [];
}

/** Reads and checks the options of a write. Throws 422 about the options. */
export function writeOptions(kind: OptionsKind, query: URLSearchParams, version: Version, patchType = ''): WriteOptions {
  const dryRun = query.getAll('dryRun');
  const fieldManager = query.get('fieldManager') ?? '';
  const fieldValidation = version.has('fieldValidation') ? (query.get('fieldValidation') ?? '') : '';
  const force = kind === 'PatchOptions' ? booleanValue(query, 'force') : undefined;
  const errors = [
    ...(kind === 'PatchOptions' ? validateForce(force, fieldManager, patchType) : []),
    ...validateFieldManager(fieldManager, version),
    ...validateDryRun(dryRun, version),
    ...(FIELD_VALIDATIONS.includes(fieldValidation) ? [] : [notSupported('fieldValidation', fieldValidation, FIELD_VALIDATIONS)]),
  ];
  if (errors.length > 0) throw invalid({ group: 'meta.k8s.io', kind }, '', errors);
  return {
    dryRun: dryRun.length > 0,
    fieldManager,
    fieldValidation: version.has('fieldValidation') && fieldValidation === '' ? 'Warn' : fieldValidation,
    force: force === true,
    given: {
      kind: kind === 'PatchOptions' ? 'UpdateOptions' : kind,
      apiVersion: 'meta.k8s.io/v1',
      ...(dryRun.length > 0 && { dryRun }),
      ...(force !== undefined && { force }),
      ...(fieldManager !== '' && { fieldManager }),
      ...(fieldValidation !== '' && { fieldValidation }),
    },
  };
}
