/**
 * Texts of a head that are long: selectors, queries, lists of media types. They are read ahead, in turns with everything else, once for
 * all stages that ask what is in them. Others are read when they are asked for.
 */
import { atOnce, inTurns, type Turns } from './turns';

const LONG = 8192;
/** Requests whose texts were read ahead at the same time. */
const MOST_KEPT = 4;

type Outcome<T> = { readonly value: T } | { readonly error: unknown };

function* outcomeOf<T>(reading: Turns<T>): Turns<Outcome<T>> {
  try {
    return { value: yield* reading };
  } catch (error) {
    return { error };
  }
}

export class LongTexts<T> {
  readonly #known = new Map<string, Outcome<T>>();

  constructor(private readonly reading: (text: string) => Turns<T>) {}

  /** Throws what reading it throws. */
  read(text: string): T {
    const outcome = (text.length >= LONG ? this.#known.get(text) : undefined) ?? atOnce(outcomeOf(this.reading(text)));
    if ('error' in outcome) throw outcome.error;
    return outcome.value;
  }

  /** Reads it if it is long. */
  async ahead(text: string): Promise<void> {
    if (text.length < LONG || this.#known.has(text)) return;
    const outcome = await inTurns(outcomeOf(this.reading(text)));
    for (const oldest of this.#known.keys()) if (this.#known.size >= MOST_KEPT) this.#known.delete(oldest);
    this.#known.set(text, outcome);
  }
}
