/**
 * What is wrong with values that are written down though their types are right: texts that are no time, no duration and no regular
 * expression, elements of one list or map that differ, formats that do not fit what is formatted.
 * After github.com/google/cel-go/cel/validator.go and ext/formatting.go.
 */
import { regexpError } from '../golang/regexp';
import type { Element, Expression } from './checker/expression';
import { format, same, unwrapped, type Type } from './checker/type';
import { isTaken, notTaken } from './library/format-clauses';
import { formatParts } from './library/format-text';
import type { Told } from './source';
import { table } from '../golang/map';

const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;
const DURATION = /^[+-]?(?:0|(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)$/;

const LITERALS = table<(text: string) => boolean>({
  timestamp: (text) => TIME.test(text) && !Number.isNaN(Date.parse(text)),
  duration: (text) => DURATION.test(text),
  matches: (text) => regexpError(text) === undefined,
});

/** A duration is none that is a number. */
const isNoLiteral = (name: string, value: unknown): boolean =>
  typeof value === 'string' ? LITERALS[name]?.(value) === false : name === 'duration' && typeof value === 'bigint';

export const partsOf = (expression: Expression): readonly Expression[] => {
  switch (expression.kind) {
    case 'literal':
    case 'name':
      return [];
    case 'field':
      return [expression.of];
    case 'call':
      return [...(expression.target === undefined ? [] : [expression.target]), ...expression.given];
    case 'list':
      return expression.elements.map(({ value }) => value);
    case 'map':
      return expression.entries.flatMap(({ key, value }) => [key, value]);
    case 'loop':
      return [expression.range, expression.start, expression.condition, expression.step, expression.result];
  }
};

type TypeOf = (expression: Expression) => Type;
const mismatch = (at: number, expected: Type, found: Type): Told => ({ at, message: `expected type '${format(expected)}' but found '${format(found)}'` });

/** The first of a list that is not like its first element, and every such key or value of a map. */
function mixed(values: readonly Element[], typeOf: TypeOf): readonly Told[] {
  const [first, ...others] = values.map(({ value, optional }) => {
    const type = typeOf(value);
    return { value, type: optional === true ? (unwrapped(type) ?? type) : type };
  });
  return first === undefined ? [] : others.filter(({ type }) => !same(first.type, type)).map(({ value, type }) => mismatch(value.at, first.type, type));
}

function misformatted(
  { at, text, values }: { readonly at: number; readonly text: string; readonly values: readonly Expression[] },
  typeOf: TypeOf,
): readonly Told[] {
  try {
    const clauses = formatParts(text, values.length).filter((part) => typeof part !== 'string');
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

export function literalErrors(expression: Expression, typeOf: TypeOf, isFormatted = false): readonly Told[] {
  const told: Told[] = [];
  if (expression.kind === 'list' && !isFormatted) told.push(...mixed(expression.elements, typeOf).slice(0, 1));
  if (expression.kind === 'map' && !isFormatted) {
    told.push(
      ...mixed(
        expression.entries.map(({ key: value }) => ({ value })),
        typeOf,
      ),
    );
    told.push(...mixed(expression.entries, typeOf));
  }
  if (expression.kind === 'call') {
    const { at, name, target, given } = expression;
    const [literal] = given;
    if (literal?.kind === 'literal' && isNoLiteral(name, literal.value)) told.push({ at: literal.at, message: `invalid ${name} argument` });
    if (name === 'format' && target?.kind === 'literal' && typeof target.value === 'string' && literal?.kind === 'list')
      told.push(...misformatted({ at, text: target.value, values: literal.elements.map(({ value }) => value) }, typeOf));
  }
  const inFormat = isFormatted || (expression.kind === 'call' && expression.name === 'format');
  return [...told, ...partsOf(expression).flatMap((part) => literalErrors(part, typeOf, inFormat))];
}
