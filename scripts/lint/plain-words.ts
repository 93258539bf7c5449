/**
 * Finds words that a reader has to decode where a plain one exists: "is reported" instead of "is told", "a user" instead of "somebody",
 * "is not a path" instead of "is no path". Data files hold upstream's own words and are left out.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.join(__dirname, '../..');
const FOLDERS = ['src', 'steps', 'docs', 'features', 'scripts', 'bench', 'fuzz', 'claims', 'bin', 'deploy', 'testdata', '.ci'];
const WRITTEN = /(?:\.(?:ts|mjs|js|go|sh|md|feature|yaml)|^\.ci\/run)$/;
const DECODED = /\b(?:tells?|telling|(?:un)?told|somebody|whoever|nobody|takes for|taken for|unheard|is no)\b/gi;

/** Files and texts that keep such words, each for a reason. A folder ends with a slash. */
const KEPT: readonly (readonly [file: string, text: RegExp, reason: string])[] = [
  ['scripts/lint/plain-words.ts', /./, 'has the words themselves'],
  ['scripts/lint/plain-words.test.ts', /./, 'has the words themselves'],
  ['scripts/audit/cases.ts', /\bnobody\b/i, 'names of users and tokens in recorded requests'],
  ['scripts/tokens/cases.ts', /\bnobody\b|is no JSON/i, 'names of objects and of cases in recordings'],
  ['scripts/certificates/', /\bnobody\b|is no/i, 'names of recorded cases'],
  ['scripts/wire/', /\bnobody\b|is no/i, 'names of recorded cases'],
  ['testdata/recordings/', /\bnobody\b|that is no DeleteOptions/, 'names and texts of recorded cases'],
  ['src/engine/options/refused-starts.test.ts', /'webhook: CA data is no base64'/, 'the name of a recorded case'],
];

const isKept = (file: string, line: string): boolean =>
  KEPT.some(([kept, text]) => (kept.endsWith('/') ? file.startsWith(kept) : file === kept) && text.test(line));

/** Returns the words of a text that have to be decoded. */
export const decodedWords = (text: string): readonly string[] => text.match(DECODED) ?? [];

/** Returns each line with such a word, as `file:line: word`. */
export function linesToDecode(): readonly string[] {
  const inFolders = FOLDERS.flatMap((folder) =>
    readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) => path.join(folder, file)),
  );
  const files = [...inFolders, 'reports/README.md', ...readdirSync(ROOT)].filter((file) => WRITTEN.test(file) && !file.includes('node_modules'));
  return files.flatMap((file) =>
    readFileSync(path.join(ROOT, file), 'utf8')
      .split('\n')
      .flatMap((line, at) => (isKept(file, line) ? [] : decodedWords(line).map((word) => `${file}:${at + 1}: ${word}`))),
  );
}
