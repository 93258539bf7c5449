/**
 * What is wrong with the words of an expression, as the parser that ANTLR makes for cel-go tells it: a word that is too much, one
 * that is missing, or one that does not fit. Only the first is told.
 * After github.com/google/cel-go/parser/gen/CEL.g4 and antlr4 DefaultErrorStrategy.
 */
import { compilationError, type Told } from './source';
import { tokensOf, type Token, type Unrecognized } from './tokens';
import { table } from '../golang/map';

const RESERVED: ReadonlySet<string> = new Set([
  ...['as', 'break', 'const', 'continue', 'else', 'for', 'function', 'if', 'import', 'let', 'loop', 'package', 'namespace', 'return', 'var', 'void', 'while'],
]);

class Misfit extends Error {
  constructor(
    readonly at: number,
    message: string,
  ) {
    super(message);
  }
}

/** What may begin a value, in the order of the grammar. */
const BEGINNINGS = [
  "'['",
  "'{'",
  "'('",
  "'.'",
  "'-'",
  "'!'",
  "'true'",
  "'false'",
  "'null'",
  'NUM_FLOAT',
  'NUM_INT',
  'NUM_UINT',
  'STRING',
  'BYTES',
  'IDENTIFIER',
];
const ORDER = ["'['", "']'", "'{'", "'}'", "'('", "')'", "'.'", "','", "'-'", "'!'", "'?'"];
const place = (word: string): number => (ORDER.includes(word) ? ORDER.indexOf(word) : ORDER.length + BEGINNINGS.indexOf(word));
const beginningsOr = (...others: readonly string[]): string => `{${[...BEGINNINGS, ...others].sort((a, b) => place(a) - place(b)).join(', ')}}`;

const OPERATORS: ReadonlySet<string> = new Set(['||', '&&', '==', '!=', '<', '<=', '>', '>=', 'in', '+', '-', '*', '/', '%']);
/** What may come after a value. */
const AFTER_VALUE: ReadonlySet<string> = new Set([...OPERATORS, '?', ':', ',', ')', ']', '}', '.', '[', '<EOF>']);
const BEGIN: ReadonlySet<string> = new Set(['[', '{', '(', '.', '-', '!']);
const beginsValue = ({ kind, text }: Token): boolean => kind === 'name' || kind === 'literal' || kind === 'word' || BEGIN.has(text);

class Parser {
  /** What was told and passed over. */
  readonly told: Told[] = [];
  #at = 0;
  constructor(
    private readonly source: string,
    private readonly tokens: readonly Token[],
    private readonly unrecognized: readonly Unrecognized[],
  ) {}

  get #token(): Token {
    return this.tokens[this.#at] ?? { kind: 'end', text: '<EOF>', at: 0 };
  }
  get #next(): Token {
    return this.tokens[this.#at + 1] ?? this.#token;
  }
  #is(...texts: readonly string[]): boolean {
    return this.#token.kind === 'symbol' && texts.includes(this.#token.text);
  }
  #take(...texts: readonly string[]): boolean {
    const found = this.#is(...texts);
    if (found) this.#at += 1;
    return found;
  }

  #tell(at: number, message: string): void {
    this.told.push({ at, message: `Syntax error: ${message}` });
  }
  /** One word too many is told and passed over; with anything else it ends. */
  #misfit(expecting: string, fitsNext: boolean): void {
    const { at, text } = this.#token;
    if (!fitsNext) throw new Misfit(at, `mismatched input '${text}' expecting ${expecting}`);
    this.#tell(at, `extraneous input '${text}' expecting ${expecting}`);
    this.#at += 1;
  }
  /** What is written from there to the end of this word, without what is no word. */
  #from(at: number): string {
    const end = this.#token.kind === 'end' ? this.source.length : this.#token.at + this.#token.text.length;
    const inside = this.unrecognized.filter((part) => part.at >= at && part.at < end);
    const ends = inside.map((part) => part.at + part.text.length);
    const kept = [...inside.map((part, index) => this.source.slice(ends[index - 1] ?? at, part.at)), this.source.slice(ends.at(-1) ?? at, end)];
    return escaped(kept.join(''));
  }
  /** No way to go on fits what is written from here to this word. */
  #noAlternative(from: number): never {
    throw new Misfit(this.#token.at, `no viable alternative at input '${this.#from(from)}'`);
  }
  #expect(text: string, fitsAfter: (token: Token) => boolean): void {
    if (this.#take(text)) return;
    const fitsNext = this.#next.kind === 'symbol' && this.#next.text === text;
    if (!fitsNext && fitsAfter(this.#token)) throw new Misfit(this.#token.at, `missing '${text}' at '${this.#token.text}'`);
    this.#misfit(`'${text}'`, fitsNext);
    this.#at += 1;
  }
  #close(text: string): void {
    this.#expect(text, (token) => AFTER_VALUE.has(token.text));
  }

  all(): void {
    this.#expression();
    if (this.#token.kind !== 'end') this.#misfit('<EOF>', this.#next.kind === 'end');
  }

  #expression(...others: readonly string[]): void {
    this.#operands(...others);
    if (!this.#take('?')) return;
    this.#operands();
    this.#expect(':', beginsValue);
    this.#expression();
  }
  #operands(...others: readonly string[]): void {
    this.#unary(...others);
    while (this.#token.kind === 'symbol' && OPERATORS.has(this.#token.text)) {
      this.#at += 1;
      this.#unary();
    }
  }
  #unary(...others: readonly string[]): void {
    const sign = this.#is('!') ? '!' : '-';
    const from = this.#at;
    while (this.#take(sign));
    if (this.#at > from) this.#afterSign(sign, this.tokens[this.#at - 1]?.at ?? 0);
    this.#primary(...(this.#at > from ? [] : others));
    for (;;) {
      if (this.#take('.')) this.#member();
      else if (this.#take('[')) {
        const optional = this.#take('?');
        this.#expression(...(optional ? [] : ["'?'"]));
        this.#close(']');
      } else return;
    }
  }
  #afterSign(sign: '!' | '-', from: number): void {
    const other = sign === '!' ? '-' : '!';
    if (beginsValue(this.#token) && !this.#is(other)) return;
    const { at, text } = this.#token;
    if (sign === '!' && !this.#is(other)) throw new Misfit(at, `extraneous input '${text}' expecting ${beginningsOr()}`);
    if (sign === '!' && this.#next.kind !== 'end') {
      this.#at += 1;
      this.#noAlternative(at);
    }
    if (sign === '-' && this.#is(other)) this.#noAlternative(from);
    if (sign === '!') return;
    this.#tell(at, `no viable alternative at input '${this.#from(from)}'`);
  }
  #member(): void {
    const dot = this.tokens[this.#at - 1]?.at ?? 0;
    const { at, text } = this.#token;
    if (this.#take('?')) {
      if (this.#token.kind !== 'name' && this.#token.kind !== 'escaped') {
        const { at: where, text: word } = this.#token;
        this.told.push({ at: where, message: 'unsupported ident kind' });
        throw new Misfit(where, `mismatched input '${word}' expecting {IDENTIFIER, ESC_IDENTIFIER}`);
      }
      this.#at += 1;
      return;
    }
    if (this.#token.kind === 'word') throw new Misfit(at, `mismatched input '${text}' expecting IDENTIFIER`);
    if (this.#token.kind === 'escaped') this.told.push({ at, message: "unsupported syntax: '`'" });
    else if (this.#token.kind !== 'name') this.#noAlternative(dot);
    this.#at += 1;
    if (this.#take('(')) this.#given();
  }
  #given(): void {
    if (this.#take(')')) return;
    this.#expression("')'");
    while (this.#take(',')) this.#expression();
    this.#close(')');
  }

  #primary(...others: readonly string[]): void {
    const { kind } = this.#token;
    if (kind === 'literal' || kind === 'word') this.#at += 1;
    else if (this.#take('(')) {
      this.#expression();
      this.#close(')');
    } else if (this.#take('[')) this.#elements(']', (optional) => this.#expression(...(optional ? [] : ["']'", "','", "'?'"])));
    else if (this.#take('{')) this.#elements('}', (optional) => this.#entry(optional));
    else if (kind === 'name' || this.#is('.')) {
      this.#take('.');
      if (this.#token.kind !== 'name') this.#noAlternative(this.tokens[this.#at - 1]?.at ?? 0);
      if (RESERVED.has(this.#token.text)) this.told.push({ at: this.#token.at, message: `reserved identifier: ${this.#token.text}` });
      this.#at += 1;
      if (this.#take('(')) this.#given();
    } else {
      this.#misfit(beginningsOr(...others), beginsValue(this.#next) || others.includes(`'${this.#next.text}'`));
      if (beginsValue(this.#token)) this.#primary();
    }
  }
  #entry(optional: boolean): void {
    this.#expression(...(optional ? [] : ["'}'", "','", "'?'"]));
    this.#expect(':', beginsValue);
    this.#expression();
  }
  #elements(end: ']' | '}', element: (optional: boolean) => void): void {
    if (this.#take(',')) return this.#close(end);
    if (this.#take(end)) return;
    element(this.#take('?'));
    while (!this.#take(end)) {
      if (!this.#take(',')) this.#misfit(`{'${end}', ','}`, this.#next.text === end || this.#next.text === ',');
      if (!beginsValue(this.#token) && !this.#is('?')) return this.#expect(end, (token) => token.text !== ',' && AFTER_VALUE.has(token.text));
      element(this.#take('?'));
    }
  }
}

/** As ANTLR shows the end of a line. */
const escaped = (text: string): string =>
  text
    .replaceAll('\n', String.raw`\n`)
    .replaceAll('\r', String.raw`\r`)
    .replaceAll('\t', String.raw`\t`);

function misfitsIn(source: string, tokens: readonly Token[], unrecognized: readonly Unrecognized[]): readonly Told[] {
  const parser = new Parser(source, tokens, unrecognized);
  try {
    parser.all();
    return parser.told;
  } catch (error) {
    if (!(error instanceof Misfit)) throw error;
    const last = { at: error.at, message: `Syntax error: ${error.message}` };
    // What the grammar refuses comes before what is refused of a tree.
    const isSyntax = ({ message }: Told): boolean => message.startsWith('Syntax error');
    return [...parser.told.filter(isSyntax), last, ...parser.told.filter((told) => !isSyntax(told))];
  }
}

/** Words that are none, and those that do not fit. */
export function misfitError(source: string): Error | undefined {
  const { tokens, unrecognized } = tokensOf(source);
  const told = [
    ...unrecognized.map(({ text, at }) => ({ at, message: `Syntax error: token recognition error at: '${text}'` })),
    ...misfitsIn(source, tokens, unrecognized),
  ];
  return told.length === 0 ? undefined : compilationError(source, told);
}

interface ParseError extends Error {
  readonly code?: string;
  readonly summary?: string;
  readonly node?: { readonly start?: number };
}

const NUMBERS = table<string>({ u: 'uint', U: 'uint' });

/** What cel-js says where nothing is wrong with the words. */
export function syntaxError(source: string, error: unknown): Error {
  const { code = '', summary = '', message, node } = error as ParseError;
  const at = node?.start ?? source.length;
  const literal = tokensOf(source).tokens.find((token) => token.at <= at && at < token.at + token.text.length);
  const told = (what: string, where = at): Error => compilationError(source, [{ at: where, message: what }]);
  if (code === 'invalid_macro_argument') return told(/^(?:map|filter)\(/.test(summary) ? 'argument is not an identifier' : 'argument must be a simple name');
  if (literal?.kind !== 'literal') return told(`Syntax error: ${(summary || message).split('\n')[0] ?? ''}`);
  if (!/^[.\d]/.test(literal.text)) return told('unable to unescape string', literal.at);
  return told(`invalid ${NUMBERS[literal.text.slice(-1)] ?? (/[.eE]/.test(literal.text) ? 'double' : 'int')} literal`, literal.at);
}
