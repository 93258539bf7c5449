/** What differs between two texts, side by side; what differs between any two runs, such as times, aside. */
import { diffLines } from 'diff';
import { maskText } from '../replay/volatile';

export interface Side {
  readonly left: string;
  readonly right: string;
  readonly kind: 'same' | 'changed' | 'left' | 'right' | 'gap';
}

const CONTEXT = 2;
/** Texts with more lines that are in one only are two different things, such as all types of two versions: no reader compares them line by line. */
const MOST_EDITS = 400;

/** What replay does not look at as a field or as a header. */
const VOLATILE: readonly (readonly [RegExp, string])[] = [
  [/\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT/g, '<time>'],
  [/("?resourceVersion"?: )"\d+"/g, '$1"<resourceVersion>"'],
  [/^( *(?:Content-Length|Etag|X-Kubernetes-Pf-[\w-]+|Audit-Id): ).*/gm, '$1<value>'],
];

/** The text with placeholders for what is another one each time. */
export const withoutVolatile = (text: string): string => VOLATILE.reduce((made, [what, placeholder]) => made.replace(what, placeholder), maskText(text));

const linesOf = (text: string): readonly string[] => text.replace(/\n$/, '').split('\n');

function rowsOf(left: string, right: string): readonly Side[] | undefined {
  const parts = diffLines(left, right, { maxEditLength: MOST_EDITS });
  if (parts === undefined) return undefined;
  return parts.flatMap(({ value, added, removed }, at): readonly Side[] => {
    const lines = linesOf(value);
    if (!added && !removed) return lines.map((line) => ({ left: line, right: line, kind: 'same' }));
    const next = parts[at + 1];
    if (removed && next?.added) {
      const others = linesOf(next.value);
      return Array.from({ length: Math.max(lines.length, others.length) }, (_, row) => ({ left: lines[row] ?? '', right: others[row] ?? '', kind: 'changed' }));
    }
    if (added && parts[at - 1]?.removed) return [];
    return lines.map((line) => (removed ? { left: line, right: '', kind: 'left' } : { left: '', right: line, kind: 'right' }));
  });
}

/** The rows that differ, with a little of what is around them; none when the texts are the same; undefined when too much differs to be read. */
export function sideBySide(left: string, right: string): readonly Side[] | undefined {
  const rows = rowsOf(withoutVolatile(left), withoutVolatile(right));
  if (rows === undefined) return undefined;
  const near = rows.map((_, at) => rows.slice(Math.max(0, at - CONTEXT), at + CONTEXT + 1).some(({ kind }) => kind !== 'same'));
  if (!near.includes(true)) return [];
  return rows.flatMap((row, at): readonly Side[] => {
    if (near[at] === true) return [row];
    return at === 0 || near[at - 1] === true ? [{ left: '⋯', right: '⋯', kind: 'gap' }] : [];
  });
}
