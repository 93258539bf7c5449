/**
 * Bytes that a program writes one by one: `<Buffer 65 79 4a>` and `[101,121]` of Node.js, `65:79:4a` of openssl, `\x65\x79` of Python and Go,
 * `%65%79`, `&#101;`; and base64 that a program breaks into lines, as `base64` does after 76 characters.
 */

/** What stands around the digits of a byte, and in which base they are. */
interface ByteForm {
  readonly run: RegExp;
  readonly digits: RegExp;
  readonly base: 8 | 10 | 16;
}

/** Fewer bytes stand by chance, too. */
const FORMS: readonly ByteForm[] = [
  { run: /\b[0-9a-f]{2}(?:[ :][0-9a-f]{2}){7,}\b/gi, digits: /[0-9a-f]{2}/gi, base: 16 },
  { run: /\b\d{1,3}(?:,\s{0,16}\d{1,3}){7,}\b/g, digits: /\d{1,3}/g, base: 10 },
  { run: /(?:(?:\\x|\\u00|%|=)[0-9a-f]{2}){8,}/gi, digits: /[0-9a-f]{2}(?=\\|%|=|$)/gi, base: 16 },
  { run: /(?:&#x[0-9a-f]{2};){8,}/gi, digits: /[0-9a-f]{2}(?=;)/gi, base: 16 },
  { run: /(?:&#\d{1,3};){8,}/g, digits: /\d{1,3}/g, base: 10 },
  { run: /(?:\\[0-7]{2,3}){8,}/g, digits: /[0-7]{2,3}/g, base: 8 },
];
const LAST_BYTE = 255;
/** Lines of programs are longer; what is written by hand may be as short. */
const LONG_LINE = 8;
/** No program breaks lines after more. */
const LONGEST_LINE = 4096;
const isBase64 = (character: string): boolean => /[\w+/=-]/.test(character);

/** How many characters of base64 the line begins with, and how many it ends with. */
function base64In(line: string): readonly [begins: number, ends: number] {
  let [begins, ends] = [0, 0];
  if (line.length > LONGEST_LINE) return [0, 0];
  while (begins < line.length && isBase64(line.charAt(begins))) begins += 1;
  while (ends < line.length && isBase64(line.charAt(line.length - 1 - ends))) ends += 1;
  return [begins, ends];
}

/** The characters of base64 that begin in the line and go on in those after it, and in how many of these they end. */
function blockAt(lines: readonly string[], at: number): { readonly begins: number; readonly characters: string; readonly last: number; readonly ends: number } {
  const first = (lines[at] ?? '').trimEnd();
  const [, length] = base64In(first);
  const begins = first.length - length;
  let [characters, last, ends] = [first.slice(begins), at, first.length];
  while (length >= LONG_LINE && last + 1 < lines.length) {
    const line = lines[last + 1] ?? '';
    const indent = line.length - line.trimStart().length;
    const [more] = base64In(line.slice(indent));
    if (more === 0) break;
    characters += line.slice(indent, indent + more);
    [last, ends] = [last + 1, indent + more];
    if (ends < line.trimEnd().length) break;
  }
  return { begins, characters, last, ends };
}

/** The first line of a block may begin with other characters, the last may end with others. */
function replaceBrokenBase64(text: string, isKnown: (characters: string) => boolean, replacement: string): string {
  const lines = text.split('\n');
  const written: string[] = [];
  for (let at = 0; at < lines.length;) {
    const { begins, characters, last, ends } = blockAt(lines, at);
    if (last > at && isKnown(characters)) written.push((lines[at] ?? '').slice(0, begins) + replacement + (lines[last] ?? '').slice(ends));
    else written.push(...lines.slice(at, last + 1));
    at = last + 1;
  }
  return written.join('\n');
}

function bytesIn(run: string, { digits, base }: ByteForm): Buffer | undefined {
  const bytes = (run.match(digits) ?? []).map((text) => Number.parseInt(text, base));
  return bytes.some((byte) => byte > LAST_BYTE) ? undefined : Buffer.from(bytes);
}

/** The text with another in place of each run of bytes, and of base64 in lines, of which `isKnown` knows something. */
export function replaceByteRuns(text: string, isKnown: (characters: string) => boolean, replacement: string): string {
  const withoutRuns = FORMS.reduce(
    (shown, form) =>
      shown.replace(form.run, (run) => {
        const bytes = bytesIn(run, form);
        return bytes !== undefined && isKnown(bytes.toString('latin1')) ? replacement : run;
      }),
    text,
  );
  if (!withoutRuns.includes('\n')) return withoutRuns;
  return replaceBrokenBase64(withoutRuns, isKnown, replacement);
}
