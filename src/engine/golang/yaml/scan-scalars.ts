/** Scans scalars: blocks, quoted and plain ones. After go.yaml.in/yaml/v2 scannerc.go. */
import { table } from '../map';
import { END, isBlank, isBreak, isBreakOrEnd, isDigit, isHex, isSpaceOrEnd, scannerError, type Cursor, type Mark } from './cursor';
import { token, type Token } from './tokens';

interface Header {
  /** -1 drops the breaks at the end, 1 keeps them. */
  readonly chomping: number;
  readonly increment: number;
}

function blockHeader(cursor: Cursor): Header {
  let [chomping, increment] = [0, 0];
  const chomp = (): void => {
    if (cursor.at() !== '+' && cursor.at() !== '-') return;
    chomping = cursor.read() === '+' ? 1 : -1;
  };
  const indent = (): void => {
    if (!isDigit(cursor.at())) return;
    if (cursor.at() === '0') throw scannerError('found an indentation indicator equal to 0', cursor.mark);
    increment = Number(cursor.read());
  };
  chomp();
  indent();
  if (chomping === 0) chomp();
  cursor.skipBlanks();
  cursor.skipComment();
  if (!isBreakOrEnd(cursor.at())) throw scannerError('did not find expected comment or line break', cursor.mark);
  if (isBreak(cursor.at())) cursor.skipLine();
  return { chomping, increment };
}

/** The breaks before the next line with text, and how far that is indented: as far as it is said, or as far as it goes. */
function blockBreaks(cursor: Cursor, given: number, parent: number): { readonly breaks: string; readonly indent: number } {
  let [breaks, widest] = ['', 0];
  for (;;) {
    while ((given === 0 || cursor.column < given) && cursor.at() === ' ') cursor.skip();
    widest = Math.max(widest, cursor.column);
    if ((given === 0 || cursor.column < given) && cursor.at() === '\t')
      throw scannerError('found a tab character where an indentation space is expected', cursor.mark);
    if (!isBreak(cursor.at())) break;
    breaks += cursor.readLine();
  }
  return { breaks, indent: given === 0 ? Math.max(widest, parent + 1, 1) : given };
}

export function scanBlockScalar(cursor: Cursor, literal: boolean, parent: number): Token {
  const start = cursor.mark;
  cursor.skip();
  const { chomping, increment } = blockHeader(cursor);
  const first = blockBreaks(cursor, increment === 0 ? 0 : Math.max(parent, 0) + increment, parent);
  const { indent } = first;
  let [value, leadingBreak, trailingBreaks, leadingBlank] = ['', '', first.breaks, false];
  while (cursor.column === indent && cursor.at() !== END) {
    const blank = isBlank(cursor.at());
    const folds = !literal && !leadingBlank && !blank && leadingBreak.startsWith('\n');
    value += folds ? (trailingBreaks === '' ? ' ' : '') : leadingBreak;
    value += trailingBreaks;
    leadingBlank = blank;
    while (!isBreakOrEnd(cursor.at())) value += cursor.read();
    leadingBreak = cursor.readLine();
    trailingBreaks = blockBreaks(cursor, indent, parent).breaks;
  }
  if (chomping !== -1) value += leadingBreak;
  if (chomping === 1) value += trailingBreaks;
  return token('scalar', start, { value });
}

const ESCAPES = table<string>({
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  '\t': '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  ' ': ' ',
  '"': '"',
  "'": "'",
  '\\': '\\',
  N: '\u0085',
  _: '\u00a0',
  L: '\u2028',
  P: '\u2029',
});
const CODE_LENGTHS = table<number>({ x: 2, u: 4, U: 8 });

function escape(cursor: Cursor): string {
  const kind = cursor.at(1);
  const length = CODE_LENGTHS[kind];
  const short = ESCAPES[kind];
  if (short === undefined && length === undefined) throw scannerError('found unknown escape character', cursor.mark);
  cursor.skip(2);
  if (length === undefined) return short ?? '';
  const digits = cursor.next(length);
  if (digits.length < length || !isHex(digits)) throw scannerError('did not find expected hexdecimal number', cursor.mark);
  const code = parseInt(digits, 16);
  if ((code >= 0xd800 && code <= 0xdfff) || code > 0x10ffff) throw scannerError('found invalid Unicode character escape code', cursor.mark);
  cursor.skip(length);
  return String.fromCodePoint(code);
}

/** Blanks and breaks between two parts of a scalar: blanks are kept, breaks folded. */
class Gap {
  #blanks = '';
  #leadingBreak = '';
  #trailingBreaks = '';
  broken = false;

  get isEmpty(): boolean {
    return !this.broken && this.#blanks === '';
  }

  read(cursor: Cursor): void {
    if (isBlank(cursor.at())) {
      const blank = cursor.read();
      if (!this.broken) this.#blanks += blank;
    } else if (this.broken) this.#trailingBreaks += cursor.readLine();
    else {
      this.#blanks = '';
      this.#leadingBreak = cursor.readLine();
      this.broken = true;
    }
  }

  get folded(): string {
    if (!this.broken) return this.#blanks;
    // After an escaped break there is none to be folded.
    if (!this.#leadingBreak.startsWith('\n')) return this.#leadingBreak + this.#trailingBreaks;
    return this.#trailingBreaks === '' ? ' ' : this.#trailingBreaks;
  }
}

export function scanQuotedScalar(cursor: Cursor, quote: "'" | '"'): Token {
  const start = cursor.mark;
  cursor.skip();
  let value = '';
  for (;;) {
    if (cursor.isAtDocumentIndicator) throw scannerError('found unexpected document indicator', cursor.mark);
    if (cursor.at() === END) throw scannerError('found unexpected end of stream', cursor.mark);
    const gap = new Gap();
    while (!isSpaceOrEnd(cursor.at())) {
      const next = cursor.at();
      if (quote === "'" && next === "'" && cursor.at(1) === "'") {
        value += "'";
        cursor.skip(2);
      } else if (next === quote) break;
      else if (quote === '"' && next === '\\' && isBreak(cursor.at(1))) {
        cursor.skip();
        cursor.skipLine();
        gap.broken = true;
        break;
      } else value += quote === '"' && next === '\\' ? escape(cursor) : cursor.read();
    }
    if (cursor.at() === quote) break;
    while (isBlank(cursor.at()) || isBreak(cursor.at())) gap.read(cursor);
    value += gap.folded;
  }
  cursor.skip();
  return token('scalar', start, { value });
}

const ENDS_IN_FLOW = ',?[]{}';

/** `brokeLine`: a break follows, so that a key may begin there. */
export function scanPlainScalar(cursor: Cursor, parent: number, inFlow: boolean): { readonly scanned: Token; readonly brokeLine: boolean } {
  const start: Mark = cursor.mark;
  let value = '';
  let gap = new Gap();
  while (!cursor.isAtDocumentIndicator && cursor.at() !== '#') {
    while (!isSpaceOrEnd(cursor.at())) {
      if ((cursor.at() === ':' && isSpaceOrEnd(cursor.at(1))) || (inFlow && ENDS_IN_FLOW.includes(cursor.at()))) break;
      if (!gap.isEmpty) {
        value += gap.folded;
        gap = new Gap();
      }
      value += cursor.read();
    }
    if (!(isBlank(cursor.at()) || isBreak(cursor.at()))) break;
    while (isBlank(cursor.at()) || isBreak(cursor.at())) {
      if (gap.broken && cursor.column < parent + 1 && cursor.at() === '\t') throw scannerError('found a tab character that violates indentation', cursor.mark);
      gap.read(cursor);
    }
    if (!inFlow && cursor.column < parent + 1) break;
  }
  return { scanned: token('scalar', start, { value, plain: true }), brokeLine: gap.broken };
}
