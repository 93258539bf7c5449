/** Warns of a number of bytes that is not a whole number. */
import { parseQuantity, printQuantity } from '../../../apimachinery/quantity';
import { own } from '../../../golang/map';
import { quote } from '../../../golang/quote';

type Quantities = Readonly<Record<string, unknown>> | null | undefined;

export const fractionWarnings = (quantities: Quantities, names: readonly string[], at: string): readonly string[] =>
  names.flatMap((name) => {
    const text = own(quantities ?? undefined, name);
    if (typeof text !== 'string') return [];
    const quantity = parseQuantity(text);
    const isWhole = quantity.scale >= 0 || quantity.unscaled % 10n ** BigInt(-quantity.scale) === 0n;
    return isWhole ? [] : [`${at}[${name}]: fractional byte value ${quote(printQuantity(quantity))} is invalid, must be an integer`];
  });
