/**
 * How pflag reads the values of flags, and with which words it refuses one. After github.com/spf13/pflag and
 * k8s.io/component-base/cli/flag.
 */
import { isIP } from 'node:net';
import { quote } from '../golang/quote';
import { StartError } from './start-error';

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

export function parseIp(text: string): string {
  const trimmed = text.trim();
  if (isIP(trimmed) === 0) throw new StartError(`failed to parse IP: ${quote(text)}`);
  return trimmed;
}

/** One record of encoding/csv: fields in quotes may hold commas, a quote in them is written twice. */
export function parseList(text: string): readonly string[] {
  if (text === '') return [];
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    const [field, end] = text[at] === '"' ? quotedField(text, at) : plainField(text, at);
    fields.push(field);
    if (end === text.length) return fields;
    at = end + 1;
  }
}

function plainField(text: string, start: number): readonly [string, number] {
  const comma = text.indexOf(',', start);
  const end = comma === -1 ? text.length : comma;
  const field = text.slice(start, end);
  const bare = field.indexOf('"');
  if (bare !== -1) throw new StartError(`parse error on line 1, column ${start + bare + 1}: bare " in non-quoted-field`);
  return [field, end];
}

function quotedField(text: string, start: number): readonly [string, number] {
  const [whole = '', inner = ''] = /^"((?:[^"]|"")*)"(?=,|$)/.exec(text.slice(start)) ?? [];
  if (whole === '') throw new StartError(`parse error on line 1, column ${text.length + 1}: extraneous or missing " in quoted-field`);
  return [inner.replaceAll('""', '"'), start + whole.length];
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
