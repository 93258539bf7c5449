/**
 * The checks of which validations are made. Each returns what is wrong with a value at a place, and nothing when it is good.
 * After k8s.io/apimachinery/pkg/api/validation/generic.go, pkg/util/validation and pkg/util/validation/field.
 */
import { Pace, type Turns } from '../../../golang/turns';
import { inPieces, type InPieces } from '../strategy';
import { invalidValue, notSupported, required, type FieldError, type FieldValue } from '../../../errors/field-error';
import { dnsLabel } from '../../../apimachinery/names';
import type { Version } from '../../../versions';

export type Errors = readonly FieldError[];

const NONE: Errors = [];

export const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (typeof value === 'object' && Object.keys(value).length === 0);

/** The checks of the items of a list, each at its index. */
export const each = <T>(list: readonly T[] | null | undefined, at: string, check: (item: T, at: string, index: number) => Errors): Errors =>
  (list ?? []).flatMap((item, index) => check(item, `${at}[${index}]`, index));

/** So many errors are found in a list at most: an answer names no more of them. */
const MOST_ERRORS = 10_000;

/** The same in turns, for a list that may be long. */
export function* eachInTurns<T>(
  list: readonly T[] | null | undefined,
  at: string,
  check: (item: T, at: string, index: number) => InPieces<Errors>,
): Turns<Errors> {
  const errors: FieldError[] = [];
  const pace = new Pace(32);
  for (const [index, item] of (list ?? []).entries()) {
    for (const error of yield* inPieces(check(item, `${at}[${index}]`, index))) errors.push(error);
    if (pace.isOver()) yield;
    if (errors.length > MOST_ERRORS) break;
  }
  return errors;
}

/** The check of a value that may be left out. */
export const optional = <T>(value: T | null | undefined, check: (value: T) => Errors): Errors => (value === undefined || value === null ? NONE : check(value));

export const unless = (good: boolean, error: () => FieldError): Errors => (good ? NONE : [error()]);
export const when = (bad: boolean, error: () => FieldError): Errors => (bad ? [error()] : NONE);

/** field.Required for what is missing or empty. */
export const present = (value: unknown, at: string, detail = ''): Errors => when(isEmpty(value), () => required(at, detail));

/** Returns an error of an invalid text for each of these reasons. */
export const complaints = (value: FieldValue, at: string, texts: readonly string[]): Errors => texts.map((text) => invalidValue(at, value, text));

export const oneOf = (value: string | null | undefined, at: string, supported: readonly string[]): Errors =>
  unless(supported.includes(value ?? ''), () => notSupported(at, value ?? '', supported));
/** field.Required when empty, field.NotSupported when unknown. */
export const requiredOneOf = (value: string | null | undefined, at: string, supported: readonly string[], detail = ''): Errors =>
  isEmpty(value) ? [required(at, detail)] : oneOf(value, at, supported);
export const optionalOneOf = (value: string | null | undefined, at: string, supported: readonly string[]): Errors =>
  optional(value, (given) => oneOf(given, at, supported));

const NOT_NEGATIVE = 'must be greater than or equal to 0';
export const nonNegative = (value: number | null | undefined, at: string): Errors =>
  optional(value, (given) => when(given < 0, () => invalidValue(at, given, NOT_NEGATIVE)));
export const positive = (value: number | null | undefined, at: string): Errors =>
  optional(value, (given) => when(given <= 0, () => invalidValue(at, given, 'must be greater than 0')));
export const inRange = (value: number | null | undefined, at: string, low: number, high: number): Errors =>
  optional(value, (given) => when(given < low || given > high, () => invalidValue(at, given, rangeText(low, high))));
export const rangeText = (low: number, high: number): string => `must be between ${low} and ${high}, inclusive`;

export const portNumber = (value: number, at: string): Errors => inRange(value, at, 1, 65_535);

/** validation.IsValidPortName: an IANA service name. */
export function portNameProblems(name: string, version: Version): readonly string[] {
  const found: string[] = [];
  if (name.length > 15) found.push('must be no more than 15 characters');
  if (!/^[-a-z0-9]+$/.test(name)) found.push('must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)');
  if (!/[a-z]/.test(name))
    found.push(version.has('commonValidationWords') ? 'must contain at least one letter (a-z)' : 'must contain at least one letter or number (a-z, 0-9)');
  if (name.includes('--')) found.push('must not contain consecutive hyphens');
  if (name.startsWith('-') || name.endsWith('-')) found.push('must not begin or end with a hyphen');
  return found;
}

/** A number, or the name of a port of the container. */
export function portNumberOrName(port: number | string | null | undefined, at: string, version: Version): Errors {
  if (typeof port === 'string') return complaints(port, at, portNameProblems(port, version));
  return portNumber(port ?? 0, at);
}

export const label = (value: string, at: string, version: Version): Errors => complaints(value, at, dnsLabel(value, version));

export const absolutePath = (value: string, at: string): Errors => unless(value.startsWith('/'), () => invalidValue(at, value, 'must be an absolute path'));

/** A path below a folder, which stays there. */
export const localDescendingPath = (value: string, at: string): Errors => [
  ...when(value.startsWith('/'), () => invalidValue(at, value, 'must be a relative path')),
  ...noBacksteps(value, at),
];
export const noBacksteps = (value: string, at: string): Errors =>
  when(value.replaceAll('\\', '/').split('/').includes('..'), () => invalidValue(at, value, "must not contain '..'"));
export const localNonReservedPath = (value: string, at: string): Errors => [
  ...localDescendingPath(value, at),
  ...when(value.startsWith('..') && !value.startsWith('../'), () => invalidValue(at, value, "must not start with '..'")),
];
