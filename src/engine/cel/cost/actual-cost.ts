/**
 * What a call costs when it has run. Changing anything here changes which expressions run out of budget.
 * After github.com/google/cel-go/interpreter/runtimecost.go and k8s.io/apiserver/pkg/cel/library/cost.go.
 */
import { table } from '../../golang/map';
import { EvaluationEnded, Fault, type Result } from '../values/fault';
import { CelList } from '../values/value';
import { CelMap } from '../values/value';
import { characterCount } from '../values/text';
import { Opaque, Optional } from '../values/value';
import { NamedFormat } from '../library/named-formats';

/** Always the same, or by the arguments and the result. */
export type ActualCost = number | ((args: readonly Result[], result: Result) => number);

const TRAVERSAL = 0.1;
const REGEX_LENGTH = 0.25;
const LIST_CREATE = 10;
const STRUCT_CREATE = 40;

/** How many elements, characters or bytes a value has; 1 if it has none. */
export function sizeOf(value: Result | undefined): number {
  if (typeof value === 'string') return characterCount(value);
  if (typeof value !== 'object' || value === null) return 1;
  if (value instanceof CelList || value instanceof CelMap) return value.size;
  if (value instanceof Uint8Array) return value.length;
  if (value instanceof Opaque) return value.size ?? 1;
  return 1;
}
/** The same, but in an optional value for what is in it. */
const innerSize = (value: Result | undefined): number => (value instanceof Optional && value.value !== undefined ? innerSize(value.value) : sizeOf(value));

/** As if a value were walked through. */
function traversal(value: Result | undefined): number {
  if (typeof value === 'string') return Math.trunc(Buffer.byteLength(value) * TRAVERSAL);
  if (value instanceof Uint8Array) return Math.trunc(value.length * TRAVERSAL);
  if (value instanceof CelList) return value.values().reduce<number>((sum, item) => sum + traversal(item), 0);
  if (value instanceof CelMap) return value.keys().reduce<number>((sum, key) => sum + traversal(key) + traversal(value.find(key)), 0);
  return 1;
}

const traverse = (size: number, factor = 1): number => Math.ceil(size * factor * TRAVERSAL);
const first =
  (factor = 1): ActualCost =>
  ([value]) =>
    traverse(sizeOf(value), factor);
const regex = (text: number, expression: number): number => traverse(1 + text) * Math.ceil(expression * REGEX_LENGTH);

const find: ActualCost = ([text, expression]) => regex(sizeOf(text), sizeOf(expression));
const walk: ActualCost = ([value]) => traversal(value);
const selector: ActualCost = ([, text]) => {
  const length = sizeOf(text);
  return LIST_CREATE + traverse(length) + Math.ceil(Math.ceil(length * 0.5) * (LIST_CREATE + STRUCT_CREATE));
};
const network = (value: Result | undefined): number => traverse(sizeOf(value), 2);
const containsCidr = ([cidr]: readonly Result[]): number => network(cidr) + traverse(sizeOf(cidr)) + 1;

/** By the name of the function, whatever the overload. */
const FUNCTIONS = table<ActualCost>({
  check: 350_000,
  fieldSelector: selector,
  labelSelector: selector,
  ...Object.fromEntries(['isSorted', 'sum', 'max', 'min', 'indexOf', 'lastIndexOf', 'includes'].map((name) => [name, walk])),
  ...Object.fromEntries(['url', 'lowerAscii', 'upperAscii', 'substring', 'trim', 'jsonpatch.escapeKey'].map((name) => [name, first()])),
  ...Object.fromEntries(['cidr', 'isIP', 'isCIDR', 'quantity', 'isQuantity', 'semver', 'isSemver'].map((name) => [name, first()])),
  replace: first(2),
  split: first(2),
  'ip.isCanonical': first(2),
  join: (_args, result) => traverse(sizeOf(result), 2),
  find,
  findAll: find,
  validate: ([format, text]) => (format instanceof NamedFormat ? regex(sizeOf(text), format.regexSize) : 1),
});

function smallerSize([left, right]: readonly Result[]): number {
  return traverse(Math.min(innerSize(left), innerSize(right)));
}
const both: ActualCost = ([left, right]) => traverse(innerSize(left) + innerSize(right));
const affix: ActualCost = ([, part]) => traverse(innerSize(part));
const matches: ActualCost = ([text, expression]) => regex(innerSize(text), innerSize(expression));
/** Making a list anew costs something for each element. */
const allocating = (count: number): number => Math.trunc(count) + 1 + LIST_CREATE;
const created: ActualCost = (_args, result) => allocating(innerSize(result));
/** Upstream's count of costs takes what has failed for a value, which ends the whole expression. */
const panic = (why: string): Error => new EvaluationEnded(`internal error: interface conversion: ${why}`);
const flattened: ActualCost = ([list, depth]) => {
  if (depth instanceof Fault) throw panic('ref.Val is *types.Err, not types.Int');
  return allocating(innerSize(list) * (typeof depth === 'bigint' && depth >= 0n ? Number(depth) : 1));
};
/** Every element meets every other; texts cost more. */
function selfCompared(list: Result | undefined): number {
  if (list instanceof Fault) throw panic('*types.Err is not traits.Lister: missing method Add');
  const item = list instanceof CelList && list.size > 0 ? list.get(0) : undefined;
  const factor = typeof item === 'string' || item instanceof Uint8Array ? 2 + TRAVERSAL : 2;
  return allocating(innerSize(list) ** 2 * factor);
}
const sets =
  (factor: number): ActualCost =>
  ([left, right]) =>
    1 + Math.trunc(innerSize(left) * innerSize(right) * factor);

/** By the overload that the checker found. */
const OVERLOADS = table<ActualCost>({
  'string.startsWith(string): bool': affix,
  'string.endsWith(string): bool': affix,
  'bytes(string): bytes': ([value]) => traverse(innerSize(value)),
  'string(bytes): string': ([value]) => traverse(innerSize(value)),
  'strings.quote(string): string': ([value]) => traverse(innerSize(value)),
  'string.format(list<dyn>): string': ([value]) => traverse(innerSize(value)),
  '@in(T, list<T>): bool': ([, list]) => innerSize(list),
  ...Object.fromEntries(
    ['<', '>', '<=', '>='].flatMap((sign) => ['string', 'bytes'].map((type) => [`_${sign}_(${type}, ${type}): bool`, smallerSize] as const)),
  ),
  '_==_(T, T): bool': (args) => (args[0] instanceof Opaque ? 1 : smallerSize(args)),
  '_!=_(T, T): bool': smallerSize,
  '_+_(string, string): string': both,
  '_+_(bytes, bytes): bytes': both,
  'matches(string, string): bool': matches,
  'string.matches(string): bool': matches,
  'string.contains(string): bool': ([text, part]) => traverse(innerSize(text)) * traverse(innerSize(part)),
  'net.CIDR.containsIP(net.IP): bool': ([cidr]) => network(cidr),
  'net.CIDR.containsIP(string): bool': ([cidr, ip]) => network(cidr) + traverse(sizeOf(ip)),
  'net.CIDR.containsCIDR(net.CIDR): bool': containsCidr,
  'net.CIDR.containsCIDR(string): bool': (args) => containsCidr(args) + traverse(sizeOf(args[1])),
  'ip(string): net.IP': first(),
  'sets.contains(list<T>, list<T>): bool': sets(1),
  'sets.intersects(list<T>, list<T>): bool': sets(1),
  'sets.equivalent(list<T>, list<T>): bool': sets(2),
  'list<T>.distinct(): list<T>': ([list]) => selfCompared(list),
  'list<T>.reverse(): list<T>': created,
  'list<T>.slice(int, int): list<T>': created,
  'list<list<T>>.flatten(): list<T>': flattened,
  'list<dyn>.flatten(int): list<dyn>': flattened,
  'lists.range(int): list<int>': created,
});
/** `overload` is the only one that the checker found. */
export function actualCost(name: string, overload: string | undefined): ActualCost {
  if (name === 'sort' && overload !== undefined) return ([list]) => selfCompared(list);
  if (name === '@sortByAssociatedKeys' && overload !== undefined) return ([, keys]) => selfCompared(keys);
  return FUNCTIONS[name] ?? (overload === undefined ? undefined : OVERLOADS[overload]) ?? 1;
}
