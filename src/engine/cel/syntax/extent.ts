/**
 * The text of a part of an expression as it is written. A node knows one place only, so its text reaches from the first to the last place
 * of its parts, with the name before it, what is closed behind it and the brackets around it that this leaves open.
 */
import { partsOf, type Expression } from './tree';
import { tokensOf, type Token } from './tokens';

const OPEN: ReadonlySet<string> = new Set(['(', '[', '{']);
const CLOSED: ReadonlySet<string> = new Set([')', ']', '}']);
/** What is never the end of a part: a name or an operand follows. */
const GOES_ON: ReadonlySet<string> = new Set(['.', '?', '!', '-']);

const placesOf = (node: Expression): readonly number[] => [node.at, ...partsOf(node).flatMap(placesOf)];

/** The name of a function, which stands before its bracket. */
function beforeName(tokens: readonly Token[], first: number): number {
  if (tokens[first]?.text !== '(') return first;
  let at = first - 1;
  while (at > 1 && tokens[at - 1]?.text === '.') at -= 2;
  return at;
}

/** Extends a range of tokens until every bracket in it has its other half. */
function balanced(tokens: readonly Token[], from: number, to: number): readonly [number, number] {
  let [first, last, open] = [from, to, 0];
  for (let at = first; at <= last || open > 0; at += 1) {
    const { text, kind } = tokens[at] ?? { text: '', kind: '<EOF>' };
    if (kind === '<EOF>') break;
    if (at > last) last = at;
    if (OPEN.has(text)) open += 1;
    if (!CLOSED.has(text)) continue;
    if (open > 0) open -= 1;
    else {
      let missing = 1;
      while (missing > 0 && first > 0) {
        first -= 1;
        const before = tokens[first]?.text ?? '';
        if (CLOSED.has(before)) missing += 1;
        if (OPEN.has(before)) missing -= 1;
      }
    }
  }
  return [first, last];
}

export function textOf(node: Expression, source: string): string {
  const { tokens } = tokensOf(source);
  const places = placesOf(node);
  const indexAt = (place: number): number => {
    const index = tokens.findIndex(({ at }) => at > place);
    return (index === -1 ? tokens.length : index) - 1;
  };
  const first = beforeName(tokens, indexAt(Math.min(...places)));
  let last = indexAt(Math.max(...places));
  while (GOES_ON.has(tokens[last]?.text ?? '') && last < tokens.length - 2) last += 1;
  const [from, to] = balanced(tokens, first, last);
  const end = tokens[to];
  return source.slice(tokens[from]?.at ?? 0, end === undefined ? undefined : end.at + end.text.length);
}
