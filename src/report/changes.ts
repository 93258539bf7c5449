/**
 * What became of an object between the request that creates it and the answer: what admission changed. Defaults of the version are
 * filled in first, and what the API server itself writes into each object is left out.
 */
import type { GroupVersionKind } from '../engine/api/objects';
import { Scheme } from '../engine/scheme/scheme';
import { versionOf } from '../engine/versions';

type Fields = Readonly<Record<string, unknown>>;

const OF_THE_SERVER: ReadonlySet<string> = new Set(['uid', 'resourceVersion', 'creationTimestamp', 'generation', 'managedFields', 'selfLink']);
const PLAIN_NAME = /^[\w-]+$/;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

function kindOf({ apiVersion, kind }: Fields): GroupVersionKind {
  const [version = '', group = ''] = String(apiVersion).split('/').reverse();
  return { group, version, kind: String(kind) };
}

/** What a server without admission would make of the object. */
function withDefaults(object: Fields, kubernetesVersion: string): Fields {
  const [scheme, kind] = [Scheme.of(versionOf(kubernetesVersion)), kindOf(object)];
  return { ...scheme.setDefaults(scheme.decode(JSON.stringify(object), 'application/json', kind), kind) };
}

function withoutServerFields({ metadata, status: _, ...fields }: Fields): Fields {
  const kept = Object.entries(isFields(metadata) ? metadata : {}).filter(([name]) => !OF_THE_SERVER.has(name));
  return { ...fields, metadata: Object.fromEntries(kept) };
}

const placeOf = (place: string, name: string): string => {
  if (!PLAIN_NAME.test(name)) return `${place}[${JSON.stringify(name)}]`;
  return place === '' ? name : `${place}.${name}`;
};

const line = (sign: '-' | '+', place: string, value: unknown): readonly string[] => (value === undefined ? [] : [`${sign} ${place}: ${JSON.stringify(value)}`]);

function* differences(before: unknown, after: unknown, place: string): Generator<string> {
  if (isFields(before) && isFields(after)) {
    const [old, current] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
    for (const name of [...new Set([...old.keys(), ...current.keys()])].sort()) yield* differences(old.get(name), current.get(name), placeOf(place, name));
  } else if (isList(before) && isList(after)) {
    for (let at = 0; at < Math.max(before.length, after.length); at += 1) yield* differences(before[at], after[at], `${place}[${at}]`);
  } else if (JSON.stringify(before) !== JSON.stringify(after)) {
    yield* line('-', place, before);
    yield* line('+', place, after);
  }
}

/** A line for each field that has another value, as in a diff: `- data.colour: "blue"`, `+ data.colour: "green"`. */
export function changesBetween(sent: Fields, answered: Fields, kubernetesVersion: string): readonly string[] {
  const [before, after] = [withoutServerFields(withDefaults(sent, kubernetesVersion)), withoutServerFields(answered)];
  const { namespace } = after['metadata'] as Fields;
  const metadata = { ...(namespace !== undefined && { namespace }), ...(before['metadata'] as Fields) };
  return [...differences({ ...before, metadata }, after, '')];
}
