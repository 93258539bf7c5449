/**
 * IP addresses. One with a zone, and an IPv4 address that is written as IPv6, is none.
 * After k8s.io/apiserver/pkg/cel/library/ip.go and net/netip.ParseAddr.
 */
import { parseType } from '../checker/type';
import { Opaque } from '../values/value';
import { quote } from '../../golang/quote';
import type { LibraryFunction } from './library-function';

const refused = (text: string, why: string, at = ''): Error => new Error(`ParseAddr(${quote(text)}): ${why}${at === '' ? '' : ` (at ${quote(at)})`}`);

function parseFour(whole: string, text: string): readonly number[] {
  const fields: number[] = [];
  let digits = '';
  for (const [at, character] of [...text].entries()) {
    if (/\d/.test(character)) {
      if (digits === '0') throw refused(whole, 'IPv4 field has octet with leading zero');
      digits += character;
      if (Number(digits) > 255) throw refused(whole, 'IPv4 field has value >255');
    } else if (character === '.') {
      if (digits === '' || at === text.length - 1) throw refused(whole, 'IPv4 field must have at least one digit', text.slice(at));
      if (fields.length === 3) throw refused(whole, 'IPv4 address too long');
      fields.push(Number(digits));
      digits = '';
    } else throw refused(whole, 'unexpected character', [...text].slice(at).join(''));
  }
  if (fields.length < 3) throw refused(whole, 'IPv4 address too short');
  return [...fields, Number(digits)];
}

interface Reading {
  readonly bytes: number[];
  rest: string;
  ellipsis: number;
}

/** One group of hexadecimal digits with what separates it from the next; true at the end of the address. */
function readGroup(whole: string, reading: Reading): boolean {
  const { bytes, rest } = reading;
  const [digits = ''] = /^[0-9a-fA-F]*/.exec(rest) ?? [];
  if (digits.length > 4) throw refused(whole, 'each group must have 4 or less digits', rest);
  if (digits === '') throw refused(whole, 'each colon-separated field must have at least one digit', rest);
  if (rest[digits.length] === '.') {
    if (reading.ellipsis < 0 && bytes.length !== 12) throw refused(whole, 'embedded IPv4 address must replace the final 2 fields of the address', rest);
    if (bytes.length > 12) throw refused(whole, 'too many hex fields to fit an embedded IPv4 at the end of the address', rest);
    bytes.push(...parseFour(whole, rest));
    reading.rest = '';
    return true;
  }
  const value = parseInt(digits, 16);
  bytes.push(value >> 8, value & 255);
  reading.rest = rest.slice(digits.length);
  if (reading.rest === '') return true;
  if (!reading.rest.startsWith(':')) throw refused(whole, 'unexpected character, want colon', reading.rest);
  if (reading.rest === ':') throw refused(whole, 'colon must be followed by more characters', reading.rest);
  reading.rest = reading.rest.slice(1);
  if (!reading.rest.startsWith(':')) return false;
  if (reading.ellipsis >= 0) throw refused(whole, 'multiple :: in address', reading.rest);
  reading.ellipsis = bytes.length;
  reading.rest = reading.rest.slice(1);
  return reading.rest === '';
}

function parseSix(whole: string): { readonly bytes: readonly number[]; readonly zone: string } {
  const percent = whole.indexOf('%');
  const [text, zone] = percent === -1 ? [whole, ''] : [whole.slice(0, percent), whole.slice(percent + 1)];
  if (percent !== -1 && zone === '') throw refused(whole, 'zone must be a non-empty string');
  const reading: Reading = text.startsWith('::') ? { bytes: [], rest: text.slice(2), ellipsis: 0 } : { bytes: [], rest: text, ellipsis: -1 };
  if (text !== '::') while (reading.bytes.length < 16 && !readGroup(whole, reading));
  const { bytes, rest, ellipsis } = reading;
  if (rest !== '') throw refused(whole, 'trailing garbage after address', rest);
  if (bytes.length === 16) {
    if (ellipsis >= 0) throw refused(whole, 'the :: must expand to at least one field of zeros');
    return { bytes, zone };
  }
  if (ellipsis < 0) throw refused(whole, 'address string too short');
  const zeros = Array.from({ length: 16 - bytes.length }, () => 0);
  return { bytes: [...bytes.slice(0, ellipsis), ...zeros, ...bytes.slice(ellipsis)], zone };
}

/** Four bytes or sixteen; throws with Go's words. */
export function parseAddress(text: string): { readonly bytes: readonly number[]; readonly zone: string } {
  const [first] = /[.:%]/.exec(text) ?? [];
  if (first === '.') return { bytes: parseFour(text, text), zone: '' };
  if (first === ':') return parseSix(text);
  throw refused(text, first === '%' ? 'missing IPv6 address' : 'unable to parse IP');
}

export const isFourInSix = (bytes: readonly number[]): boolean =>
  bytes.length === 16 && bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 255 && bytes[11] === 255;

function groupsOf(bytes: readonly number[]): readonly number[] {
  return Array.from({ length: 8 }, (_group, at) => (bytes[2 * at] ?? 0) * 256 + (bytes[2 * at + 1] ?? 0));
}
/** The longest run of at least two groups of zeros is left out. */
function printSix(bytes: readonly number[]): string {
  const groups = groupsOf(bytes).map((group) => group.toString(16));
  const runs = [...groups.join(':').matchAll(/(?:^|(?<=:))0(?::0)+(?=:|$)/g)].sort((left, right) => right[0].length - left[0].length);
  const [run] = runs;
  const text = groups.join(':');
  if (run === undefined) return text;
  return `${text.slice(0, run.index).replace(/:$/, '')}::${text.slice(run.index + run[0].length).replace(/^:/, '')}`;
}

export class Ip extends Opaque {
  readonly type = parseType('net.IP');
  constructor(readonly bytes: readonly number[]) {
    super();
  }

  override get size(): number {
    return this.bytes.length;
  }
  override toString(): string {
    if (this.bytes.length === 4) return this.bytes.join('.');
    return isFourInSix(this.bytes) ? `::ffff:${this.bytes.slice(12).join('.')}` : printSix(this.bytes);
  }
  equals(other: Opaque): boolean {
    return other instanceof Ip && other.toString() === this.toString();
  }
  startsWith(...bytes: readonly number[]): boolean {
    return bytes.every((byte, at) => this.bytes[at] === byte);
  }
  get isFour(): boolean {
    return this.bytes.length === 4;
  }
  get isUnspecified(): boolean {
    return this.bytes.every((byte) => byte === 0);
  }
  get isLoopback(): boolean {
    return this.isFour ? this.startsWith(127) : this.toString() === '::1';
  }
  get isMulticast(): boolean {
    const [first = 0] = this.bytes;
    return this.isFour ? (first & 0xf0) === 0xe0 : first === 0xff;
  }
  get isLinkLocalMulticast(): boolean {
    const [first, second = 0] = this.bytes;
    return this.isFour ? this.startsWith(224, 0, 0) : first === 0xff && (second & 0x0f) === 2;
  }
  get isLinkLocalUnicast(): boolean {
    const [first, second = 0] = this.bytes;
    return this.isFour ? this.startsWith(169, 254) : first === 0xfe && (second & 0xc0) === 0x80;
  }
  get isGlobalUnicast(): boolean {
    const broadcast = this.isFour && this.bytes.every((byte) => byte === 255);
    return !broadcast && !this.isUnspecified && !this.isLoopback && !this.isMulticast && !this.isLinkLocalUnicast;
  }
}

export function parseIp(text: string): Ip {
  let address: ReturnType<typeof parseAddress>;
  try {
    address = parseAddress(text);
  } catch (error) {
    throw new Error(`IP Address ${quote(text)} parse error during conversion from string: ${(error as Error).message}`, { cause: error });
  }
  if (address.zone !== '') throw new Error(`IP address ${quote(text)} with zone value is not allowed`);
  if (isFourInSix(address.bytes)) throw new Error(`IPv4-mapped IPv6 address ${quote(text)} is not allowed`);
  return new Ip(address.bytes);
}

export function parses(parse: (text: string) => unknown, text: string): boolean {
  try {
    parse(text);
    return true;
  } catch {
    return false;
  }
}

export const IP: readonly LibraryFunction[] = [
  ['ip(string): net.IP', parseIp],
  ['isIP(string): bool', (text: string) => parses(parseIp, text)],
  ['ip.isCanonical(string): bool', (text: string) => parseIp(text).toString() === text],
  ['net.IP.family(): int', (ip: Ip) => (ip.isFour ? 4n : 6n)],
  ['net.IP.isUnspecified(): bool', (ip: Ip) => ip.isUnspecified],
  ['net.IP.isLoopback(): bool', (ip: Ip) => ip.isLoopback],
  ['net.IP.isLinkLocalMulticast(): bool', (ip: Ip) => ip.isLinkLocalMulticast],
  ['net.IP.isLinkLocalUnicast(): bool', (ip: Ip) => ip.isLinkLocalUnicast],
  ['net.IP.isGlobalUnicast(): bool', (ip: Ip) => ip.isGlobalUnicast],
  ['string(net.IP): string', (ip: Ip) => ip.toString()],
];
