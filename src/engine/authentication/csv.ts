/**
 * Records of comma separated values as Go's encoding/csv reads them, with its complaints: a field may be in quotes, a quote in
 * a quoted field is doubled, empty lines are skipped, and records may differ in length.
 */
import { StartError } from '../options/start-error';

const parseError = (start: number, line: number, column: number, why: string): StartError =>
  new StartError(`${start === line ? '' : `record on line ${start}; `}parse error on line ${line}, column ${column}: ${why}`);

export function parseCsv(text: string): readonly (readonly string[])[] {
  const lines = text.split('\n').map((line, at, all) => ({ text: line.replace(/\r$/, ''), last: at === all.length - 1 }));
  const records: (readonly string[])[] = [];
  let at = 0;

  /** One record, which may go over several lines if a quoted field does. */
  const record = (): readonly string[] => {
    const start = at + 1;
    const fields: string[] = [];
    let rest = lines[at]?.text ?? '';
    const column = (left: string): number => Buffer.byteLength(lines[at]?.text ?? '') - Buffer.byteLength(left) + 1;
    for (;;) {
      if (!rest.startsWith('"')) {
        const end = rest.indexOf(',');
        const field = end < 0 ? rest : rest.slice(0, end);
        const quote = field.indexOf('"');
        if (quote >= 0) throw parseError(start, at + 1, column(rest.slice(quote)), 'bare " in non-quoted-field');
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
        if (lines[at]?.last !== false) throw parseError(start, at + 1, column(''), 'extraneous or missing " in quoted-field');
        field += `${rest}\n`;
        at += 1;
        rest = lines[at]?.text ?? '';
      }
      if (rest !== '' && !rest.startsWith(',')) throw parseError(start, at + 1, column(rest) - 1, 'extraneous or missing " in quoted-field');
      fields.push(field);
      if (rest === '') return fields;
      rest = rest.slice(1);
    }
  };

  for (; at < lines.length; at += 1) if (lines[at]?.text !== '') records.push(record());
  return records;
}
