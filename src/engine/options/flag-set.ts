/** The flags as given and as they are when not given, read by name and type. */
import { quote } from '../golang/quote';
import { hasShortForm, type GivenFlag } from './arguments';
import type { Flag } from './flag-catalog';
import { parseList } from './flag-values';
import { OWN_DEFAULTS, type OwnFlag, type ServedFlag } from './served-flags';
import { StartError } from '../errors/start-error';

/** pflag's sentence around what is wrong with a value. One flag has a short name, which stands there too. */
export function worded<T>(name: string, value: string, read: (text: string) => T): T {
  try {
    return read(value);
  } catch (error) {
    throw new StartError(`invalid argument ${quote(value)} for "${hasShortForm(name) ? `-${name}, ` : ''}--${name}" flag: ${(error as Error).message}`);
  }
}

/** Of a flag given twice, lists add up and the last value of anything else counts. */
export class FlagValues {
  readonly #given: readonly GivenFlag[];
  readonly #defaults: ReadonlyMap<string, Flag>;

  constructor(given: readonly GivenFlag[], defaults: ReadonlyMap<string, Flag>) {
    this.#given = given;
    this.#defaults = defaults;
  }

  has(name: ServedFlag): boolean {
    return this.#given.some((flag) => flag.name === name);
  }

  one<T>(name: ServedFlag | OwnFlag, read: (text: string) => T): T {
    const given = this.all(name).map((value) => worded(name, value, read));
    return given.length > 0 ? (given[given.length - 1] as T) : read(this.#default(name));
  }

  /** Those that `isMeant` means, in the order given, with the shape that the version has of them. */
  typed(isMeant: (name: string) => boolean): readonly (GivenFlag & { readonly type: string })[] {
    return this.#given.filter(({ name }) => isMeant(name)).map((flag) => ({ ...flag, type: this.#defaults.get(flag.name)?.type ?? 'string' }));
  }

  list(name: ServedFlag | OwnFlag): readonly string[] {
    const given = this.all(name);
    if (given.length === 0) return parseList(this.#default(name).replace(/^\[(.*)\]$/, '$1'));
    if (this.#defaults.get(name)?.type === 'stringArray') return given;
    return given.flatMap((value) => worded(name, value, parseList));
  }

  map<T>(name: ServedFlag, read: (text: string) => Readonly<Record<string, T>>): Readonly<Record<string, T>> {
    return Object.fromEntries(this.all(name).flatMap((value) => Object.entries(worded(name, value, read))));
  }

  file(name: ServedFlag | OwnFlag): string | undefined {
    const path = this.one(name, String);
    return path === '' ? undefined : path;
  }

  all(name: ServedFlag | OwnFlag): readonly string[] {
    return this.given(name);
  }

  /** The values that were given for any flag. */
  given(name: string): readonly string[] {
    return this.#given.filter((flag) => flag.name === name).map((flag) => flag.value);
  }

  /** The value of any flag that counts, or its default. */
  last(name: string): string {
    return this.given(name).at(-1) ?? this.#defaults.get(name)?.default ?? '';
  }

  #default(name: ServedFlag | OwnFlag): string {
    return OWN_DEFAULTS[name as ServedFlag] ?? this.#defaults.get(name)?.default ?? '';
  }
}
