/**
 * When two answers to the same request are the same: status, body, order of keys, layout of the JSON, headers. The first
 * of these that differs is the verdict.
 */
import type { JsonObject, JsonValue } from '../engine/api/objects';
import type { RecordedResponse, CompareMode, Exchange } from './recording';
import { isList, isObject, mask } from './volatile';
import { own } from '../engine/golang/map';

export const DIFFERENCES = ['unanswered', 'status', 'body', 'order', 'layout', 'headers'] as const;
export type Verdict = 'same' | (typeof DIFFERENCES)[number];

type Reduction = (body: JsonValue) => JsonValue;

const text = (value: JsonValue | RecordedResponse['headers'] | undefined): string => JSON.stringify(value);

function sorted(value: JsonValue, anyOrder: boolean): JsonValue {
  if (isList(value)) {
    const items = value.map((item) => sorted(item, anyOrder));
    return anyOrder ? items.sort((a, b) => (text(a) < text(b) ? -1 : 1)) : items;
  }
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, item === undefined ? item : sorted(item, anyOrder)]),
  );
}
const equal = (a: JsonValue, b: JsonValue, anyOrder = false): boolean => text(sorted(a, anyOrder)) === text(sorted(b, anyOrder));

/** What a name made of a generateName ends with. */
const generated: Reduction = (body) => {
  const prefixes = [...text(body).matchAll(/"generateName":"([^"]+)"/g)].map(([, prefix = '']) => prefix);
  const escaped = (prefix: string): string => prefix.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return JSON.parse(
    prefixes.reduce((json, prefix) => json.replaceAll(new RegExp(`${escaped(prefix)}[a-z0-9]{5}`, 'g'), `${prefix}<rand>`), text(body)),
  ) as JsonValue;
};
const inText =
  (...replacements: readonly (readonly [RegExp, string])[]): Reduction =>
  (body) =>
    typeof body === 'string' ? replacements.reduce((reduced, [pattern, replacement]) => reduced.replace(pattern, replacement), body) : body;
const yaml = inText(
  [/^( *(?:uid|resourceVersion|creationTimestamp|clusterIP|time|startTime): ).*$/gm, '$1<...>'],
  [/^ *managedFields:\n(?: +- .*\n(?: {1,3}- .*\n| {4}.*\n)*)?/gm, ''],
);
const managed = inText([/^( *(?:uid|resourceVersion): ).*$/gm, '$1<...>']);

const isAge = (cell: JsonValue): boolean => typeof cell === 'string' && /^(\d+[smhdy])+$|^<unknown>$|^<invalid>$/.test(cell);
const withoutAges = (row: JsonValue): JsonValue => {
  if (!isObject(row) || !isList(row['cells'])) return row;
  return { ...row, cells: row['cells'].map((cell) => (isAge(cell) ? '<age>' : cell)) };
};
const table: Reduction = (body) => (isObject(body) && isList(body['rows']) ? { ...body, rows: body['rows'].map(withoutAges) } : body);

const asItIs: Reduction = (body) => body;
const REDUCTIONS: Readonly<Record<CompareMode, Reduction>> = {
  status: asItIs,
  headers: asItIs,
  unordered: asItIs,
  continue: asItIs,
  generated,
  yaml,
  managed,
  table,
};

const field = (value: JsonValue | undefined, name: string): JsonValue | undefined => (isObject(value) ? own(value as JsonObject, name) : undefined);
const allowed = (body: JsonValue): JsonValue | undefined => field(field(body, 'status'), 'allowed');

const reasonOf = (body: JsonValue): JsonValue | undefined => field(field(body, 'status'), 'reason');

/** The answer with the recorded reason, where its own is another that the real server gives too. */
function withRecordedReason(got: RecordedResponse, recorded: RecordedResponse, reasons: readonly string[]): RecordedResponse {
  const reason = reasonOf(got.body);
  const [status, shown] = [field(got.body, 'status'), reasonOf(recorded.body)];
  if (typeof reason !== 'string' || !reasons.includes(reason) || shown === undefined) return got;
  return { ...got, body: { ...(got.body as JsonObject), status: { ...(status as JsonObject), reason: shown } } };
}

type Compared = Pick<Exchange, 'response' | 'compare' | 'unstable' | 'reasons'>;

export function compare({ response: recorded, compare: mode, unstable, reasons = [] }: Compared, answer: RecordedResponse): Verdict {
  const got = reasons.length === 0 ? answer : withRecordedReason(answer, recorded, reasons);
  if (recorded.status !== got.status) return 'status';
  if (mode === 'status') return 'same';
  const headers = equal(recorded.headers, got.headers) ? 'same' : 'headers';
  if (mode === 'headers') return headers;
  if (unstable === true) return allowed(recorded.body) === allowed(got.body) ? 'same' : 'body';
  if (text(recorded.body) !== text(got.body)) {
    const recordedBody = mask(recorded.body);
    const reduce = field(recordedBody, 'kind') === 'Table' ? table : REDUCTIONS[mode ?? 'status'];
    const [a, b] = [reduce(recordedBody), reduce(got.body)];
    if (!equal(a, b, mode === 'unordered')) return 'body';
    if (mode !== 'unordered' && text(a) !== text(b)) return 'order';
  }
  if (mode !== 'yaml' && recorded.layout !== got.layout) return 'layout';
  return headers;
}
