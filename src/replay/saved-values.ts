/** Values of an answer that later requests of the recording hold as ${name}. */
import type { JsonValue } from '../engine/api/objects';
import type { Exchange } from './recording';
import { isObject } from './volatile';
import { own } from '../engine/golang/map';

/** The value at `a.b.c`; an index of a list is a step like any other. */
function valueAt(body: JsonValue, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, step) => (typeof value === 'object' && value !== null ? own(value as Record<string, unknown>, step) : undefined), body);
}

/** An error has nothing to save: its answer is compared, and that is enough. */
export function valuesSaved(exchange: Exchange, text: string): readonly (readonly [string, unknown])[] {
  if (exchange.save === undefined || !text.startsWith('{')) return [];
  const body = JSON.parse(text) as JsonValue;
  return isObject(body) ? Object.entries(exchange.save).map(([name, path]) => [name, valueAt(body, path)] as const) : [];
}
