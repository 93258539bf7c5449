/**
 * Scripts as manifests have them in `sh -c`: commands with words, quotes, variables and redirections, joined by `;`, `&&` and `||`, in
 * `while` and `if`. What is beyond that is refused as a fault of syntax, so that no script does something else than in a real container.
 */
export interface Word {
  /** Texts, and names of variables. */
  readonly parts: readonly (string | { readonly variable: string })[];
  /** Without quotes a word may vanish, and is a keyword. */
  readonly isQuoted: boolean;
}
export interface Redirection {
  readonly from: 1 | 2;
  /** Another stream, or a file that is written anew or added to. */
  readonly to: 1 | 2 | { readonly file: Word; readonly appends: boolean };
}
export type Statement =
  | { readonly kind: 'command'; readonly words: readonly Word[]; readonly redirections: readonly Redirection[] }
  | { readonly kind: 'while'; readonly condition: Script; readonly body: Script }
  | { readonly kind: 'if'; readonly condition: Script; readonly then: Script; readonly otherwise: Script };
export type Script = readonly { readonly statement: Statement; readonly after: ';' | '&&' | '||' }[];

export class SyntaxFault extends Error {}

type Token = Word | { readonly operator: string };
const OPERATORS = ['&&', '||', '>>', ';', '\n', '>', '<', '|', '&', '(', ')'];
const STREAM = /([12]?)>(>|&[12])?/y;
const NAME = /\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*|[?$]))/y;

const isWord = (token: Token | undefined): token is Word => token !== undefined && 'parts' in token;
const keywordOf = (token: Token | undefined): string => (isWord(token) && !token.isQuoted && token.parts.length === 1 ? String(token.parts[0]) : '');

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  tokens(): readonly Token[] {
    const all: Token[] = [];
    for (let token = this.#next(); token !== undefined; token = this.#next()) all.push(token);
    return all;
  }

  #next(): Token | undefined {
    while (' \t'.includes(this.#text.charAt(this.#at)) && this.#at < this.#text.length) this.#at += 1;
    if (this.#at >= this.#text.length) return undefined;
    STREAM.lastIndex = this.#at;
    const [stream] = STREAM.exec(this.#text) ?? [];
    const operator = stream ?? OPERATORS.find((one) => this.#text.startsWith(one, this.#at));
    if (operator === undefined) return this.#word();
    this.#at += operator.length;
    return { operator };
  }

  #word(): Word {
    const parts: (string | { readonly variable: string })[] = [];
    let isQuoted = false;
    for (let char = this.#text.charAt(this.#at); char !== '' && !' \t'.includes(char); char = this.#text.charAt(this.#at)) {
      if (char !== '$' && OPERATORS.some((one) => this.#text.startsWith(one, this.#at))) break;
      if (char === "'") parts.push(this.#until("'"));
      else if (char === '"') parts.push(...this.#quoted());
      else parts.push(this.#one(char));
      isQuoted ||= char === "'" || char === '"';
    }
    const texts: (string | { readonly variable: string })[] = [];
    for (const part of parts) {
      const last = texts.at(-1);
      if (typeof part === 'string' && typeof last === 'string') texts.splice(-1, 1, last + part);
      else texts.push(part);
    }
    return { parts: texts, isQuoted };
  }

  #one(char: string): string | { readonly variable: string } {
    if (char === '\\') {
      this.#at += 2;
      return this.#text.charAt(this.#at - 1);
    }
    NAME.lastIndex = this.#at;
    const [whole, braced, bare] = NAME.exec(this.#text) ?? [];
    if (char === '`' || (char === '$' && whole === undefined)) throw new SyntaxFault('commands within words are not simulated');
    this.#at += whole?.length ?? 1;
    return whole === undefined ? char : { variable: braced ?? bare ?? '' };
  }

  #until(end: string): string {
    const close = this.#text.indexOf(end, this.#at + 1);
    if (close < 0) throw new SyntaxFault('unterminated quoted string');
    const text = this.#text.slice(this.#at + 1, close);
    this.#at = close + 1;
    return text;
  }

  #quoted(): readonly (string | { readonly variable: string })[] {
    const parts: (string | { readonly variable: string })[] = [''];
    this.#at += 1;
    for (let char = this.#text.charAt(this.#at); char !== '"'; char = this.#text.charAt(this.#at)) {
      if (char === '') throw new SyntaxFault('unterminated quoted string');
      const isPlain = char === '\\' && !'"\\$`'.includes(this.#text.charAt(this.#at + 1));
      if (isPlain) this.#at += 1;
      parts.push(isPlain ? char : this.#one(char));
    }
    this.#at += 1;
    return parts;
  }
}

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  /** Up to one of the keywords, or to the end where there are none. */
  script(ends: readonly string[] = []): Script {
    const script: { readonly statement: Statement; readonly after: ';' | '&&' | '||' }[] = [];
    let after: ';' | '&&' | '||' = ';';
    for (;;) {
      while (after === ';' && this.#isOneOf([';', '\n'])) this.#at += 1;
      if (ends.includes(keywordOf(this.#tokens[this.#at]))) break;
      if (this.#at >= this.#tokens.length) {
        if (ends.length > 0 || after !== ';') throw new SyntaxFault('unexpected end of file');
        break;
      }
      script.push({ statement: this.#statement(), after });
      const token = this.#tokens[this.#at];
      after = ';';
      if (token === undefined) continue;
      const operator = isWord(token) ? keywordOf(token) : token.operator;
      if (![';', '\n', '&&', '||'].includes(operator)) throw new SyntaxFault(`unexpected "${operator}"`);
      this.#at += 1;
      after = operator === '&&' || operator === '||' ? operator : ';';
    }
    return script;
  }

  #isOneOf(operators: readonly string[]): boolean {
    const token = this.#tokens[this.#at];
    return token !== undefined && !isWord(token) && operators.includes(token.operator);
  }

  #take(keyword: string): void {
    if (keywordOf(this.#tokens[this.#at]) !== keyword) throw new SyntaxFault(`"${keyword}" is expected`);
    this.#at += 1;
  }

  #statement(): Statement {
    const keyword = keywordOf(this.#tokens[this.#at]);
    if (keyword === 'while') return this.#loop();
    if (keyword === 'if') return this.#condition();
    return this.#command();
  }

  #loop(): Statement {
    this.#take('while');
    const condition = this.script(['do']);
    this.#take('do');
    const body = this.script(['done']);
    this.#take('done');
    return { kind: 'while', condition, body };
  }

  #condition(): Statement {
    this.#take('if');
    const condition = this.script(['then']);
    this.#take('then');
    const then = this.script(['else', 'fi']);
    const hasElse = keywordOf(this.#tokens[this.#at]) === 'else';
    if (hasElse) this.#take('else');
    const otherwise = hasElse ? this.script(['fi']) : [];
    this.#take('fi');
    return { kind: 'if', condition, then, otherwise };
  }

  #command(): Statement {
    const words: Word[] = [];
    const redirections: Redirection[] = [];
    for (let token = this.#tokens[this.#at]; token !== undefined; token = this.#tokens[this.#at]) {
      if (!isWord(token) && !token.operator.includes('>')) break;
      this.#at += 1;
      if (isWord(token)) words.push(token);
      else redirections.push(this.#redirection(token.operator));
    }
    if (words.length === 0) throw new SyntaxFault('a command is expected');
    return { kind: 'command', words, redirections };
  }

  #redirection(operator: string): Redirection {
    const from = operator.startsWith('2') ? 2 : 1;
    if (operator.includes('&')) return { from, to: operator.endsWith('2') ? 2 : 1 };
    const file = this.#tokens[this.#at];
    if (!isWord(file)) throw new SyntaxFault('a file is expected');
    this.#at += 1;
    return { from, to: { file, appends: operator.includes('>>') } };
  }
}

/** Throws SyntaxFault. */
export const scriptOf = (text: string): Script => new Parser(new Reader(text).tokens()).script();
