/** A place in a YAML text, which moves forward, and what stands there. After the macros of go.yaml.in/yaml/v2 yamlprivateh.go. */
export interface Mark {
  readonly index: number;
  /** From zero. */
  readonly line: number;
  readonly column: number;
}

/** In the words of libyaml, with the line where that is known. */
export class YamlError extends Error {}

/** A scanner names the line in which it stands, from one; a parser that before it. Neither names the first. */
export function scannerError(words: string, { line }: Mark): YamlError {
  return new YamlError(`${line > 0 ? `line ${line + 1}: ` : ''}${words}`);
}
export function parserError(words: string, mark: Mark, context?: Mark): YamlError {
  const line = mark.line > 0 ? mark.line : (context?.line ?? 0);
  return new YamlError(`${line > 0 ? `line ${line}: ` : ''}${words}`);
}

/** What stands behind the end. */
export const END = '\0';

export const isBlank = (character: string): boolean => character === ' ' || character === '\t';
export const isBreak = (character: string): boolean =>
  character === '\r' || character === '\n' || character === '\u0085' || character === '\u2028' || character === '\u2029';
export const isBreakOrEnd = (character: string): boolean => character === END || isBreak(character);
export const isSpaceOrEnd = (character: string): boolean => isBlank(character) || isBreakOrEnd(character);
export const isWord = (character: string): boolean => /^[\w-]$/.test(character);
export const isDigit = (character: string): boolean => character >= '0' && character <= '9';
export const isHex = (text: string): boolean => /^[\da-fA-F]+$/.test(text);

export class Cursor {
  #index = 0;
  #line = 0;
  #column = 0;

  constructor(private readonly text: string) {}

  get mark(): Mark {
    return { index: this.#index, line: this.#line, column: this.#column };
  }
  get index(): number {
    return this.#index;
  }
  get line(): number {
    return this.#line;
  }
  get column(): number {
    return this.#column;
  }

  /** The character that stands so many places on. */
  at(offset = 0): string {
    return this.text[this.#index + offset] ?? END;
  }

  /** The next characters, as many as there are. */
  next(count: number): string {
    return this.text.slice(this.#index, this.#index + count);
  }

  skip(count = 1): void {
    this.#index += count;
    this.#column += count;
  }

  skipBlanks(): void {
    while (isBlank(this.at())) this.skip();
  }

  skipComment(): void {
    if (this.at() === '#') while (!isBreakOrEnd(this.at())) this.skip();
  }

  skipLine(): void {
    this.readLine();
  }

  read(): string {
    const character = this.at();
    this.skip();
    return character;
  }

  /** A break, as it is in the value of a scalar. */
  readLine(): string {
    const character = this.at();
    if (!isBreak(character)) return '';
    this.#index += character === '\r' && this.at(1) === '\n' ? 2 : 1;
    this.#column = 0;
    this.#line += 1;
    return character === '\u2028' || character === '\u2029' ? character : '\n';
  }

  /** Whether a document begins or ends here. */
  get isAtDocumentIndicator(): boolean {
    const marker = this.next(3);
    return this.#column === 0 && (marker === '---' || marker === '...') && isSpaceOrEnd(this.at(3));
  }

  /** The end is in a line of its own. */
  finish(): void {
    if (this.#column === 0) return;
    this.#column = 0;
    this.#line += 1;
  }
}
