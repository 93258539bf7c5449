/**
 * What cel-go's grammar has and the parser of cel-js has not, spelled in a way that it takes and that is as long: a leading dot, a
 * comma in an empty list, and elements that are only there if an optional value is ([?a], {?b: c}).
 */
// @ts-expect-error TS1479 -- an ES module, which every supported version of Node can require.
import type { ASTNode, Optional } from '@marcbachmann/cel-js';
import { tokensOf, type Token } from './tokens';

interface Spelled {
  readonly text: string;
  /** Whether the element of a list, or the key of a map, belongs to an optional value. */
  readonly isOptional: (node: ASTNode) => boolean;
}

const endsValue = (token: Token | undefined): boolean => token !== undefined && (token.kind !== 'symbol' || [')', ']', '}'].includes(token.text));
const ELEMENTS: ReadonlySet<string> = new Set(['[', '{', ',']);

/** The text with spaces in some places. */
function blanked(text: string, places: ReadonlySet<number>): string {
  const sorted = [...places].sort((a, b) => a - b);
  return [...sorted.map((place, at) => `${text.slice((sorted[at - 1] ?? -1) + 1, place)} `), text.slice((sorted.at(-1) ?? -1) + 1)].join('');
}

/** The place of what comes before an element, spaces and opening brackets aside. */
function before(text: string, element: number): number {
  let at = element - 1;
  while (at >= 0 && /[\s(]/.test(text.charAt(at))) at -= 1;
  return at;
}

export function spelled(source: string): Spelled {
  const { tokens } = tokensOf(source);
  const marks = new Set<number>();
  const blank = new Set<number>();
  for (const [at, token] of tokens.entries()) {
    const [before, earlier, next] = [tokens[at - 1], tokens[at - 2], tokens[at + 1]];
    if (token.kind !== 'symbol') continue;
    if (token.text === '.' && !endsValue(before)) blank.add(token.at);
    if (token.text === ',' && ['[', '{'].includes(before?.text ?? '') && [']', '}'].includes(next?.text ?? '')) blank.add(token.at);
    const isIndex = before?.text === '[' && endsValue(earlier);
    if (token.text === '?' && before?.kind === 'symbol' && ELEMENTS.has(before.text) && !isIndex) marks.add(token.at);
  }
  return { text: blanked(source, new Set([...blank, ...marks])), isOptional: ({ start }) => marks.has(before(source, start)) };
}

interface Evaluator {
  readonly run: (node: ASTNode, context: unknown) => unknown;
}
interface Checker {
  readonly check: (node: ASTNode, context: unknown) => unknown;
  readonly getType: (name: string) => unknown;
}
interface Runs {
  setMeta(name: 'check', check: (checker: Checker, node: ASTNode, context: unknown) => unknown): unknown;
  setMeta(name: 'evaluate', evaluate: (evaluator: Evaluator, node: ASTNode, context: unknown) => unknown): unknown;
}

/** Values that are there: of an optional one what it holds, if it does. */
const present = (value: unknown, optional: boolean): readonly unknown[] => {
  if (!optional) return [value];
  return (value as Optional).hasValue() ? [(value as Optional).value()] : [];
};

/** Lists and maps with optional elements, and empty ones, which cel-js would not compare with numbers, run in our way. */
export function runElements(node: unknown, isOptional: Spelled['isOptional']): void {
  if (Array.isArray(node)) return node.forEach((part) => runElements(part, isOptional));
  if (typeof node !== 'object' || node === null || !('op' in node)) return;
  const { op, args } = node as ASTNode;
  runElements(args, isOptional);
  if (op === 'list' && (args.length === 0 || args.some(isOptional))) {
    (node as unknown as Runs).setMeta('check', (checker, _list, context) => {
      for (const element of args) checker.check(element, context);
      return checker.getType('list<dyn>');
    });
    (node as unknown as Runs).setMeta('evaluate', (evaluator, _list, context) =>
      args.flatMap((element) => present(evaluator.run(element, context), isOptional(element))),
    );
  }
  if (op === 'map' && (args.length === 0 || args.some(([key]) => isOptional(key)))) {
    (node as unknown as Runs).setMeta('check', (checker, _map, context) => {
      for (const part of args.flat()) checker.check(part, context);
      return checker.getType('map<dyn, dyn>');
    });
    (node as unknown as Runs).setMeta('evaluate', (evaluator, _map, context) =>
      Object.fromEntries(
        args.flatMap(([key, value]) => present(evaluator.run(value, context), isOptional(key)).map((held) => [evaluator.run(key, context) as string, held])),
      ),
    );
  }
}
