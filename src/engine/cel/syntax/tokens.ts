/**
 * The tokens of an expression, and the characters in it that are none. After the lexer of github.com/google/cel-go/parser/gen/CEL.g4.
 */
import { table } from '../../golang/map';

/** Every kind of token as messages of the parser name it, in the order in which they list what they expect. */
export const TOKEN_NAMES = [
  ...['<EOF>', "'=='", "'!='", "'in'", "'<'", "'<='", "'>='", "'>'", "'&&'", "'||'"],
  ...["'['", "']'", "'{'", "'}'", "'('", "')'", "'.'", "','", "'-'", "'!'", "'?'", "':'", "'+'", "'*'", "'/'", "'%'"],
  ...["'true'", "'false'", "'null'", 'NUM_FLOAT', 'NUM_INT', 'NUM_UINT', 'STRING', 'BYTES', 'IDENTIFIER', 'ESC_IDENTIFIER'],
] as const;
export type TokenKind = (typeof TOKEN_NAMES)[number];

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly at: number;
}
export interface Unrecognized {
  readonly text: string;
  readonly at: number;
}

const SPACE = /(?:[ \t\r\n\f]+|\/\/[^\n]*)/y;
const NUMBER = /(?:0x[0-9a-fA-F]+[uU]?|(?:\d+\.\d+|\.\d+)(?:[eE][+-]?\d+)?|\d+[eE][+-]?\d+|\d+[uU]?)/y;
const ESCAPE = String.raw`\\(?:[bfnrtav"'\\?\x60]|[xX][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-3][0-7]{2})`;
const QUOTED = [`"""(?:${ESCAPE}|[^\\\\])*?"""`, `'''(?:${ESCAPE}|[^\\\\])*?'''`, `"(?:${ESCAPE}|[^\\\\"\\n\\r])*"`, `'(?:${ESCAPE}|[^\\\\'\\n\\r])*'`];
const RAW = [`[rR]"""[\\s\\S]*?"""`, `[rR]'''[\\s\\S]*?'''`, `[rR]"[^"\\n\\r]*"`, `[rR]'[^'\\n\\r]*'`];
const TEXT = new RegExp(`(?:[bB]?(?:${[...QUOTED, ...RAW].join('|')}))`, 'y');
const NAME = /[a-zA-Z_][a-zA-Z0-9_]*/y;
/** A name that could not be written otherwise. */
const ESCAPED = /`[a-zA-Z0-9_.\-/ ]+`/y;
const UNENDED = /[a-zA-Z0-9_.\-/ ]+/y;
const SYMBOL = /(?:==|!=|<=|>=|&&|\|\||[[\]{}().,\-!?:+*/%<>])/y;
const WORDS = table<TokenKind>({ true: "'true'", false: "'false'", null: "'null'", in: "'in'" });

function match(pattern: RegExp, expression: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(expression)?.[0];
}

const numberKind = (text: string): TokenKind => (/[uU]$/.test(text) ? 'NUM_UINT' : !text.startsWith('0x') && /[.eE]/.test(text) ? 'NUM_FLOAT' : 'NUM_INT');

function tokenAt(expression: string, at: number): Token | undefined {
  const literal = match(TEXT, expression, at);
  if (literal !== undefined) return { kind: /^[bB]/.test(literal) ? 'BYTES' : 'STRING', text: literal, at };
  const number = match(NUMBER, expression, at);
  if (number !== undefined) return { kind: numberKind(number), text: number, at };
  const name = match(NAME, expression, at);
  if (name !== undefined) return { kind: WORDS[name] ?? 'IDENTIFIER', text: name, at };
  const escaped = match(ESCAPED, expression, at);
  if (escaped !== undefined) return { kind: 'ESC_IDENTIFIER', text: escaped, at };
  const symbol = match(SYMBOL, expression, at);
  return symbol === undefined ? undefined : { kind: `'${symbol}'` as TokenKind, text: symbol, at };
}

/** How far the lexer reads before it gives up: a text to its end, one character after the first half of an operator. */
function unrecognizedAt(expression: string, at: number): string {
  const first = expression[at] ?? '';
  if (first === '"' || first === "'") {
    const lineEnd = expression.indexOf('\n', at);
    const line = expression.slice(at, lineEnd === -1 ? undefined : lineEnd);
    const [, escape] = /^(.[^\\]*?\\[^bfnrtav"'\\?`xXuU0-3])/.exec(line) ?? [];
    return escape ?? expression.slice(at, at + line.length + 1);
  }
  // The character at which a name in backticks ends otherwise is part of what is shown, and left out.
  if (first === '`') return expression.slice(at, at + 1 + (match(UNENDED, expression, at + 1) ?? '').length + 1);
  return '=&|'.includes(first) ? expression.slice(at, at + 2) : first;
}

export function tokensOf(expression: string): { readonly tokens: readonly Token[]; readonly unrecognized: readonly Unrecognized[] } {
  const tokens: Token[] = [];
  const unrecognized: Unrecognized[] = [];
  for (let at = 0; at < expression.length;) {
    const space = match(SPACE, expression, at);
    if (space !== undefined) {
      at += space.length;
      continue;
    }
    const token = tokenAt(expression, at);
    if (token === undefined) {
      const text = unrecognizedAt(expression, at);
      unrecognized.push({ text, at });
      at += text.length;
    } else {
      tokens.push(token);
      at += token.text.length;
    }
  }
  tokens.push({ kind: '<EOF>', text: '<EOF>', at: expression.length });
  return { tokens, unrecognized };
}
