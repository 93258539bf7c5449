/**
 * The words of an expression, and the characters in it that are none. After the lexer of github.com/google/cel-go/parser/gen/CEL.g4.
 */
export interface Token {
  readonly kind: 'name' | 'escaped' | 'literal' | 'word' | 'symbol' | 'end';
  readonly text: string;
  readonly at: number;
}
export interface Unrecognized {
  readonly text: string;
  readonly at: number;
}

const SPACE = /(?:[ \t\r\n\f]+|\/\/[^\n]*)/y;
const NUMBER = /(?:0x[0-9a-fA-F]+u?|(?:\d+\.\d+|\.\d+)(?:[eE][+-]?\d+)?|\d+[eE][+-]?\d+|\d+[uU]?)/y;
const ESCAPE = String.raw`\\(?:[bfnrtav"'\\?\x60]|[xX][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-3][0-7]{2})`;
const QUOTED = [`"""(?:${ESCAPE}|[^\\\\])*?"""`, `'''(?:${ESCAPE}|[^\\\\])*?'''`, `"(?:${ESCAPE}|[^\\\\"\\n\\r])*"`, `'(?:${ESCAPE}|[^\\\\'\\n\\r])*'`];
const RAW = [`[rR]"""[\\s\\S]*?"""`, `[rR]'''[\\s\\S]*?'''`, `[rR]"[^"\\n\\r]*"`, `[rR]'[^'\\n\\r]*'`];
const TEXT = new RegExp(`(?:[bB]?(?:${[...QUOTED, ...RAW].join('|')}))`, 'y');
const NAME = /[a-zA-Z_][a-zA-Z0-9_]*/y;
/** A name that could not be written otherwise. */
const ESCAPED = /`[a-zA-Z0-9_.\-/ ]+`/y;
const SYMBOL = /(?:==|!=|<=|>=|&&|\|\||[[\]{}().,\-!?:+*/%<>])/y;
const WORDS: ReadonlySet<string> = new Set(['true', 'false', 'null']);

function match(pattern: RegExp, expression: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(expression)?.[0];
}

/** How far the lexer reads before it gives up: a text to its end, one character after the first half of an operator. */
function unrecognized(expression: string, at: number): string {
  const first = expression[at] ?? '';
  if (first === '"' || first === "'") {
    const lineEnd = expression.indexOf('\n', at);
    const line = expression.slice(at, lineEnd === -1 ? undefined : lineEnd);
    const [, escape] = /^(.[^\\]*?\\[^bfnrtav"'\\?`xXuU0-3])/.exec(line) ?? [];
    return escape ?? expression.slice(at, at + line.length + 1);
  }
  return '=&|'.includes(first) ? expression.slice(at, at + 2) : first;
}

export function tokensOf(expression: string): { readonly tokens: readonly Token[]; readonly unrecognized: readonly Unrecognized[] } {
  const tokens: Token[] = [];
  const wrong: Unrecognized[] = [];
  for (let at = 0; at < expression.length;) {
    const space = match(SPACE, expression, at);
    const literal = space ?? match(TEXT, expression, at) ?? match(NUMBER, expression, at);
    const word = literal ?? match(NAME, expression, at);
    const escaped = word ?? match(ESCAPED, expression, at);
    const text = escaped ?? match(SYMBOL, expression, at);
    if (text === undefined) {
      const skipped = unrecognized(expression, at);
      wrong.push({ text: skipped, at });
      at += skipped.length;
      continue;
    }
    if (space === undefined) {
      const kind = WORDS.has(text) ? 'word' : text === 'in' || escaped === undefined ? 'symbol' : word === undefined ? 'escaped' : 'name';
      tokens.push({ kind: literal !== undefined ? 'literal' : kind, text, at });
    }
    at += text.length;
  }
  return { tokens: [...tokens, { kind: 'end', text: '<EOF>', at: expression.length }], unrecognized: wrong };
}
