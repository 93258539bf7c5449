/**
 * What is wrong with the words of an expression, as the parser that ANTLR makes for cel-go tells it: a word that is too much, one
 * that is missing, or one that does not fit. Only the first is told.
 * After github.com/google/cel-go/parser/gen/CEL.g4 and antlr4 DefaultErrorStrategy.
 */
import { compilationError } from './source';
import { tokensOf, type Token } from './tokens';

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
const beginsValue = ({ kind, text }: Token): boolean => kind === 'name' || kind === 'literal' || BEGIN.has(text);

class Parser {
  #at = 0;
  constructor(private readonly tokens: readonly Token[]) {}

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

  #misfit(expecting: string, fitsNext: boolean): never {
    const { at, text } = this.#token;
    throw new Misfit(at, `${fitsNext ? 'extraneous' : 'mismatched'} input '${text}' expecting ${expecting}`);
  }
  #expect(text: string, fitsAfter: (token: Token) => boolean): void {
    if (this.#take(text)) return;
    const fitsNext = this.#next.kind === 'symbol' && this.#next.text === text;
    if (!fitsNext && fitsAfter(this.#token)) throw new Misfit(this.#token.at, `missing '${text}' at '${this.#token.text}'`);
    this.#misfit(`'${text}'`, fitsNext);
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
    while (this.#take(sign));
    this.#primary(...others);
    for (;;) {
      if (this.#take('.')) this.#member();
      else if (this.#take('[')) {
        const optional = this.#take('?');
        this.#expression(...(optional ? [] : ["'?'"]));
        this.#close(']');
      } else return;
    }
  }
  #member(): void {
    this.#take('?');
    if (this.#token.kind !== 'name')
      throw new Misfit(this.#token.at, `no viable alternative at input '.${this.#token.kind === 'end' ? '' : this.#token.text}'`);
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
    if (kind === 'literal') this.#at += 1;
    else if (this.#take('(')) {
      this.#expression();
      this.#close(')');
    } else if (this.#take('[')) this.#elements(']', () => this.#expression("']'", "','", "'?'"));
    else if (this.#take('{')) this.#elements('}', () => this.#entry());
    else if (kind === 'name' || this.#is('.')) {
      this.#take('.');
      if (this.#token.kind !== 'name') this.#misfit('IDENTIFIER', this.#next.kind === 'name');
      this.#at += 1;
      if (this.#take('(')) this.#given();
    } else this.#misfit(beginningsOr(...others), beginsValue(this.#next) || others.includes(`'${this.#next.text}'`));
  }
  #entry(): void {
    this.#take('?');
    this.#expression("'}'", "','", "'?'");
    this.#expect(':', beginsValue);
    this.#expression();
  }
  #elements(end: ']' | '}', element: () => void): void {
    if (this.#take(',')) return this.#close(end);
    if (this.#take(end)) return;
    this.#take('?');
    element();
    while (!this.#take(end)) {
      if (!this.#take(',')) this.#misfit(`{'${end}', ','}`, this.#next.text === end || this.#next.text === ',');
      if (!beginsValue(this.#token) && !this.#is('?')) return this.#close(end);
      this.#take('?');
      element();
    }
  }
}

function misfitIn(tokens: readonly Token[]): Misfit | undefined {
  try {
    new Parser(tokens).all();
    return undefined;
  } catch (error) {
    if (error instanceof Misfit) return error;
    throw error;
  }
}

interface ParseError extends Error {
  readonly code?: string;
  readonly summary?: string;
  readonly node?: { readonly start?: number };
}

/** `error` is what cel-js says; it counts where nothing else is found. */
export function syntaxError(expression: string, error: unknown): Error {
  const { code, summary = '', message, node } = error as ParseError;
  const at = node?.start ?? expression.length;
  if (code === 'reserved_identifier') return compilationError(expression, at, `reserved identifier: ${summary.replace(/^.*: /, '')}`);
  if (code === 'invalid_macro_argument') return compilationError(expression, at, 'argument must be a simple name');
  const { tokens, unrecognized } = tokensOf(expression);
  const misfit = misfitIn(tokens);
  const errors = [
    ...unrecognized.map(({ text, at: where }) => [where, `token recognition error at: '${text}'`] as const),
    ...(misfit === undefined ? [] : [[misfit.at, misfit.message] as const]),
  ].sort(([a], [b]) => a - b);
  if (errors.length === 0) return compilationError(expression, at, `Syntax error: ${(summary || message).split('\n')[0] ?? ''}`);
  const told = errors.map(([where, what]) => compilationError(expression, where, `Syntax error: ${what}`).message.replace(/^compilation failed: /, ''));
  return new Error(`compilation failed: ${told.join('\n')}`);
}
