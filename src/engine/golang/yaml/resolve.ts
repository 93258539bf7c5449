/** What a plain scalar stands for: a number, a boolean, null or itself. After go.yaml.in/yaml/v2 resolve.go. */
import { table } from '../map';
import { YamlError } from './cursor';

/** A float64, which is distinct from whole numbers. */
export class Float {
  constructor(readonly value: number) {}
}
/** Numbers without a point are int or uint64. */
export type Scalar = null | boolean | bigint | Float | string;

export const LONG_TAG = 'tag:yaml.org,2002:';
type Tag = 'str' | 'bool' | 'int' | 'float' | 'null' | 'timestamp';
const RESOLVABLE: ReadonlySet<string> = new Set(['', ...['str', 'bool', 'int', 'float', 'null', 'timestamp'].map((name) => LONG_TAG + name)]);

interface Resolved {
  readonly tag: Tag;
  readonly value: Scalar;
}

const words = (tag: Tag, value: Scalar, ...texts: readonly string[]): readonly (readonly [string, Resolved])[] =>
  texts.map((text) => [text, { tag, value }] as const);
const WORDS: ReadonlyMap<string, Resolved> = new Map([
  ...words('bool', true, 'y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'),
  ...words('bool', false, 'n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'),
  ...words('null', null, '', '~', 'null', 'Null', 'NULL'),
  ...words('float', new Float(NaN), '.nan', '.NaN', '.NAN'),
  ...words('float', new Float(Infinity), '.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'),
  ...words('float', new Float(-Infinity), '-.inf', '-.Inf', '-.INF'),
]);

const FLOAT = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;
const DATE = /^\d{4}-\d{1,2}-\d{1,2}(?:[Tt]\d{1,2}:\d{1,2}:\d{1,2}(?:\.\d+)?(?:Z|[-+]\d\d:\d\d)| \d{1,2}:\d{1,2}:\d{1,2}(?:\.\d+)?)?$/;
const RADIXES = table<readonly [RegExp, string]>({
  '0x': [/^[\da-f]+$/i, '0x'],
  '0o': [/^[0-7]+$/, '0o'],
  '0b': [/^[01]+$/, '0b'],
});

/** strconv.ParseInt with base 0, then ParseUint. */
function wholeOf(text: string): bigint | undefined {
  const sign = /^[-+]/.exec(text)?.[0] ?? '';
  const digits = text.slice(sign.length);
  const [pattern, prefix] = RADIXES[digits.slice(0, 2).toLowerCase()] ?? [];
  let magnitude: bigint | undefined;
  if (pattern !== undefined && prefix !== undefined) magnitude = pattern.test(digits.slice(2)) ? BigInt(prefix + digits.slice(2)) : undefined;
  else if (/^0\d+$/.test(digits)) magnitude = /^[0-7]+$/.test(digits) ? BigInt(`0o${digits.slice(1)}`) : undefined;
  else if (/^\d{1,400}$/.test(digits)) magnitude = BigInt(digits);
  if (magnitude === undefined) return undefined;
  if (sign === '-') return magnitude <= 2n ** 63n ? -magnitude : undefined;
  return magnitude < (sign === '+' ? 2n ** 63n : 2n ** 64n) ? magnitude : undefined;
}

/** What Go can parse, which overflow is not. */
function floatOf(text: string): Float | undefined {
  const value = Number(text);
  return FLOAT.test(text) && Number.isFinite(value) ? new Float(value) : undefined;
}

function plainOf(text: string, tag: string): Resolved {
  const asText = { tag: 'str', value: text } as const;
  if (tag === `${LONG_TAG}str`) return asText;
  if (text !== '' && !/^[-+.\dyYnNtTfFoO~]/.test(text)) return asText;
  const word = WORDS.get(text);
  if (word !== undefined) return word;
  if (text.startsWith('.')) {
    const value = floatOf(text);
    return value === undefined ? asText : { tag: 'float', value };
  }
  if (!/^[-+\d]/.test(text)) return asText;
  // A time stays as it is written.
  if ((tag === '' || tag === `${LONG_TAG}timestamp`) && DATE.test(text)) return { tag: 'timestamp', value: text };
  const plain = text.replaceAll('_', '');
  const whole = wholeOf(plain);
  if (whole !== undefined) return { tag: 'int', value: whole };
  const value = floatOf(plain);
  return value === undefined ? asText : { tag: 'float', value };
}

/** Throws YamlError where the text is not what its tag says. */
export function resolve(tag: string, text: string): Scalar {
  if (!RESOLVABLE.has(tag)) return tag === `${LONG_TAG}binary` ? decoded(text) : text;
  const { tag: found, value } = plainOf(text, tag);
  if (tag === '' || tag === `${LONG_TAG}str` || tag === LONG_TAG + found) return value;
  if (tag === `${LONG_TAG}float` && typeof value === 'bigint') return new Float(Number(value));
  throw new YamlError(`cannot decode !!${found} \`${text}\` as a !!${tag.slice(LONG_TAG.length)}`);
}

function decoded(text: string): string {
  const base64 = text.replace(/[\r\n]/g, '');
  if (!/^(?:[A-Za-z\d+/]{4})*(?:[A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=)?$/.test(base64)) throw new YamlError('!!binary value contains invalid base64 data');
  return Buffer.from(base64, 'base64').toString();
}
