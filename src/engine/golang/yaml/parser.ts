/** The first document of a YAML text as a tree. After go.yaml.in/yaml/v2 parserc.go and the parser of decode.go. */
import { Pace, type Turns } from '../turns';
import { parserError, scannerError, YamlError, type Mark } from './cursor';
import { Scanner } from './scanner';
import type { Token, TokenType } from './tokens';

interface Common {
  /** From zero: where it begins. */
  readonly line: number;
}
export type YamlNode = Common &
  (
    | { readonly kind: 'scalar'; readonly value: string; readonly tag: string; readonly implicit: boolean }
    | { readonly kind: 'sequence'; readonly items: YamlNode[] }
    /** Keys and values by turns. */
    | { readonly kind: 'mapping'; readonly children: YamlNode[] }
    | { readonly kind: 'alias'; readonly name: string; readonly target: YamlNode }
  );

const DEFAULT_TAGS = [
  ['!', '!'],
  ['!!', 'tag:yaml.org,2002:'],
] as const;
const AFTER_DOCUMENT: ReadonlySet<TokenType> = new Set(['version-directive', 'tag-directive', 'document-start', 'document-end', 'stream-end']);
/** The stack of the program bounds how deep a document is read; the words are those for what libyaml reads. */
const MOST_LEVELS = 1000;

function* made<T>(node: T): Turns<T> {
  return node;
}

interface Properties {
  readonly start: Mark;
  readonly anchor: string;
  readonly tag: string;
}

export class Parser {
  readonly #scanner: Scanner;
  readonly #tags = new Map<string, string>();
  readonly #anchors = new Map<string, YamlNode>();
  readonly #pace = new Pace();
  #level = 0;

  constructor(private readonly text: string) {
    this.#scanner = new Scanner(text);
  }

  /** Returns undefined without a document. Throws YamlError. */
  *document(): Turns<YamlNode | undefined> {
    try {
      const node = yield* this.#document();
      this.#checkCharacters(this.#scanner.index);
      return node;
    } catch (error) {
      if (error instanceof YamlError) this.#checkCharacters(this.#scanner.index);
      throw error;
    }
  }

  /** What is read in one piece is looked at before any of it is scanned. */
  #checkCharacters(index: number): void {
    const end = Math.ceil((index + 1) / PIECE) * PIECE;
    if (CONTROL.test(this.text.slice(0, end))) throw new YamlError('control characters are not allowed');
  }

  *#document(): Turns<YamlNode | undefined> {
    const first = this.#peek();
    if (first.type === 'stream-end') return undefined;
    const explicit = first.type === 'document-start' || first.type.endsWith('-directive');
    this.#directives();
    if (explicit) {
      const start = this.#peek();
      if (start.type !== 'document-start') throw parserError('did not find expected <document start>', start.start);
      this.#scanner.skip();
    }
    const content = this.#peek();
    const node = explicit && AFTER_DOCUMENT.has(content.type) ? this.#empty(content.start) : yield* this.#node(true, false);
    this.#peek();
    return node;
  }

  #peek(): Token {
    return this.#scanner.peek();
  }

  #take(type: TokenType): boolean {
    if (this.#peek().type !== type) return false;
    this.#scanner.skip();
    return true;
  }

  #directives(): void {
    let versioned = false;
    for (let next = this.#peek(); next.type.endsWith('-directive'); next = this.#peek()) {
      if (next.type === 'version-directive') {
        if (versioned) throw parserError('found duplicate %YAML directive', next.start);
        if (next.value !== '1.1') throw parserError('found incompatible YAML document', next.start);
        versioned = true;
      } else {
        if (this.#tags.has(next.value)) throw parserError('found duplicate %TAG directive', next.start);
        this.#tags.set(next.value, next.suffix);
      }
      this.#scanner.skip();
    }
    for (const [handle, prefix] of DEFAULT_TAGS) if (!this.#tags.has(handle)) this.#tags.set(handle, prefix);
  }

  #empty({ line }: Mark): YamlNode {
    return { kind: 'scalar', value: '', tag: '', implicit: true, line };
  }

  /** Anchor and tag in any order. */
  #properties(): Properties {
    const { start } = this.#peek();
    let [anchor, tag] = ['', ''];
    const takeAnchor = (): void => {
      const { type, value } = this.#peek();
      if (type !== 'anchor') return;
      anchor = value;
      this.#scanner.skip();
    };
    takeAnchor();
    const next = this.#peek();
    if (next.type === 'tag') {
      this.#scanner.skip();
      if (anchor === '') takeAnchor();
      // What follows is scanned before the handle is looked up.
      this.#peek();
      tag = this.#tagOf(next, start);
    }
    return { start, anchor, tag };
  }

  #tagOf({ value: handle, suffix, start: at }: Token, start: Mark): string {
    if (handle === '') return suffix;
    const prefix = this.#tags.get(handle);
    if (prefix === undefined) throw parserError('found undefined tag handle', at, start);
    return prefix + suffix;
  }

  #anchored<T extends YamlNode>(node: T, anchor: string): T {
    if (anchor !== '') this.#anchors.set(anchor, node);
    return node;
  }

  /** As few generators a level as can be: the stack of the program holds them all. */
  #node(block: boolean, indentless: boolean): Turns<YamlNode> {
    const first = this.#peek();
    return first.type === 'alias' ? made(this.#alias(first)) : this.#content(block, indentless);
  }

  #leave<T extends YamlNode>(node: T): T {
    this.#level -= 1;
    return node;
  }

  #alias({ value: name, start }: Token): YamlNode {
    this.#scanner.skip();
    const target = this.#anchors.get(name);
    if (target === undefined) throw new YamlError(`unknown anchor '${name}' referenced`);
    return { kind: 'alias', name, target, line: start.line };
  }

  *#content(block: boolean, indentless: boolean): Turns<YamlNode> {
    if (this.#pace.isOver()) yield;
    this.#level += 1;
    if (this.#level > MOST_LEVELS) throw scannerError('exceeded max depth of 10000', this.#peek().start);
    const { start, anchor, tag } = this.#properties();
    const next = this.#peek();
    const { line } = start;
    if (indentless && next.type === 'block-entry') {
      const sequence = this.#anchored({ kind: 'sequence' as const, items: [], line }, anchor);
      yield* this.#indentlessSequence(sequence.items);
      return this.#leave(sequence);
    }
    if (next.type === 'flow-sequence-start' || (block && next.type === 'block-sequence-start')) {
      const sequence = this.#anchored({ kind: 'sequence' as const, items: [], line }, anchor);
      this.#scanner.skip();
      yield* next.type === 'flow-sequence-start' ? this.#flowSequence(sequence.items, next.start) : this.#blockSequence(sequence.items, next.start);
      return this.#leave(sequence);
    }
    if (next.type === 'flow-mapping-start' || (block && next.type === 'block-mapping-start')) {
      const mapping = this.#anchored({ kind: 'mapping' as const, children: [], line }, anchor);
      this.#scanner.skip();
      yield* next.type === 'flow-mapping-start' ? this.#flowMapping(mapping.children, next.start) : this.#blockMapping(mapping.children, next.start);
      return this.#leave(mapping);
    }
    if (next.type === 'scalar') {
      this.#scanner.skip();
      return this.#leave(this.#anchored({ kind: 'scalar', value: next.value, tag, implicit: (tag === '' && next.plain) || tag === '!', line }, anchor));
    }
    if (anchor !== '' || tag !== '') return this.#leave(this.#anchored({ kind: 'scalar', value: '', tag, implicit: tag === '', line }, anchor));
    throw parserError('did not find expected node content', next.start, start);
  }

  /** A node, or nothing where one of these comes. */
  #nodeUnless(ends: readonly TokenType[], block: boolean, indentless: boolean, mark?: Mark): Turns<YamlNode> {
    const { type, start } = this.#peek();
    return ends.includes(type) ? made(this.#empty(mark ?? start)) : this.#node(block, indentless);
  }

  *#blockSequence(items: YamlNode[], context: Mark): Turns<void> {
    for (;;) {
      const next = this.#peek();
      if (this.#take('block-end')) return;
      if (!this.#take('block-entry')) throw parserError("did not find expected '-' indicator", next.start, context);
      items.push(yield* this.#nodeUnless(['block-entry', 'block-end'], true, false, next.start));
    }
  }

  *#indentlessSequence(items: YamlNode[]): Turns<void> {
    for (let next = this.#peek(); next.type === 'block-entry'; next = this.#peek()) {
      this.#scanner.skip();
      items.push(yield* this.#nodeUnless(['block-entry', 'key', 'value', 'block-end'], true, false, next.start));
    }
  }

  *#blockMapping(children: YamlNode[], context: Mark): Turns<void> {
    const ends = ['key', 'value', 'block-end'] as const;
    for (;;) {
      const next = this.#peek();
      if (this.#take('block-end')) return;
      if (!this.#take('key')) throw parserError('did not find expected key', next.start, context);
      children.push(yield* this.#nodeUnless(ends, true, true, next.start));
      const value = this.#peek();
      children.push(this.#take('value') ? yield* this.#nodeUnless(ends, true, true, value.start) : this.#empty(value.start));
    }
  }

  *#flowSequence(items: YamlNode[], context: Mark): Turns<void> {
    for (let first = true; !this.#take('flow-sequence-end'); first = false) {
      if (!first) {
        const next = this.#peek();
        if (!this.#take('flow-entry')) throw parserError("did not find expected ',' or ']'", next.start, context);
        if (this.#take('flow-sequence-end')) return;
      }
      items.push(this.#peek().type === 'key' ? yield* this.#pair() : yield* this.#node(false, false));
    }
  }

  /** A key and its value as an item of a list. */
  *#pair(): Turns<YamlNode> {
    const { start } = this.#peek();
    this.#scanner.skip();
    const key = yield* this.#nodeUnless(['value', 'flow-entry', 'flow-sequence-end'], false, false);
    const { start: mark } = this.#peek();
    const value = this.#take('value') ? yield* this.#nodeUnless(['flow-entry', 'flow-sequence-end'], false, false) : this.#empty(mark);
    return { kind: 'mapping', children: [key, value], line: start.line };
  }

  *#flowMapping(children: YamlNode[], context: Mark): Turns<void> {
    for (let first = true; !this.#take('flow-mapping-end'); first = false) {
      if (!first) {
        const next = this.#peek();
        if (!this.#take('flow-entry')) throw parserError("did not find expected ',' or '}'", next.start, context);
        if (this.#take('flow-mapping-end')) return;
      }
      if (!this.#take('key')) {
        children.push(yield* this.#node(false, false), this.#empty(this.#peek().start));
        continue;
      }
      children.push(yield* this.#nodeUnless(['value', 'flow-entry', 'flow-mapping-end'], false, false));
      const { start } = this.#peek();
      children.push(this.#take('value') ? yield* this.#nodeUnless(['flow-entry', 'flow-mapping-end'], false, false) : this.#empty(start));
    }
  }
}

/** libyaml reads so many bytes at once. */
const PIECE = 512;
// eslint-disable-next-line no-control-regex -- control characters are what it is about
const CONTROL = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]/;
