/** RFC 7386: null removes, objects merge, everything else replaces. After github.com/evanphx/json-patch merge.go. */
interface JsonObject {
  readonly [key: string]: unknown;
}

const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

const sorted = (object: JsonObject): JsonObject => Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)));

/** What a patch says of something that is not there: its nulls remove nothing. */
function pruned(value: unknown): unknown {
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== null)
      .map(([key, member]) => [key, pruned(member)]),
  );
}

/** Objects that a patch goes into come out with their keys sorted, as Go writes a map; the others stay as they were. */
export function mergePatch(document: unknown, patch: unknown): unknown {
  if (!isObject(patch) || !isObject(document)) return pruned(patch);
  const merged: Record<string, unknown> = { ...document };
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete merged[key];
    else merged[key] = isObject(value) && isObject(merged[key]) ? mergePatch(merged[key], value) : pruned(value);
  }
  return sorted(merged);
}
