/**
 * What go-cmp prints, before it is known what goes on one line: a list is written on one line unless something in it differs, has a comment or does not
 * fit. After github.com/google/go-cmp/cmp/report_text.go.
 */
export type Mark = ' ' | '-' | '+';

export interface TextEntry {
  readonly mark?: Mark;
  readonly key?: string;
  readonly value: Text;
  readonly withoutComma?: boolean;
  readonly comment?: string;
}
export type Text = string | TextWrap | TextList;
export interface TextWrap {
  readonly prefix: string;
  readonly value: Text;
  readonly suffix: string;
}
export type TextList = readonly TextEntry[];

const MOST_COLUMNS = 80;
export const ELLIPSIS = '...';

export const isList = (text: Text): text is TextList => Array.isArray(text);
export const bytes = (text: string): number => Buffer.byteLength(text);
const differs = (mark: Mark | undefined): mark is '-' | '+' => mark === '-' || mark === '+';
const within = (outer: Mark, mark: Mark | undefined): Mark => (differs(mark) ? mark : outer);

/** On one line. */
export function onOneLine(text: Text): string {
  if (typeof text === 'string') return text;
  if (!isList(text)) return `${text.prefix}${onOneLine(text.value)}${text.suffix}`;
  return text.map(({ key = '', value }) => `${key}${key === '' ? '' : ': '}${onOneLine(value)}`).join(', ');
}

/** The text with each part that fits on one line in one piece. */
function compacted(text: Text, mark: Mark): Text {
  if (typeof text === 'string') return text;
  if (!isList(text)) {
    const value = compacted(text.value, mark);
    return typeof value === 'string' ? `${text.prefix}${value}${text.suffix}` : { ...text, value };
  }
  const list = text.map((entry) => ({ ...entry, value: compacted(entry.value, within(mark, entry.mark)) }));
  const line = onOneLine(list);
  const breaks = list.some((entry) => differs(entry.mark) || typeof entry.value !== 'string' || entry.comment !== undefined);
  return breaks || (differs(mark) && bytes(line) > MOST_COLUMNS) ? list : line;
}

/** A real server uses spaces or no-break spaces throughout, by the second it was started in. */
const indent = (mark: Mark, depth: number): string => `${mark} ${'\t'.repeat(depth)}`;

/** How many blanks make the texts of each run of neighbours equally long. */
function blanks(texts: readonly (string | undefined)[]): readonly number[] {
  const filled: number[] = [];
  let run: string[] = [];
  const close = (): void => {
    const most = Math.max(0, ...run.map((text) => [...text].length));
    filled.push(...run.map((text) => most - [...text].length));
    run = [];
  };
  for (const text of texts) {
    if (text !== undefined) run.push(text);
    else {
      close();
      filled.push(0);
    }
  }
  close();
  return filled;
}

/** A list of short values: as many on a line as fit. */
function batched(list: readonly string[], mark: Mark, depth: number): string {
  const lines: string[] = [];
  let line = '';
  for (const value of list) {
    if (line !== '' && bytes(line) + bytes(value) + 2 > MOST_COLUMNS) {
      lines.push(line);
      line = '';
    }
    line += `${value}, `;
  }
  return [...lines, line].map((text) => `\n${indent(mark, depth + 1)}${text.replace(/ $/, '')}`).join('');
}

function expanded(text: Text, mark: Mark, depth: number): string {
  if (typeof text === 'string') return text;
  if (!isList(text)) return `${text.prefix}${expanded(text.value, mark, depth)}${text.suffix}`;
  const end = `\n${indent(mark, depth)}`;
  const plain = text.flatMap(({ mark: own, key = '', value, comment }) =>
    own === undefined && key === '' && typeof value === 'string' && comment === undefined ? [value] : [],
  );
  if (text.length > 0 && plain.length === text.length) return `${batched(plain, mark, depth)}${end}`;
  const afterKey = blanks(text.map(({ key = '', value }) => (key === '' || typeof value !== 'string' ? undefined : key)));
  const afterValue = blanks(text.map(({ value, comment }) => (typeof value !== 'string' || value === ELLIPSIS || comment === undefined ? undefined : value)));
  const lines = text.map(({ mark: own, key = '', value, withoutComma, comment }, at) => {
    const inner = within(mark, own);
    const label = key === '' ? '' : `${key}: ${' '.repeat(afterKey[at] ?? 0)}`;
    const rest = `${withoutComma === true ? '' : ','}${' '.repeat(afterValue[at] ?? 0)}${comment === undefined ? '' : ` // ${comment}`}`;
    return `\n${indent(inner, depth + 1)}${label}${expanded(value, inner, depth + 1)}${rest}`;
  });
  return `${lines.join('')}${end}`;
}

export const printed = (text: Text): string => `${indent(' ', 0)}${expanded(compacted(text, ' '), ' ', 0)}\n`;
