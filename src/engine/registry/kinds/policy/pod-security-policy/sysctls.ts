/** The sysctls that a PodSecurityPolicy allows and forbids: names and beginnings of names, of which none is on both lists. After pkg/apis/policy/validation. */
import { forbiddenField, invalidValue, type FieldError } from '../../../../errors/field-error';
import { each, when, type Errors } from '../../../generic/validation/checks';

const SEGMENT = '[a-z0-9]([-_a-z0-9]*[a-z0-9])?';
const PATTERN = `(${SEGMENT}\\.)*([a-z0-9][-_a-z0-9]*)?[a-z0-9*]`;
const SEGMENT_SHAPE = /^[a-z0-9][-_a-z0-9]*$/;

/** Reports whether the text matches the pattern, without its backtracking: segments, of which the last may end in or be a star. */
function isPattern(text: string): boolean {
  const segments = text.split('.');
  const last = segments.pop() ?? '';
  const isWhole = (segment: string): boolean => SEGMENT_SHAPE.test(segment) && !/[-_]$/.test(segment);
  if (!segments.every(isWhole)) return false;
  if (!last.endsWith('*')) return isWhole(last);
  return last === '*' || SEGMENT_SHAPE.test(last.slice(0, -1));
}

function validateSysctls(list: readonly string[], at: string): Errors {
  const errors = each(list, at, (name, place) => {
    if (name === '') return [invalidValue(place, name, 'empty sysctl not allowed')];
    return when(name.length > 253 || !isPattern(name), () => invalidValue(place, name, `must have at most 253 characters and match regex ${PATTERN}`));
  });
  const coversAll = list.length > 1 && list.some((name) => name.startsWith('*') && name.length <= 253 && isPattern(name));
  return coversAll ? [...errors, forbiddenField(`${at}.items`, "if '*' is present, must not specify other sysctls")] : errors;
}

const isPrefix = (name: string): boolean => name.endsWith('*');
const covers = (pattern: string, name: string): boolean => (isPrefix(pattern) ? name.startsWith(pattern.slice(0, -1)) : pattern === name);
const bare = (name: string): string => (isPrefix(name) ? name.slice(0, -1) : name);

/** Returns what is wrong with a pair of names: the narrower one is within the wider one. */
function overlap(allowed: string, allowedAt: string, forbidden: string, forbiddenAt: string): readonly FieldError[] {
  const within = (at: string, name: string, wider: string): readonly FieldError[] => [invalidValue(at, name, `sysctl overlaps with ${wider}`)];
  if (isPrefix(forbidden) || !isPrefix(allowed)) {
    if (covers(forbidden, bare(allowed))) return within(allowedAt, allowed, forbidden);
    if (!isPrefix(allowed)) return [];
  }
  return covers(allowed, bare(forbidden)) ? within(forbiddenAt, forbidden, allowed) : [];
}

export function validateSysctlLists(allowed: readonly string[], forbidden: readonly string[]): Errors {
  const [allowedAt, forbiddenAt] = ['spec.allowedUnsafeSysctls', 'spec.forbiddenSysctls'];
  return [
    ...validateSysctls(allowed, allowedAt),
    ...validateSysctls(forbidden, forbiddenAt),
    ...each(allowed, allowedAt, (name, at) => each(forbidden, forbiddenAt, (other, place) => overlap(name, at, other, place))),
  ];
}
