/**
 * Go compares strings by their UTF-8 bytes, JavaScript by UTF-16 units. The two differ only where a surrogate meets a
 * unit above the surrogates: those are moved around before they are compared.
 */
const rank = (unit: number): number => (unit < 0xd800 ? unit : unit < 0xe000 ? unit + 0x2000 : unit - 0x800);

export function compareBytes(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i += 1) {
    const [x, y] = [a.charCodeAt(i), b.charCodeAt(i)];
    if (x !== y) return rank(x) - rank(y);
  }
  return a.length - b.length;
}

const BEYOND_SURROGATES = /[\ud800-\uffff]/;

/** Sorts in place, as Go does. Where no text has a unit from the surrogates on, units and bytes have the same order. */
export const sortBytes = (texts: string[]): string[] => (texts.some((text) => BEYOND_SURROGATES.test(text)) ? texts.sort(compareBytes) : texts.sort());
