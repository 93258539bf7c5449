/**
 * Two values and what differs between them, as go-cmp's Diff prints it: what differs whole, of what is the same the two parts before and after it.
 * The more deeply a value lies in one that is the same, the less of it is shown. After github.com/google/go-cmp/cmp/report_compare.go and
 * report_reflect.go of v0.5.2. A text of several lines is printed as one line.
 */
import { quote } from '../quote';
import { compareValues, type Entry, type Node } from './compare';
import { differingRuns } from './differing-runs';
import { Statistics } from './statistics';
import { bytes, ELLIPSIS, onOneLine, printed, type Mark, type Text, type TextEntry } from './text';
import { isZero, type GoStruct, type GoText, type GoValue } from './value';

/** Whether the type is printed: always, never, or where the value is made of parts. */
type TypeMode = 'emit' | 'elide' | 'auto';

interface Options {
  /** Undefined: both values and what differs; else only one of them. */
  readonly mark?: Mark;
  readonly typeMode: TypeMode;
  readonly verbosity: number;
  /** Prints values by their parts, though they have a method String. */
  readonly avoidsStringer: boolean;
}

const CONTEXT = 2;
const MOST_PRESETS = 3;
const power = (verbosity: number): number => 2 ** Math.min(16, Math.max(0, verbosity));
const atMost = (verbosity: number): number => (verbosity <= 0 ? 0 : power(verbosity) * 2);
const braces = (value: readonly TextEntry[]): Text => ({ prefix: '{', value, suffix: '}' });
const less = (options: Options): Options => ({ ...options, verbosity: options.verbosity - 1 });
const withType = (options: Options, typeMode: TypeMode): Options => ({ ...options, typeMode });

/** With more of what is printed, so that two values that differ are not printed alike. */
const preset = (options: Options, step: number): Options => ({
  ...options,
  verbosity: Math.max(0, options.verbosity) + 2 * step,
  avoidsStringer: options.avoidsStringer || step > 0,
});

function formatType({ typeMode, mark }: Options, { type, kind }: GoValue, text: Text): Text {
  if (typeMode === 'elide') return text;
  const isComposed = kind === 'struct' || kind === 'slice' || kind === 'map';
  if (typeMode === 'auto' && (!isComposed || text === 'nil' || mark === ' ')) return text;
  const isWrapped = typeof text !== 'string' && 'prefix' in text && /^[({]/.test(text.prefix);
  return { prefix: kind === 'pointer' ? `(${type})` : type, value: isWrapped ? text : { prefix: '(', value: text, suffix: ')' }, suffix: '' };
}

/** In backquotes where quotes would need escapes. */
function quoted(text: string): string {
  const inQuotes = quote(text);
  if (bytes(inQuotes) === bytes(text) + 2 || /[`\n]/.test(text)) return inQuotes;
  return quote(text.replaceAll(/["\\\t]/g, '')) === `"${text.replaceAll(/["\\\t]/g, '')}"` ? `\`${text}\`` : inQuotes;
}

function formatText({ verbosity }: Options, prefix: string, text: string): string {
  const most = power(verbosity) * 32;
  const encoded = Buffer.from(text);
  return encoded.length > most + ELLIPSIS.length ? `${prefix}${quoted(encoded.subarray(0, most).toString())}${ELLIPSIS}` : `${prefix}${quoted(text)}`;
}

/** The first so many parts. */
function limited<T>(parts: readonly T[], most: number, format: (part: T) => TextEntry): Text {
  const shown = parts.slice(0, most).map(format);
  return braces(parts.length > most ? [...shown, { value: ELLIPSIS, withoutComma: true }] : shown);
}

const KEY: Options = { mark: ' ', typeMode: 'elide', verbosity: 16, avoidsStringer: false };
const formatKey = (key: string | GoText | undefined): string => (typeof key === 'object' ? onOneLine(formatValue(KEY, key)) : (key ?? ''));

function formatStruct(options: Options, { fields }: GoStruct): Text {
  const shown = fields.filter(([, value]) => !isZero(value));
  return limited(shown, atMost(options.verbosity), ([key, value]) => ({ key, value: formatValue(withType(less(options), 'auto'), value) }));
}

function formatParts(options: Options, value: GoValue): Text {
  switch (value.kind) {
    case 'plain':
      return value.text;
    case 'string':
      return formatText(options, '', value.text);
    case 'struct':
      return formatStruct(options, value);
    case 'slice':
      if (value.items === null) return 'nil';
      return limited(value.items, atMost(options.verbosity), (item) => ({ value: formatValue(withType(less(options), 'elide'), item) }));
    case 'map':
      if (value.entries === null) return 'nil';
      return limited(value.entries, atMost(options.verbosity), ([key, of]) => ({
        key: formatKey(key),
        value: formatValue(withType(less(options), 'elide'), of),
      }));
    case 'pointer':
      return value.elem === null ? 'nil' : { prefix: '&', value: formatValue(options, value.elem), suffix: '' };
  }
}

function formatValue(options: Options, value: GoValue): Text {
  if (!options.avoidsStringer && value.stringer !== undefined) return formatText(options, 's', value.stringer);
  const text = formatParts(options, value);
  return value.kind === 'pointer' && value.elem !== null ? text : formatType(options, value, text);
}

type Printed = Text | undefined;
const valueOf = (options: Options, value: GoValue | undefined): Printed => value && formatValue(options, value);
const alike = (x: Printed, y: Printed): boolean => x !== undefined && y !== undefined && JSON.stringify(x) === JSON.stringify(y);

/** Both values, with as many words as it takes to see that they differ. */
function bothOf(options: Options, print: (options: Options, side: 'x' | 'y') => Printed): readonly [x: Printed, y: Printed] {
  let both: readonly [Printed, Printed] = [print(options, 'x'), print(options, 'y')];
  for (let step = 0; step <= MOST_PRESETS && alike(...both); step += 1) {
    const more = preset(options, step);
    both = [print(more, 'x'), print(more, 'y')];
  }
  return both;
}

const removedAndInserted = ([x, y]: readonly [Printed, Printed], key = ''): readonly TextEntry[] => [
  ...(x === undefined ? [] : [{ mark: '-' as const, key, value: x }]),
  ...(y === undefined ? [] : [{ mark: '+' as const, key, value: y }]),
];

function formatLeaf(options: Options, node: Node): Printed {
  const { x, y } = node;
  const either = x ?? y;
  if (options.mark === '-' || options.mark === '+') return valueOf(options, options.mark === '-' ? x : y);
  if (node.differing === 0) {
    const [a, b] = [valueOf(options, x), valueOf(options, y)];
    return a !== undefined && b !== undefined && bytes(onOneLine(a)) < bytes(onOneLine(b)) ? a : b;
  }
  const both = bothOf(withType(options, 'elide'), (of, side) => valueOf(of, node[side]));
  return either && formatType(withType(options, 'emit'), either, removedAndInserted(both));
}

function formatNode(given: Options, node: Node): Printed {
  const options = { ...given, verbosity: given.mark === ' ' ? 1 : 3 };
  const runs = options.mark === undefined ? differingRuns(node) : undefined;
  if (runs !== undefined) return node.x && (node.x.kind === 'string' ? runs : formatType(options, node.x, runs));
  if (node.depth === 0) return formatLeaf(options, node);
  if (node.elem !== undefined) return { prefix: '&', value: formatNode(options, node.elem) ?? 'nil', suffix: '' };
  const { x } = node;
  return x && formatType(options, x, formatEntries(withType(options, x.kind === 'struct' ? 'auto' : 'elide'), node, x.kind));
}

const NAMES: Readonly<Record<GoValue['kind'], string>> = { struct: 'field', slice: 'element', map: 'entry', pointer: '', string: '', plain: '' };

/** Of one side only. */
function formatSide(options: Options, { entries }: Node, kind: GoValue['kind']): Text {
  const most = options.mark === ' ' ? atMost(options.verbosity) : power(options.verbosity) * 2;
  const isLeftOut = ({ node: { x, y } }: Entry): boolean => {
    const values = options.mark === ' ' ? [x, y] : [options.mark === '-' ? x : y];
    return kind === 'struct' && values.some((value) => value !== undefined && isZero(value));
  };
  const shown: TextEntry[] = [];
  for (const entry of entries) {
    if (shown.length === most) {
      shown.push({ value: ELLIPSIS, withoutComma: true });
      break;
    }
    const value = isLeftOut(entry) ? undefined : formatNode(less(options), entry.node);
    if (value !== undefined) shown.push({ key: formatKey(entry.key), value });
  }
  return braces(shown);
}

function formatDiffering(options: Options, { key, node }: Entry): readonly TextEntry[] {
  const isFlat = node.children === node.depth && differingRuns(node) === undefined;
  if (isFlat) {
    const both = bothOf(options, (of, side) => formatNode({ ...of, mark: side === 'x' ? '-' : '+' }, node));
    return removedAndInserted(both, formatKey(key));
  }
  const value = formatNode(options, node);
  return value === undefined ? [] : [{ key: formatKey(key), value }];
}

/** Those that are the same: some beside their neighbours that differ, and how many there are besides. */
function formatSame(options: Options, entries: readonly Entry[], name: string, isFirst: boolean, isLast: boolean): readonly TextEntry[] {
  const before = isFirst ? 0 : Math.min(CONTEXT, entries.length);
  const room = isLast ? 0 : Math.min(CONTEXT, entries.length - before);
  const after = entries.length - before - room === 1 ? room + 1 : room;
  const shown = ({ key, node }: Entry): readonly TextEntry[] => {
    const value = formatNode({ ...options, mark: ' ' }, node);
    return value === undefined ? [] : [{ key: formatKey(key), value }];
  };
  const left = entries.length - before - after;
  return [
    ...entries.slice(0, before).flatMap(shown),
    ...(left > 0 ? [{ value: ELLIPSIS, withoutComma: true, comment: new Statistics(name, { identical: left }).toString() }] : []),
    ...entries.slice(entries.length - after).flatMap(shown),
  ];
}

interface Group {
  readonly isSame: boolean;
  readonly entries: Entry[];
}
function groupsOf(entries: readonly Entry[]): readonly Group[] {
  const groups: Group[] = [];
  for (const entry of entries) {
    const isSame = entry.node.differing === 0;
    const last = groups.at(-1);
    if (last?.isSame === isSame) last.entries.push(entry);
    else groups.push({ isSame, entries: [entry] });
  }
  return groups;
}

function formatEntries(options: Options, node: Node, kind: GoValue['kind']): Text {
  if (options.mark !== undefined) return formatSide(options, node, kind);
  const most = power(options.verbosity) * 2;
  const groups = groupsOf(node.entries);
  const shown: TextEntry[] = [];
  let differing = 0;
  let rest = new Statistics(NAMES[kind]);
  for (const [at, { isSame, entries }] of groups.entries()) {
    if (differing >= most) rest = rest.with(entries.map((entry) => entry.node));
    else if (isSame) shown.push(...formatSame(less(options), entries, NAMES[kind], at === 0, at === groups.length - 1));
    else {
      shown.push(...entries.flatMap((entry) => formatDiffering(less(options), entry)));
      differing += entries.length;
    }
  }
  return braces(rest.isEmpty ? shown : [...shown, { value: ELLIPSIS, withoutComma: true, comment: rest.toString() }]);
}

/** Nothing where both are the same. */
export function cmpDiff(x: GoValue, y: GoValue): string {
  const node = compareValues({ x, y });
  const text = formatNode({ typeMode: 'emit', verbosity: 3, avoidsStringer: false }, node);
  return node.differing === 0 || text === undefined ? '' : printed(text);
}
