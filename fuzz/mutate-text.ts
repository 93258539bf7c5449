/** Changes a text: a character flips, a piece goes, comes twice or comes from elsewhere. */
import { ODD_TEXTS } from './odd-values';
import type { Random } from './random';

type Change = (text: string, random: Random) => string;

const at = (text: string, random: Random): number => random.below(text.length + 1);

const CHANGES: readonly Change[] = [
  (text, random) => text.slice(0, at(text, random)),
  (text, random) => {
    const from = at(text, random);
    return text.slice(0, from) + text.slice(from + 1 + random.skewed(8));
  },
  (text, random) => {
    const from = at(text, random);
    const piece = text.slice(from, from + 1 + random.skewed(64));
    return text.slice(0, from) + piece.repeat(1 + random.skewed(20)) + text.slice(from);
  },
  (text, random) => {
    const from = at(text, random);
    return text.slice(0, from) + random.pick(ODD_TEXTS) + text.slice(from);
  },
  (text, random) => {
    const from = at(text, random);
    return text.slice(0, from) + String.fromCharCode(random.below(random.once(4) ? 0x10000 : 256)) + text.slice(from + 1);
  },
  (text, random) => text.replace(/[a-z]/i, (letter) => (random.once(2) ? letter.toUpperCase() : '')),
  (_, random) => random.pick(ODD_TEXTS),
];

export const mutateText = (text: string, random: Random): string => random.pick(CHANGES)(text, random);
