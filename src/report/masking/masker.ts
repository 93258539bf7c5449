/**
 * Knows every credential and every value of a Secret that a run has seen, and replaces them wherever bytes leave. A value of 8 characters
 * or more is masked anywhere, in each of its encodings. A shorter one would garble texts, so it is masked beside the name that it had.
 * Lines of a value of several lines count by themselves, because reports indent and cut them.
 */
import { replaceByteRuns } from './byte-runs';
import { unfolded } from './folded-lines';
import { encodingsOf, SHORTEST, textOf } from './encodings';
import { MASK } from './mask';
import { holdsPacked, replacePacked } from './packed-values';
import { keyOf, type Found } from './found';
import { replaceHexDumps } from './hex-dumps';
import { ShortValues } from './short-values';
import { maskText } from './structure';
import { TextIndex } from './text-index';

/** The value of a line `key: value` of YAML, whose key says nothing, counts by itself when it is so long. */
const LONG = 16;
/** Control sequences of terminals, which colour the parts of a value in which two texts differ. */
// eslint-disable-next-line no-control-regex -- that is what they begin with
const COLOUR = /\u001b\[[\d;]*m/g;
const CUT_BEFORE = '...|';
const CUT_AFTER = '|...';

/** The text with what an error of a parser of JSON shows of the text around it, cut off anywhere, replaced: `...|"pass|...`. */
function replaceCut(text: string, replacement: (piece: string) => string): string {
  const parts: string[] = [];
  let kept = 0;
  for (let at = text.indexOf(CUT_BEFORE); at !== -1; at = text.indexOf(CUT_BEFORE, kept)) {
    const from = at + CUT_BEFORE.length;
    const to = text.indexOf(CUT_AFTER, from);
    if (to === -1) break;
    parts.push(text.slice(kept, from), replacement(text.slice(from, to)));
    kept = to;
  }
  return [...parts, text.slice(kept)].join('');
}

/** What stands behind the key of a line of YAML; undefined where there is none. */
function valueInYaml(line: string): string | undefined {
  const [key = '', ...rest] = line.replace(/^[-\s]+/, '').split(/:(?=\s|$)/);
  return rest.length === 0 || !/^[\w./-]{1,253}$/.test(key) ? undefined : rest.join(':').trim();
}

function linesOf(text: string): readonly string[] {
  if (!text.includes('\n')) return [text.trim()];
  return text.split('\n').flatMap((line) => {
    const value = valueInYaml(line);
    const trimmed = value ?? line.trim();
    return trimmed.startsWith('-----') || (value !== undefined && trimmed.length < LONG) ? [] : [trimmed];
  });
}

/** How much of the value's end the text begins with, and of its beginning the text ends with. */
function overlap(text: string, value: string): readonly [number, number] {
  if (text.length >= 3 && value.includes(text)) return [text.length, 0];
  let [head, tail] = [0, 0];
  for (let length = 3; length < Math.min(text.length, value.length); length += 1) {
    if (value.endsWith(text.slice(0, length))) head = length;
    if (value.startsWith(text.slice(-length))) tail = length;
  }
  return [head, tail];
}

export class Masker {
  readonly #known = new Set<string>();
  readonly #index = new TextIndex();
  readonly #short = new ShortValues();
  readonly #texts: string[] = [];
  /** Whether a line may be folded within a value. */
  #hasSpaces = false;

  /** `shown`: everything is left as it is, for those who have to see it. */
  constructor(readonly shown = false) {}

  /** Takes these to what is known. Returns those that were not. */
  learn(all: readonly Found[]): readonly Found[] {
    if (this.shown) return [];
    return all.filter((one) => {
      const key = one.bytes.length < SHORTEST ? keyOf(one) : one.bytes.toString('latin1');
      if (this.#known.has(key) || one.bytes.toString() === MASK) return false;
      this.#known.add(key);
      this.#add(one);
      return true;
    });
  }

  #add({ bytes, name, followedBy }: Found): void {
    const text = textOf(bytes);
    if (bytes.length < SHORTEST) {
      if (text !== undefined) this.#short.add(text, name, followedBy);
      return;
    }
    encodingsOf(bytes).forEach((encoding) => this.#index.add(encoding));
    if (text === undefined) return;
    this.#texts.push(text);
    this.#hasSpaces ||= /\S \S/.test(text);
    for (const line of linesOf(text))
      if (line !== text && line.length >= SHORTEST) encodingsOf(Buffer.from(line)).forEach((encoding) => this.#index.add(encoding));
  }

  /** The text without what is known and without what has the form of a credential. */
  text(text: string): string {
    if (this.shown || text.length < 2) return text;
    const plain = text.replace(COLOUR, '');
    if (plain.length !== text.length && this.#masked(plain) !== plain) return this.#masked(plain);
    return this.#masked(text);
  }

  #masked(text: string): string {
    const shown = replaceCut(text, (piece) => this.#withoutEnds(piece));
    const cut = replaceHexDumps(shown, (bytes, block) => {
      const characters = bytes.toString('latin1');
      return this.#short.masked(this.#index.masked(characters)) === characters ? block : `${MASK}\n`;
    });
    const isKnown = (characters: string): boolean => this.#holds(characters);
    const whole = replaceByteRuns(cut, (characters) => isKnown(characters) || holdsPacked(characters, isKnown), MASK);
    const plain = this.#index.masked(replacePacked(whole, isKnown, MASK));
    const inLines = unfolded(plain, (characters) => this.#hasValue(characters), this.#hasSpaces);
    return maskText(this.#short.masked(this.#index.masked(inLines)));
  }

  #hasValue(characters: string): boolean {
    return this.#index.masked(characters) !== characters;
  }

  /** Reports whether a value stands in the characters, or they are a part of one. */
  #holds(characters: string): boolean {
    return this.#hasValue(characters) || (characters.length >= SHORTEST && this.#texts.some((text) => text.includes(characters)));
  }

  #withoutEnds(piece: string): string {
    let [head, tail] = [0, 0];
    for (const text of this.#texts) {
      const [atHead, atTail] = overlap(piece, text);
      [head, tail] = [Math.max(head, atHead), Math.max(tail, atTail)];
    }
    if (head + tail >= piece.length) return head + tail === 0 ? piece : MASK;
    return (head === 0 ? '' : MASK) + piece.slice(head, piece.length - tail) + (tail === 0 ? '' : MASK);
  }

  /** Each text in a value of JSON, but those under the keys that are to be left. */
  texts<T>(value: T, leave: (key: string) => boolean = () => false): T {
    return this.shown ? value : (this.#within(value, leave) as T);
  }

  #within(value: unknown, leave: (key: string) => boolean): unknown {
    if (typeof value === 'string') return this.text(value);
    if (Array.isArray(value)) return value.map((item: unknown) => this.#within(item, leave));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, leave(key) ? (item as unknown) : this.#within(item, leave)]));
  }
}
