/** The strategic merge patch from one status to another. Upstream: PatchPodStatus of pkg/util/pod/pod.go */
import type { JsonObject, JsonValue } from '../../engine/api/objects';
import { own } from '../../engine/golang/map';
import { canonicalText } from '../api/canonical-text';
import type { PodStatus } from '../pod';

/** Lists that are merged by a key of their elements. */
const MERGE_KEYS = new Map([
  ['conditions', 'type'],
  ['podIPs', 'ip'],
  ['hostIPs', 'ip'],
]);
/** What the API server says and no kubelet changes. */
const OF_OTHERS: ReadonlySet<string> = new Set(['qosClass', 'nominatedNodeName', 'resize', 'ephemeralContainerStatuses']);

const keyed = (elements: readonly JsonObject[], key: string): ReadonlyMap<unknown, JsonObject> =>
  new Map(elements.map((element) => [own(element, key), element]));

function listPatch(name: string, key: string, before: readonly JsonObject[], after: readonly JsonObject[]): JsonObject {
  const [known, wanted] = [keyed(before, key), keyed(after, key)];
  const changed = [...wanted]
    .filter(([id, element]) => canonicalText(known.get(id)) !== canonicalText(element))
    .map(([id, element]) => replacing(element, known.get(id)));
  const removed = [...known.keys()].filter((id) => !wanted.has(id)).map((id): JsonObject => ({ $patch: 'delete', [key]: String(id) }));
  return {
    [`$setElementOrder/${name}`]: [...wanted.keys()].map((id): JsonObject => ({ [key]: String(id) })),
    ...(changed.length + removed.length > 0 && { [name]: [...changed, ...removed] }),
  };
}

/** The new value, with a null for each field that only the old one has. */
function replacing(after: JsonObject, before: JsonObject | undefined): JsonObject {
  const gone = Object.keys(before ?? {}).filter((key) => !Object.hasOwn(after, key));
  return { ...after, ...Object.fromEntries(gone.map((key) => [key, null])) };
}

/** Undefined when nothing differs. */
export function statusPatch(before: PodStatus, after: PodStatus): JsonObject | undefined {
  const [old, given] = [before as JsonObject, after as JsonObject];
  const names = [...new Set([...Object.keys(given), ...Object.keys(old)])].filter((name) => !OF_OTHERS.has(name));
  const changed = names.filter((name) => canonicalText(own(old, name)) !== canonicalText(own(given, name)));
  if (changed.length === 0) return undefined;
  const entries = changed.flatMap((name): readonly (readonly [string, JsonValue | undefined])[] => {
    const key = MERGE_KEYS.get(name);
    const [was, is] = [own(old, name), own(given, name)];
    if (key !== undefined) return Object.entries(listPatch(name, key, (was ?? []) as readonly JsonObject[], (is ?? []) as readonly JsonObject[]));
    if (name === 'resources' && is !== undefined) return [[name, replacing(is as JsonObject, was as JsonObject | undefined)]];
    return [[name, is ?? null]];
  });
  return Object.fromEntries(entries);
}
