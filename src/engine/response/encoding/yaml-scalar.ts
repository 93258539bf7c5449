/**
 * One scalar of YAML, and how it is quoted and folded. After go-yaml 2: encode.go stringv, resolve.go, emitterc.go.
 */
import { table } from '../../golang/map';
import { trimRight } from '../../golang/trim';

const BEST_WIDTH = 80;

const NUMBER = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;
const WORDS: ReadonlySet<string> = new Set(
  ['y', 'Y', 'yes', 'Yes', 'YES', 'on', 'On', 'ON', 'n', 'N', 'no', 'No', 'NO', 'off', 'Off', 'OFF', 'true', 'True', 'TRUE', 'false', 'False', 'FALSE'].concat([
    '',
    '~',
    'null',
    'Null',
    'NULL',
    '.nan',
    '.NaN',
    '.NAN',
    '.inf',
    '.Inf',
    '.INF',
    '+.inf',
    '+.Inf',
    '+.INF',
    '-.inf',
    '-.Inf',
    '-.INF',
    '<<',
  ]),
);
const TIMESTAMP = /^\d{4}-\d{1,2}-\d{1,2}([Tt ]+\d{1,2}:\d{1,2}:\d{1,2}(\.\d+)?( *(Z|[-+]\d{1,2}(:?\d{2})?))?)?$/;
const BASE_60 = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/;

/** Text that would be read back as something else than text. */
function resolvesToOther(text: string): boolean {
  if (WORDS.has(text) || BASE_60.test(text) || TIMESTAMP.test(text)) return true;
  if (!/^[-+.0-9]/.test(text)) return false;
  const plain = text.replaceAll('_', '');
  return NUMBER.test(plain) || /^[-+]?0x[0-9a-fA-F]+$/.test(plain) || /^[-+]?0b[01]+$/.test(plain) || /^[-+]?0o?[0-7]+$/.test(plain);
}

/** Where libyaml's yaml_emitter_analyze_scalar allows plain and single-quoted text in block context. */
function analyse(text: string): { readonly plain: boolean; readonly single: boolean; readonly block: boolean } {
  const multiline = text.includes('\n');
  const special = /[^\n\u0020-\u007e\u0085\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]/u.test(text);
  const indicator =
    /^[#,[\]{}&*!|>'"%@`]/.test(text) ||
    /^[?:-](\s|$)/.test(text) ||
    text.startsWith('---') ||
    text.startsWith('...') ||
    /:(\s|$)/.test(text) ||
    /\s#/.test(text);
  const edgeSpace = /^ | $/.test(text);
  const spaceBreak = / \n/.test(text);
  const trailingSpace = text.endsWith(' ');
  return {
    plain: !multiline && !special && !indicator && !edgeSpace && !/^\n|\n$/.test(text),
    single: !special && !spaceBreak,
    block: !special && !trailingSpace && !spaceBreak,
  };
}

const ESCAPES = table<string>({
  '\0': '\\0',
  '\u0007': '\\a',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\v': '\\v',
  '\f': '\\f',
  '\r': '\\r',
  '\u001b': '\\e',
  '"': '\\"',
  '\\': '\\\\',
  '\u0085': '\\N',
  '\u00a0': '\\_',
  '\u2028': '\\L',
  '\u2029': '\\P',
});
function escaped(character: string): string {
  const short = ESCAPES[character];
  if (short !== undefined) return short;
  const code = character.codePointAt(0) ?? 0;
  const printable =
    (code >= 0x20 && code <= 0x7e) || (code >= 0xa0 && code <= 0xd7ff) || (code >= 0xe000 && code <= 0xfffd && code !== 0xfeff) || code > 0xffff;
  if (printable) return character;
  const digits = code.toString(16).toUpperCase();
  return code <= 0xff ? `\\x${digits.padStart(2, '0')}` : code <= 0xffff ? `\\u${digits.padStart(4, '0')}` : `\\U${digits.padStart(8, '0')}`;
}

/** Breaks at the first single space after the line is full. `quoted`: never at the first or last character. */
function folded(text: string, indent: number, column: number, mark: '' | "'" | '"'): readonly string[] {
  const characters = [...text];
  const lines: string[] = [];
  let line: string = mark;
  let width = column + 1 + mark.length;
  let spaces = false;
  characters.forEach((character, at) => {
    const inside = mark === '' || (at > 0 && at < characters.length - 1);
    const next = characters[at + 1];
    const breaks = character === ' ' && !spaces && width > BEST_WIDTH && inside && (mark === '"' || next !== ' ');
    if (breaks) {
      lines.push(line);
      line = `${' '.repeat(indent)}${mark === '"' && next === ' ' ? '\\' : ''}`;
      width = line.length;
    } else {
      const written = mark === '"' ? escaped(character) : mark === "'" && character === "'" ? "''" : character;
      line += written;
      width += written.length;
    }
    spaces = character === ' ';
  });
  return [...lines, `${line}${mark}`];
}

function literal(text: string, indent: number): readonly string[] {
  const body = trimRight(text, '\n');
  const trailing = text.length - body.length;
  const chomp = trailing === 0 ? '-' : trailing === 1 && body !== '' ? '' : '+';
  const hint = /^[ \n]/.test(text) ? '2' : '';
  const lines = body.split('\n').concat(Array.from({ length: Math.max(trailing - 1, 0) }, () => ''));
  return [`|${hint}${chomp}`, ...lines.map((line) => (line === '' ? '' : `${' '.repeat(indent)}${line}`))];
}

function encodeText(text: string, indent: number, column: number, isKey: boolean): readonly string[] {
  const { plain, single, block } = analyse(text);
  if (isKey) {
    const [line = ''] =
      plain && !resolvesToOther(text)
        ? [text]
        : resolvesToOther(text) || !single || text.includes('\n')
          ? [`"${[...text].map(escaped).join('')}"`]
          : [`'${text.replaceAll("'", "''")}'`];
    return [line];
  }
  if (text.includes('\n')) return block ? literal(text, indent) : folded(text, indent, column, '"');
  if (resolvesToOther(text)) return folded(text, indent, column, '"');
  if (plain) return folded(text, indent, column, '');
  return folded(text, indent, column, single ? "'" : '"');
}

/** `indent`: of the lines after the first; `column`: where the scalar begins, before its separating space. */
export function encodeScalar(value: unknown, indent: number, column: number, isKey = false): readonly string[] {
  if (typeof value === 'string') return encodeText(value, indent, column, isKey);
  return [value === null || value === undefined ? 'null' : String(value)];
}
