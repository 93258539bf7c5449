/**
 * How pflag reads the values of flags, and with which words it refuses one. After github.com/spf13/pflag and
 * k8s.io/component-base/cli/flag.
 */
import { isIP } from 'node:net';
import { parseCsv } from '../golang/csv';
import { quote } from '../golang/quote';
import { StartError } from '../errors/start-error';
import { parseQuantity } from '../apimachinery/quantity';
import { parseDuration } from '../golang/duration';
import { table } from '../golang/map';

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

/** strconv.ParseUint. */
export function parseUnsigned(text: string): number {
  if (!/^\d[\dxXoObBa-fA-F_]*$/.test(text)) throw new StartError(`strconv.ParseUint: parsing ${quote(text)}: invalid syntax`);
  return parseInteger(text);
}

function parsePort(text: string): number {
  if (!/^[+-]?\d+$/.test(text)) throw new StartError(`strconv.Atoi: parsing ${quote(text)}: invalid syntax`);
  return Number(text);
}

/** k8s.io/apimachinery/pkg/util/net.ParsePortRange: one port, `first-last`, or `first+more`. */
export function parsePortRange(text: string): readonly [first: number, last: number] {
  const value = text.trim();
  if (value === '') return [0, 0];
  const [, from = value, mark, to = value] = /^(\w+)([+-])(\w+)$/.exec(value) ?? [];
  const first = parsePort(from);
  const last = mark === '+' ? first + parsePort(to) : parsePort(to);
  if (first > 65_535 || last > 65_535) throw new StartError(`the port range cannot be greater than 65535: ${value}`);
  if (last < first) throw new StartError(`end port cannot be less than start port: ${value}`);
  return [first, last];
}

/** pflag's stringToString. */
function parseStringToString(text: string): readonly string[] {
  const pairs = parseList(text);
  const unpaired = pairs.find((pair) => !pair.includes('='));
  if (unpaired !== undefined) throw new StartError(`${unpaired} must be formatted as key=value`);
  return pairs;
}

/** How chatty the log of a file is: `pattern=N,...`. After k8s.io/component-base/logs. */
function parseModules(text: string): readonly string[] {
  const modules = text.split(',').filter((module) => module !== '');
  for (const module of modules) {
    const [pattern = '', level = '', ...rest] = module.split('=');
    if (pattern === '' || level === '' || rest.length > 0) throw new StartError(`${quote(module)} does not have the pattern=N format`);
    if (!/^\d+$/.test(level)) throw new StartError(`parsing verbosity in ${quote(module)}: strconv.ParseUint: parsing ${quote(level)}: invalid syntax`);
  }
  return modules;
}

/** cliflag.NamedCertKey: `certificate,key` or `certificate,key:domain,...`. */
function parseNamedCertificate(text: string): string {
  const [files = '', ...domains] = text.split(':');
  const names = files.split(',').filter((file) => file.trim() !== '');
  if (names.length !== 2) throw new StartError('expected comma separated certificate and key file paths');
  if (domains.length > 1) throw new StartError('too many colons in key:cert:domain');
  return text;
}

function parseCidrs(text: string): readonly string[] {
  const networks = text.split(',').map((network) => network.trim());
  for (const network of networks) {
    const [, address = '', length = ''] = /^(.+)\/(\d{1,3})$/.exec(network) ?? [];
    const family = isIP(address);
    if (family === 0 || Number(length) > (family === 4 ? 32 : 128)) throw new StartError(`invalid CIDR address: ${network}`);
  }
  return networks;
}

/** By pflag's name of the type. */
const READERS = table<(text: string) => unknown>({
  bool: parseBool,
  int: parseInteger,
  int64: parseInteger,
  uint: parseUnsigned,
  uint64: parseUnsigned,
  Level: parseUnsigned,
  float64: parseFloat32,
  duration: parseDuration,
  ip: parseIp,
  string: String,
  stringSlice: parseList,
  int32Slice: (text) => text.split(',').map(parseInteger),
  stringToString: parseStringToString,
  portRange: parsePortRange,
  quantity: parseQuantity,
  moduleSpec: parseModules,
  'pattern=N,...': parseModules,
  cidrs: parseCidrs,
  namedCertKey: parseNamedCertificate,
});

/** How a value of the type is read; a type that nothing here needs is taken as it is. */
export const readerOf = (type: string): ((text: string) => unknown) => READERS[type] ?? String;

/** What package flag of Go says of a value of klog, which does not say why. */
const parsedOrNot =
  (read: (text: string) => unknown) =>
  (text: string): unknown => {
    try {
      return read(text);
    } catch {
      throw new StartError('parse error');
    }
  };

function parseFileModules(text: string): readonly string[] {
  const modules = text.split(',').filter((module) => module !== '');
  if (!modules.every((module) => /^[^=]+=\d+$/.test(module))) throw new StartError('syntax error: expect comma-separated list of filename=N');
  return modules;
}

function parseTraceLocation(text: string): string {
  const [file = '', line = '', ...rest] = text.split(':');
  if (text !== '' && (!file.includes('.') || !/^[1-9]\d*$/.test(line) || rest.length > 0)) throw new StartError('syntax error: expect file.go:234');
  return text;
}

/** Names of severities, or their numbers. */
const parseSeverity = (text: string): unknown => (['INFO', 'WARNING', 'ERROR', 'FATAL'].includes(text.toUpperCase()) ? text : parseInteger(text));

const KLOG_BOOLEANS = ['add-dir-header', 'alsologtostderr', 'logtostderr', 'one-output', 'skip-headers', 'skip-log-headers'];

const KLOG_READERS = table<(text: string) => unknown>({
  ...Object.fromEntries(KLOG_BOOLEANS.map((name) => [name, parsedOrNot(parseBool)])),
  'log-backtrace-at': parseTraceLocation,
  'log-file-max-size': parsedOrNot(parseUnsigned),
  stderrthreshold: parseSeverity,
  v: parseInteger,
  vmodule: parseFileModules,
});

/** How a flag of klog is read where kube-apiserver takes these over from package flag of Go; undefined for another flag. */
export const klogReaderOf = (name: string): ((text: string) => unknown) | undefined => KLOG_READERS[name];
