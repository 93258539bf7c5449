/** Finds many texts in another in one pass. They are filed by their beginnings, and most places of a text begin none. */
import { SHORTEST, type Encoding } from './encodings';
import { MASK } from './mask';

const BUCKETS = 1 << 16;
const BASE64 = /[\w+/-]/;

const bucketOf = (text: string, at: number): number =>
  ((text.charCodeAt(at) * 961 + text.charCodeAt(at + 1) * 31 + text.charCodeAt(at + 2)) ^ (text.charCodeAt(at + 3) << 7)) & (BUCKETS - 1);

type Span = readonly [from: number, to: number];

export class TextIndex {
  readonly #begins = new Uint8Array(BUCKETS);
  readonly #byBeginning = new Map<string, Encoding[]>();

  add(encoding: Encoding): void {
    const { text } = encoding;
    const beginning = text.slice(0, SHORTEST);
    const filed = this.#byBeginning.get(beginning);
    if (filed === undefined) this.#byBeginning.set(beginning, [encoding]);
    else if (!filed.some((other) => other.text === text)) filed.push(encoding);
    this.#begins[bucketOf(text, 0)] = 1;
  }

  /** The text with a mask for each text of the index, and for those that overlap together. */
  masked(text: string): string {
    const spans = this.#spans(text);
    if (spans.length === 0) return text;
    const parts: string[] = [];
    let kept = 0;
    for (const [from, to] of spans) {
      parts.push(text.slice(kept, from), MASK);
      kept = to;
    }
    return [...parts, text.slice(kept)].join('');
  }

  #spans(text: string): readonly Span[] {
    const spans: [number, number][] = [];
    for (let at = 0; at <= text.length - SHORTEST; at += 1) {
      if (this.#begins[bucketOf(text, at)] !== 1) continue;
      const found = this.#longestAt(text, at);
      if (found === undefined) continue;
      const [from, to] = found;
      const last = spans.at(-1);
      if (last !== undefined && from < last[1]) last[1] = Math.max(last[1], to);
      else spans.push([from, to]);
    }
    return spans;
  }

  #longestAt(text: string, at: number): Span | undefined {
    let longest: Encoding | undefined;
    for (const encoding of this.#byBeginning.get(text.slice(at, at + SHORTEST)) ?? [])
      if (encoding.text.length > (longest?.text.length ?? 0) && text.startsWith(encoding.text, at)) longest = encoding;
    if (longest === undefined) return undefined;
    const end = at + longest.text.length;
    return [longest.before && BASE64.test(text.charAt(at - 1)) ? at - 1 : at, longest.after && BASE64.test(text.charAt(end)) ? end + 1 : end];
  }
}
