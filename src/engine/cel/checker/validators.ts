/**
 * What is wrong with literals though their types are right: texts that are no time, no duration and no regular expression, elements
 * of one list or map that differ, formats that do not fit what is formatted.
 * After github.com/google/cel-go/cel/validator.go and ext/formatting.go.
 */
import { regexpError } from '../../golang/regexp';
import { table } from '../../golang/map';
import { isTaken, notTaken } from '../library/format-clauses';
import { formatParts } from '../library/format-text';
import type { Issue } from '../syntax/source';
import { partsOf, type CallNode, type Element, type Expression } from '../syntax/tree';
import { isWithinTimestamps, parseDuration, parseTimestamp } from '../values/time';
import { format, same, unwrapped, type Type } from './type';

type TypeOf = (node: Expression) => Type;

const LITERALS = table<(text: string) => boolean>({
  timestamp: (text) => parseTimestamp(text) !== undefined,
  duration: (text) => parseDuration(text) !== undefined,
  matches: (text) => regexpError(text) === undefined,
});

const NUMBERS = table<(seconds: bigint) => boolean>({ timestamp: isWithinTimestamps, duration: () => false });

function literalIssues({ name, args }: CallNode): readonly Issue[] {
  const [literal] = args;
  if (literal?.kind !== 'literal') return [];
  const { at, value } = literal;
  const isWrong = typeof value === 'string' ? LITERALS[name]?.(value) === false : typeof value === 'bigint' && NUMBERS[name]?.(value) === false;
  return isWrong ? [{ at, message: `invalid ${name} argument` }] : [];
}

const mismatch = (at: number, expected: Type, found: Type): Issue => ({ at, message: `expected type '${format(expected)}' but found '${format(found)}'` });

/** The elements that are not of the type of the first one. */
function mixed(values: readonly Element[], typeOf: TypeOf): readonly Issue[] {
  const [first, ...others] = values.map(({ value, optional }) => {
    const type = typeOf(value);
    return { value, type: optional ? (unwrapped(type) ?? type) : type };
  });
  return first === undefined ? [] : others.filter(({ type }) => !same(first.type, type)).map(({ value, type }) => mismatch(value.at, first.type, type));
}

function formatIssues({ at, name, target, args: [list] }: CallNode, typeOf: TypeOf): readonly Issue[] {
  if (name !== 'format' || target?.kind !== 'literal' || typeof target.value !== 'string' || list?.kind !== 'list') return [];
  const values = list.elements.map(({ value }) => value);
  try {
    const clauses = formatParts(target.value, values.length, { endsFirst: true }).filter((part) => typeof part !== 'string');
    for (const [index, { letter }] of clauses.entries()) {
      const value = values[index];
      if (value === undefined || typeOf(value).kind === 'dyn' || isTaken(letter, typeOf(value).name)) continue;
      return [{ at: value.at, message: `error during formatting: ${notTaken(letter, typeOf(value).name)}` }];
    }
    if (values.length <= clauses.length) return [];
    return [{ at, message: `too many arguments supplied to string.format (expected ${clauses.length}, got ${values.length})` }];
  } catch (error) {
    return [{ at, message: (error as Error).message }];
  }
}

export function validate(node: Expression, typeOf: TypeOf, isFormatted = false): readonly Issue[] {
  const issues: Issue[] = [];
  if (node.kind === 'list' && !isFormatted) issues.push(...mixed(node.elements, typeOf).slice(0, 1));
  if (node.kind === 'map' && !isFormatted) {
    const keys = node.entries.map(({ key: value }) => ({ value, optional: false }));
    issues.push(...mixed(keys, typeOf), ...mixed(node.entries, typeOf));
  }
  if (node.kind === 'call') issues.push(...literalIssues(node), ...formatIssues(node, typeOf));
  const inFormat = isFormatted || (node.kind === 'call' && node.name === 'format');
  return [...issues, ...partsOf(node).flatMap((part) => validate(part, typeOf, inFormat))];
}
