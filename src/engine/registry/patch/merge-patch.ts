/**
 * RFC 7386: null removes, objects merge, everything else replaces. Objects that a patch goes into come out with their keys
 * sorted, as Go writes a map; the others stay as they were. After github.com/evanphx/json-patch v4 merge.go.
 */
import { own, setOwn } from '../../golang/map';

interface JsonObject {
  readonly [key: string]: unknown;
}

export interface MergeOptions {
  /** Older versions of the library take nulls out of lists that are new. */
  readonly dropNullElements: boolean;
}

const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);
const sorted = (object: JsonObject): JsonObject => Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)));

/** What a patch says of something that is not there: its nulls remove nothing. */
function pruned(value: unknown, options: MergeOptions): unknown {
  if (Array.isArray(value)) return value.filter((element) => element !== null || !options.dropNullElements).map((element) => pruned(element, options));
  if (!isObject(value)) return value;
  return sorted(
    Object.fromEntries(
      Object.entries(value)
        .filter(([, member]) => member !== null)
        .map(([key, member]) => [key, pruned(member, options)]),
    ),
  );
}

export function mergePatch(document: unknown, patch: unknown, options: MergeOptions): unknown {
  if (!isObject(patch) || !isObject(document)) return pruned(patch, options);
  const merged: Record<string, unknown> = { ...document };
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete merged[key];
    else setOwn(merged, key, isObject(value) && isObject(own(merged, key)) ? mergePatch(own(merged, key), value, options) : pruned(value, options));
  }
  return sorted(merged);
}
