/** Values that are too short to be masked anywhere: each is masked after its name, as YAML, JSON, URLs and tables write it, or before what followed it. */
import { MASK } from './mask';

const SEPARATOR = /\\{0,3}["']?[ \t]*[:=|][ \t]*\\{0,3}["']?/y;
const WORD = /[\w+/-]/;

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A value as it is, and in base64, as the data of a Secret has it. */
const formsOf = (value: string): readonly string[] => [
  Buffer.from(value).toString('base64'),
  encodeURIComponent(value),
  JSON.stringify(value).slice(1, -1),
  value,
];

export class ShortValues {
  readonly #byName = new Map<string, Set<string>>();
  readonly #before: (readonly [value: string, followedBy: string])[] = [];
  #names: RegExp | undefined;

  add(value: string, name: string | undefined, followedBy: string | undefined): void {
    if (value === '') return;
    if (followedBy !== undefined) this.#before.push([value, followedBy]);
    if (name === undefined) return;
    const key = name.toLowerCase();
    const values = this.#byName.get(key) ?? new Set<string>();
    formsOf(value).forEach((form) => values.add(form));
    this.#byName.set(key, values);
    this.#names = undefined;
  }

  masked(text: string): string {
    const rows = this.#before.reduce((masked, [value, followedBy]) => masked.replaceAll(value + followedBy, MASK + followedBy), text);
    return this.#byName.size === 0 ? rows : this.#maskedAfterNames(rows);
  }

  #maskedAfterNames(text: string): string {
    this.#names ??= new RegExp(`(?<![\\w.-])(?:${[...this.#byName.keys()].map(literally).join('|')})`, 'gi');
    const parts: string[] = [];
    let kept = 0;
    for (const { 0: name, index } of text.matchAll(this.#names)) {
      SEPARATOR.lastIndex = index + name.length;
      if (index < kept || !SEPARATOR.test(text)) continue;
      const from = SEPARATOR.lastIndex;
      const values = [...(this.#byName.get(name.toLowerCase()) ?? [])].filter((value) => text.startsWith(value, from));
      const value = values.reduce((longest, one) => (one.length > longest.length ? one : longest), '');
      if (value === '' || WORD.test(text.charAt(from + value.length))) continue;
      parts.push(text.slice(kept, from), MASK);
      kept = from + value.length;
    }
    return kept === 0 ? text : [...parts, text.slice(kept)].join('');
  }
}
