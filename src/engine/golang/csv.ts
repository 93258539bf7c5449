/**
 * Records of comma separated values as Go's encoding/csv reads them, with its complaints: a field may be in quotes, a quote in
 * a quoted field is doubled, empty lines are skipped, and records may differ in length.
 */
interface Line {
  readonly text: string;
  /** With the end of the line. */
  readonly bytes: number;
}

const MISSING_QUOTE = 'extraneous or missing " in quoted-field';
const BARE_QUOTE = 'bare " in non-quoted-field';

function linesOf(text: string): readonly Line[] {
  const parts = text.split('\n');
  const lines = parts.map((part, at) => {
    const line = part.replace(/\r$/, '');
    return { text: line, bytes: Buffer.byteLength(line) + (at < parts.length - 1 ? 1 : 0) };
  });
  return lines.filter(({ bytes }) => bytes > 0);
}

export function parseCsv(text: string): readonly (readonly string[])[] {
  const lines = linesOf(text);
  const records: (readonly string[])[] = [];
  let at = 0;

  const refused = (start: number, line: number, column: number, why: string): Error =>
    new Error(`${start === line ? '' : `record on line ${start}; `}parse error on line ${line}, column ${column}: ${why}`);

  /** Where in its line what is left of it begins. */
  const column = (rest: string): number => {
    const line = lines[at]?.text ?? '';
    const before = line.slice(0, line.length - rest.length);
    return Buffer.byteLength(before) + 1;
  };

  /** One record, which may go over several lines if a quoted field does. */
  const record = (): readonly string[] => {
    const start = at + 1;
    const fields: string[] = [];
    let rest = lines[at]?.text ?? '';
    for (;;) {
      if (!rest.startsWith('"')) {
        const end = rest.indexOf(',');
        const field = end < 0 ? rest : rest.slice(0, end);
        const quote = field.indexOf('"');
        if (quote >= 0) throw refused(start, at + 1, column(rest.slice(quote)), BARE_QUOTE);
        fields.push(field);
        if (end < 0) return fields;
        rest = rest.slice(end + 1);
        continue;
      }
      rest = rest.slice(1);
      let field = '';
      for (;;) {
        const end = rest.indexOf('"');
        if (end >= 0) {
          field += rest.slice(0, end);
          rest = rest.slice(end + 1);
          if (!rest.startsWith('"')) break;
          field += '"';
          rest = rest.slice(1);
          continue;
        }
        if (at === lines.length - 1) throw refused(start, lines.length, (lines[at]?.bytes ?? 0) + 1, MISSING_QUOTE);
        field += `${rest}\n`;
        at += 1;
        rest = lines[at]?.text ?? '';
      }
      if (rest !== '' && !rest.startsWith(',')) throw refused(start, at + 1, column(rest) - 1, MISSING_QUOTE);
      fields.push(field);
      if (rest === '') return fields;
      rest = rest.slice(1);
    }
  };

  for (; at < lines.length; at += 1) if (lines[at]?.text !== '') records.push(record());
  return records;
}
