/** Places in an expression as cel-go shows them: line and column, the line itself and a mark. After cel-go/common/error.go. */
export interface Issue {
  /** Counts UTF-16 units from zero; -1 stands for no place. */
  readonly at: number;
  readonly message: string;
}

/** Wide characters get wide marks, so that the line below the expression fits. */
const isWide = (character: string | undefined): boolean => character !== undefined && (character.codePointAt(0) ?? 0) > 127;

function shown(source: string, { at, message }: Issue): string {
  // An empty expression has no line to show.
  if (source === '') return `ERROR: <input>:1:0: ${message}`;
  if (at < 0) return `ERROR: <input>:-1:0: ${message}`;
  const before = source.slice(0, at).split('\n');
  const line = source.split('\n')[before.length - 1] ?? '';
  const column = [...(before.at(-1) ?? '')].length;
  const characters = [...line];
  const dots = characters.slice(0, column).map((character) => (isWide(character) ? '．' : '.'));
  return `ERROR: <input>:${before.length}:${column + 1}: ${message}\n | ${line.replaceAll('\t', ' ')}\n | ${dots.join('')}${isWide(characters[column]) ? '＾' : '^'}`;
}

const MOST = 100;

/** All issues as one text, in the order of their places. */
export function issuesText(source: string, issues: readonly Issue[]): string {
  const lines = [...issues]
    .slice(0, MOST)
    .sort((left, right) => left.at - right.at)
    .map((issue) => shown(source, issue));
  const more = issues.length > MOST ? [`${issues.length - MOST} more errors were truncated`] : [];
  return [...lines, ...more].join('\n');
}
