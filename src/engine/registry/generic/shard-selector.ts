/**
 * ?shardSelector=: a part of a collection, by ranges of a hash of the uid or the namespace of its objects, so that several watchers
 * share the work. It is written as calls of shardRange() with || between them. After k8s.io/apiserver/pkg/sharding.
 */
import type { KubeObject } from '../../api/objects';
import { parse } from '../../cel/syntax/parser';
import type { CallNode, Expression } from '../../cel/syntax/tree';
import { plainError } from '../../errors/status-error';
import { quote } from '../../golang/quote';
import type { Version } from '../../versions';

interface Range {
  readonly field: string;
  /** As written, 0x and 16 digits; the end is not in the range, and may be 2 to the 64th. */
  readonly start: string;
  readonly end: string;
}

export interface ShardSelector {
  readonly ranges: readonly Range[];
}

const FIELDS = ['object.metadata.uid', 'object.metadata.namespace'];
const END_OF_ALL = '0x10000000000000000';
const NO_MACROS = { hasOptionals: false, hasTwoVariables: false, hasSortBy: false, hasEscapedNames: false };
/** The numbers that cel-go has for kinds of expressions, which messages show. */
const KINDS: Readonly<Record<Expression['kind'], number>> = { call: 1, comprehension: 2, ident: 3, list: 4, literal: 5, map: 6, select: 7, struct: 8 };

function pathOf(node: Expression): string {
  if (node.kind === 'ident') return node.name;
  if (node.kind === 'select') return `${pathOf(node.operand)}.${node.field}`;
  throw new Error(`expected field path (e.g. object.metadata.uid), got expression kind ${KINDS[node.kind]}`);
}

function fieldOf(node: Expression | undefined): string {
  let path: string;
  try {
    path = node === undefined ? '' : pathOf(node);
  } catch (error) {
    throw new Error(`shardRange() first argument: ${(error as Error).message}`, { cause: error });
  }
  if (!FIELDS.includes(path)) throw new Error(`unsupported field path ${quote(path)}; supported: ${FIELDS.join(', ')}`);
  return path;
}

function goType(value: unknown): string {
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'bigint') return 'int64';
  return typeof value === 'number' ? 'float64' : 'structpb.NullValue';
}

function boundOf(node: Expression | undefined, name: string): string {
  if (node?.kind !== 'literal')
    throw new Error(`${name} must be a string literal (e.g. '0xff'), got expression kind ${node === undefined ? 0 : KINDS[node.kind]}`);
  const { value } = node;
  if (typeof value !== 'string') throw new Error(`${name} must be a string literal, got ${goType(value)}`);
  if (!value.startsWith('0x')) throw new Error(`${name} must have '0x' prefix, got ${quote(value)}`);
  const digits = value.slice(2);
  if (digits === '') throw new Error(`${name}: hex value is required after '0x'`);
  const length = Buffer.byteLength(digits);
  if (length > 17) throw new Error(`${name}: hex value too long (${length} chars, max 17): ${quote(digits)}`);
  const wrong = [...digits].find((digit) => !/[0-9a-f]/.test(digit));
  if (wrong !== undefined) throw new Error(`${name}: invalid hex character ${quote(wrong)} in ${quote(value)}`);
  if (length === 17 && value !== END_OF_ALL) throw new Error(`${name}: 17-digit hex value must be '${END_OF_ALL}' (2^64), got ${quote(value)}`);
  if (length < 16)
    throw new Error(`${name} must be a 0x-prefixed 16-digit hex value, got ${quote(value)} (did you mean ${quote(`0x${digits.padStart(16, '0')}`)}?)`);
  return value;
}

function rangeOf({ args }: CallNode): Range {
  if (args.length !== 3) throw new Error(`shardRange() requires exactly 3 arguments, got ${args.length}`);
  const field = fieldOf(args[0]);
  const [start, end] = [boundOf(args[1], 'hexStart'), boundOf(args[2], 'hexEnd')];
  if (BigInt(start) >= BigInt(end)) throw new Error(`shard range start ${start} must be less than end ${end}`);
  return { field, start, end };
}

function rangesOf(node: Expression): readonly Range[] {
  if (node.kind !== 'call') throw new Error(`unexpected expression kind ${KINDS[node.kind]}; expected shardRange() call or || operator`);
  if (node.name === '_||_') return node.args.flatMap(rangesOf);
  if (node.name !== 'shardRange') throw new Error(`unsupported function ${quote(node.name)}; only shardRange() and || are allowed`);
  return [rangeOf(node)];
}

function parsed(text: string): ShardSelector {
  const expression = text.trim();
  if (expression === '') throw new Error('empty shard selector is not allowed; omit the parameter for unfiltered lists');
  const read = parse(expression, NO_MACROS);
  if ('issues' in read) throw new Error(`CEL parse error: ${read.issues[0]?.message ?? ''}`);
  const ranges = rangesOf(read.tree);
  const [first] = ranges;
  const other = ranges.find(({ field }) => field !== first?.field);
  if (first !== undefined && other !== undefined)
    throw new Error(`all shard ranges must use the same field, got ${quote(first.field)} and ${quote(other.field)}`);
  return { ranges };
}

/** None where none is asked for, or where the feature gate is off. Throws the 500 that a real server answers. */
export function shardSelectorIn(text: string, version: Version): ShardSelector | undefined {
  if (text === '' || version.isEnabled('ShardedListAndWatch') !== true) return undefined;
  try {
    return parsed(text);
  } catch (error) {
    throw plainError(`invalid shard selector: ${(error as Error).message}`);
  }
}

export const describeShard = ({ ranges }: ShardSelector): string =>
  ranges.map(({ field, start, end }) => `shardRange(${field}, '${start}', '${end}')`).join(' || ');

/** FNV-1a of 64 bits. */
function hashOf(text: string): bigint {
  let hash = 0xcbf29ce484222325n;
  for (const byte of Buffer.from(text)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  return hash;
}

export function isInShard({ ranges }: ShardSelector, { metadata: { uid = '', namespace = '' } }: KubeObject): boolean {
  const hash = hashOf(ranges[0]?.field === 'object.metadata.uid' ? uid : namespace);
  return ranges.some(({ start, end }) => hash >= BigInt(start) && hash < BigInt(end));
}
