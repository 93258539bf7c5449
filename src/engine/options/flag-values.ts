/**
 * How pflag reads the values of flags, and with which words it refuses one. After github.com/spf13/pflag and
 * k8s.io/component-base/cli/flag.
 */
import { isIP } from 'node:net';
import { parseCsv } from '../golang/csv';
import { quote } from '../golang/quote';
import { StartError } from '../errors/start-error';

const TRUE = new Set(['1', 't', 'T', 'true', 'TRUE', 'True']);
const FALSE = new Set(['0', 'f', 'F', 'false', 'FALSE', 'False']);

/** strconv.ParseBool. */
export function parseBool(text: string): boolean {
  if (TRUE.has(text)) return true;
  if (FALSE.has(text)) return false;
  throw new StartError(`strconv.ParseBool: parsing ${quote(text)}: invalid syntax`);
}

/** strconv.ParseInt(text, 0, 64): also 0x1F, 0o17, 0b11 and 1_000. */
export function parseInteger(text: string): number {
  const plain = text.replace(/^([+-]?)0(?=[0-7_]+$)/, '$10o').replaceAll('_', '');
  const [, sign = '', digits = ''] = /^([+-]?)(\d+|0[xX][\da-fA-F]+|0[oO][0-7]+|0[bB][01]+)$/.exec(plain) ?? [];
  if (digits === '') throw new StartError(`strconv.ParseInt: parsing ${quote(text)}: invalid syntax`);
  const value = BigInt(digits) * (sign === '-' ? -1n : 1n);
  if (BigInt.asIntN(64, value) !== value) throw new StartError(`strconv.ParseInt: parsing ${quote(text)}: value out of range`);
  return Number(value);
}

/** strconv.ParseFloat, of a number with 32 bits. */
export function parseFloat32(text: string): number {
  if (!/^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/.test(text)) throw new StartError(`strconv.ParseFloat: parsing ${quote(text)}: invalid syntax`);
  return Math.fround(Number(text));
}

export function parseIp(text: string): string {
  const trimmed = text.trim();
  if (isIP(trimmed) === 0) throw new StartError(`failed to parse IP: ${quote(text)}`);
  return trimmed;
}

/** One record of comma separated values. */
export function parseList(text: string): readonly string[] {
  if (text === '') return [];
  const [record] = parseCsv(text);
  if (record === undefined) throw new StartError('EOF');
  return record;
}

/** cliflag.ConfigurationMap: `a=1,b` is {a: '1', b: ''}. */
export function parseConfigurationMap(text: string): Readonly<Record<string, string>> {
  const pairs = text.split(',').filter((pair) => pair !== '');
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      return at === -1 ? [pair.trim(), ''] : [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
    }),
  );
}

/** cliflag.MapStringString that does not split: each value is one pair. */
export function parsePair(text: string): Readonly<Record<string, string>> {
  const at = text.indexOf('=');
  if (at === -1) throw new StartError('malformed pair, expect string=string');
  return { [text.slice(0, at).trim()]: text.slice(at + 1).trim() };
}
