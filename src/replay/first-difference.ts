/** Where two JSON values differ first: a path, and what is there on each side. */
import type { JsonValue } from '../engine/api/objects';
import type { Verdict } from './compare';
import type { RecordedResponse } from './recording';
import { isObject, mask } from './volatile';

export interface Difference {
  readonly at: string;
  readonly real: JsonValue | undefined;
  readonly got: JsonValue | undefined;
}

type Value = JsonValue | undefined;
const isBranch = (value: Value): value is Exclude<JsonValue, null> => typeof value === 'object' && value !== null;

export function firstDifference(real: Value, got: Value, at = ''): Difference | undefined {
  if (!isBranch(real) || !isBranch(got)) return Object.is(real, got) ? undefined : { at: at === '' ? '.' : at, real, got };
  const [left, right] = [new Map<string, JsonValue>(Object.entries(real)), new Map<string, JsonValue>(Object.entries(got))];
  for (const key of new Set([...left.keys(), ...right.keys()])) {
    const difference = firstDifference(left.get(key), right.get(key), `${at}.${key}`);
    if (difference !== undefined) return difference;
  }
  return undefined;
}

const message = (body: JsonValue): string => {
  if (!isObject(body)) return String(body);
  const said = body['message'];
  return typeof said === 'string' ? said : JSON.stringify(body);
};

/** The difference that a verdict speaks of. */
export function differenceOf(verdict: Verdict, recorded: RecordedResponse, got: RecordedResponse): Difference {
  const body = { at: 'body', real: recorded.body, got: got.body };
  switch (verdict) {
    case 'status':
      return { at: 'status', real: `${recorded.status} ${message(recorded.body)}`, got: `${got.status} ${message(got.body)}` };
    case 'headers':
      return firstDifference(recorded.headers, got.headers, 'headers') ?? body;
    case 'layout':
      return { at: 'layout', real: recorded.layout, got: got.layout };
    case 'order':
      return { ...body, at: 'order of keys' };
    default:
      return firstDifference(mask(recorded.body), got.body, 'body') ?? body;
  }
}
