/** Places in an expression as cel-go shows them: line and column, the line itself and a mark. After cel-go/common/error.go. */
export interface Told {
  /** Counts characters from zero. */
  readonly at: number;
  readonly message: string;
}

/** Wide characters get wide marks, so that the line below the expression fits. */
const isWide = (character: string | undefined): boolean => character !== undefined && (character.codePointAt(0) ?? 0) > 127;

function shown(source: string, { at, message }: Told): string {
  const before = source.slice(0, at).split('\n');
  const line = source.split('\n')[before.length - 1] ?? '';
  const column = [...(before.at(-1) ?? '')].length;
  const characters = [...line];
  const dots = characters.slice(0, column).map((character) => (isWide(character) ? '．' : '.'));
  return `ERROR: <input>:${before.length}:${column + 1}: ${message}\n | ${line.replaceAll('\t', ' ')}\n | ${dots.join('')}${isWide(characters[column]) ? '＾' : '^'}`;
}

const MOST = 100;

/** In the order of their places. */
export function compilationError(expression: string, told: readonly Told[]): Error {
  const lines = [...told]
    .slice(0, MOST)
    .sort((left, right) => left.at - right.at)
    .map((one) => shown(expression, one));
  const more = told.length > MOST ? [`${told.length - MOST} more errors were truncated`] : [];
  return new Error(`compilation failed: ${[...lines, ...more].join('\n')}`);
}
