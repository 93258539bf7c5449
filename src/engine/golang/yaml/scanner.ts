/**
 * The tokens of a YAML text, one after the other. Whether a text is a key is known only when its colon is met: until then it is kept as
 * one that may be. After go.yaml.in/yaml/v2 scannerc.go, whose order of checks decides which error is found first.
 */
import { table } from '../map';
import { Cursor, END, isBreak, isSpaceOrEnd, scannerError, type Mark } from './cursor';
import { scanAnchor, scanDirective, scanTag } from './scan-names';
import { scanBlockScalar, scanPlainScalar, scanQuotedScalar } from './scan-scalars';
import { token, type Token, type TokenType } from './tokens';

/** A key that its colon would have to follow in the same line and not far away. */
interface SimpleKey {
  readonly required: boolean;
  /** The number of the token before which it would begin. */
  readonly number: number;
  readonly mark: Mark;
}
const LONGEST_KEY = 1024;
const MOST_LEVELS = 10_000;
const TOO_DEEP = `exceeded max depth of ${MOST_LEVELS}`;

const FLOW = table<TokenType>({ '[': 'flow-sequence-start', '{': 'flow-mapping-start', ']': 'flow-sequence-end', '}': 'flow-mapping-end' });
const NOT_PLAIN = '-?:,[]{}#&*!|>\'"%@`';

export class Scanner {
  readonly #cursor: Cursor;
  readonly #tokens: Token[] = [];
  #head = 0;
  #parsed = 0;
  #ended = false;
  #indent = -1;
  readonly #indents: number[] = [];
  #keyAllowed = true;
  /** One for each level of flow; none is possible where there is none. */
  readonly #keys: (SimpleKey | undefined)[] = [undefined];
  /** The level of the key that would begin before the token of a number. */
  readonly #levels = new Map<number, number>();

  constructor(text: string) {
    this.#cursor = new Cursor(text);
  }

  /** How much of the text was looked at. */
  get index(): number {
    return this.#cursor.index;
  }

  peek(): Token {
    while (this.#needsMore()) this.#fetch();
    return this.#tokens[this.#head] ?? token('stream-end', this.#cursor.mark);
  }

  skip(): void {
    this.#levels.delete(this.#parsed);
    this.#head += 1;
    this.#parsed += 1;
    if (this.#head > 1024) {
      this.#tokens.splice(0, this.#head);
      this.#head = 0;
    }
  }

  get #inFlow(): boolean {
    return this.#keys.length > 1;
  }

  #needsMore(): boolean {
    if (this.#ended) return false;
    if (this.#head === this.#tokens.length) return true;
    const level = this.#levels.get(this.#parsed);
    return level !== undefined && this.#keys[level]?.number === this.#parsed && this.#isValid(level);
  }

  /** Whether the key of that level may still be one. */
  #isValid(level: number): boolean {
    const key = this.#keys[level];
    if (key === undefined) return false;
    if (key.mark.line >= this.#cursor.line && key.mark.index + LONGEST_KEY >= this.#cursor.index) return true;
    if (key.required) throw scannerError("could not find expected ':'", this.#cursor.mark);
    this.#keys[level] = undefined;
    return false;
  }

  #push(type: TokenType, start: Mark, rest: Partial<Token> = {}): void {
    this.#tokens.push(token(type, start, rest));
  }

  #insert(number: number, inserted: Token): void {
    this.#tokens.splice(this.#head + number - this.#parsed, 0, inserted);
  }

  #saveKey(): void {
    if (!this.#keyAllowed) return;
    const required = !this.#inFlow && this.#indent === this.#cursor.column;
    this.#removeKey();
    const number = this.#parsed + this.#tokens.length - this.#head;
    this.#levels.set(number, this.#keys.length - 1);
    this.#keys[this.#keys.length - 1] = { required, number, mark: this.#cursor.mark };
  }

  #removeKey(): void {
    const last = this.#keys.length - 1;
    if (this.#keys[last]?.required === true) throw scannerError("could not find expected ':'", this.#cursor.mark);
    this.#keys[last] = undefined;
  }

  #rollIndent(column: number, type: TokenType, mark: Mark, number?: number): void {
    if (this.#inFlow || this.#indent >= column) return;
    this.#indents.push(this.#indent);
    this.#indent = column;
    if (this.#indents.length > MOST_LEVELS) throw scannerError(TOO_DEEP, this.#cursor.mark);
    if (number === undefined) this.#push(type, mark);
    else this.#insert(number, token(type, mark));
  }

  #unrollIndent(column: number): void {
    while (!this.#inFlow && this.#indent > column) {
      this.#push('block-end', this.#cursor.mark);
      this.#indent = this.#indents.pop() ?? -1;
    }
  }

  #toNextToken(): void {
    const cursor = this.#cursor;
    for (;;) {
      if (cursor.column === 0 && cursor.at() === '\ufeff') cursor.skip();
      while (cursor.at() === ' ' || ((this.#inFlow || !this.#keyAllowed) && cursor.at() === '\t')) cursor.skip();
      cursor.skipComment();
      if (!isBreak(cursor.at())) return;
      cursor.skipLine();
      if (!this.#inFlow) this.#keyAllowed = true;
    }
  }

  #fetch(): void {
    const cursor = this.#cursor;
    this.#toNextToken();
    this.#unrollIndent(cursor.column);
    const next = cursor.at();
    if (next === END) return this.#fetchEnd();
    if (cursor.column === 0 && next === '%') {
      this.#leaveBlocks();
      this.#tokens.push(scanDirective(cursor));
      return;
    }
    if (cursor.isAtDocumentIndicator) return this.#fetchDocumentIndicator(next);
    const flow = FLOW[next];
    if (flow !== undefined) return this.#fetchFlow(flow);
    const alone = isSpaceOrEnd(cursor.at(1));
    if (next === ',') return this.#fetchEntry('flow-entry');
    if (next === '-' && alone) return this.#fetchBlockEntry();
    if (next === '?' && (this.#inFlow || alone)) return this.#fetchKey();
    if (next === ':' && (this.#inFlow || alone)) return this.#fetchValue();
    this.#fetchNode(next);
  }

  #fetchNode(next: string): void {
    const cursor = this.#cursor;
    if ((next === '|' || next === '>') && !this.#inFlow) {
      this.#removeKey();
      this.#keyAllowed = true;
      this.#tokens.push(scanBlockScalar(cursor, next === '|', this.#indent));
      return;
    }
    const isNode = '*&!\'"'.includes(next);
    if (!isNode && !this.#isPlain(next)) throw scannerError('found character that cannot start any token', cursor.mark);
    this.#saveKey();
    this.#keyAllowed = false;
    if (next === '*' || next === '&') this.#tokens.push(scanAnchor(cursor, next === '*' ? 'alias' : 'anchor'));
    else if (next === '!') this.#tokens.push(scanTag(cursor));
    else if (next === "'" || next === '"') this.#tokens.push(scanQuotedScalar(cursor, next));
    else {
      const { scanned, brokeLine } = scanPlainScalar(cursor, this.#indent, this.#inFlow);
      this.#tokens.push(scanned);
      if (brokeLine) this.#keyAllowed = true;
    }
  }

  #isPlain(next: string): boolean {
    if (!isSpaceOrEnd(next) && !NOT_PLAIN.includes(next)) return true;
    const after = this.#cursor.at(1);
    if (next === '-') return after !== ' ' && after !== '\t';
    return !this.#inFlow && (next === '?' || next === ':') && !isSpaceOrEnd(after);
  }

  #leaveBlocks(): void {
    this.#unrollIndent(-1);
    this.#removeKey();
    this.#keyAllowed = false;
  }

  #fetchEnd(): void {
    this.#cursor.finish();
    this.#leaveBlocks();
    this.#push('stream-end', this.#cursor.mark);
    this.#ended = true;
  }

  #fetchDocumentIndicator(next: string): void {
    this.#leaveBlocks();
    this.#push(next === '-' ? 'document-start' : 'document-end', this.#cursor.mark);
    this.#cursor.skip(3);
  }

  #fetchFlow(type: TokenType): void {
    const starts = type.endsWith('start');
    if (starts) {
      this.#saveKey();
      this.#keys.push(undefined);
      if (this.#keys.length - 1 > MOST_LEVELS) throw scannerError(TOO_DEEP, this.#cursor.mark);
    } else {
      this.#removeKey();
      if (this.#inFlow) this.#keys.pop();
    }
    this.#keyAllowed = starts;
    this.#push(type, this.#cursor.mark);
    this.#cursor.skip();
  }

  #fetchEntry(type: TokenType): void {
    this.#removeKey();
    this.#keyAllowed = true;
    this.#push(type, this.#cursor.mark);
    this.#cursor.skip();
  }

  #fetchBlockEntry(): void {
    if (!this.#inFlow) {
      if (!this.#keyAllowed) throw scannerError('block sequence entries are not allowed in this context', this.#cursor.mark);
      this.#rollIndent(this.#cursor.column, 'block-sequence-start', this.#cursor.mark);
    }
    this.#fetchEntry('block-entry');
  }

  #fetchKey(): void {
    if (!this.#inFlow) {
      if (!this.#keyAllowed) throw scannerError('mapping keys are not allowed in this context', this.#cursor.mark);
      this.#rollIndent(this.#cursor.column, 'block-mapping-start', this.#cursor.mark);
    }
    this.#fetchEntry('key');
    this.#keyAllowed = !this.#inFlow;
  }

  #fetchValue(): void {
    const cursor = this.#cursor;
    const last = this.#keys.length - 1;
    const key = this.#isValid(last) ? this.#keys[last] : undefined;
    if (key !== undefined) {
      this.#insert(key.number, token('key', key.mark));
      this.#rollIndent(key.mark.column, 'block-mapping-start', key.mark, key.number);
      this.#keys[last] = undefined;
      this.#keyAllowed = false;
    } else {
      if (!this.#inFlow) {
        if (!this.#keyAllowed) throw scannerError('mapping values are not allowed in this context', cursor.mark);
        this.#rollIndent(cursor.column, 'block-mapping-start', cursor.mark);
      }
      this.#keyAllowed = !this.#inFlow;
    }
    this.#push('value', cursor.mark);
    cursor.skip();
  }
}
