/** Changes one place of a JSON value: a field goes, comes, is renamed, gets another type or the subtree of another value. */
import type { JsonValue } from '../src/engine/api/objects';
import { own } from '../src/engine/golang/map';
import { FIELDS, INHERITED, ODD_TEXTS, ODD_VALUES } from './odd-values';
import { mutateText } from './mutate-text';
import type { Random } from './random';

/** A value that may be changed in place. */
type Draft = null | boolean | number | bigint | string | Draft[] | { [key: string]: Draft };
type Container = Draft[] | { [key: string]: Draft };

interface Place {
  readonly container: Container;
  readonly key: string;
}

const isContainer = (value: Draft | undefined): value is Container => typeof value === 'object' && value !== null;

/** Own keys only, `__proto__` among them. */
function put(container: Container, key: string, value: Draft): void {
  Object.defineProperty(container, key, { value, enumerable: true, configurable: true, writable: true });
}

const copyOf = (value: JsonValue): Draft => JSON.parse(JSON.stringify(value)) as Draft;

function placesOf(value: Draft, found: Place[] = []): readonly Place[] {
  if (!isContainer(value)) return found;
  for (const key of Object.keys(value)) {
    found.push({ container: value, key });
    placesOf(valueAt({ container: value, key }), found);
  }
  return found;
}

const valueAt = ({ container, key }: Place): Draft => own(container as Readonly<Record<string, Draft>>, key) ?? null;

function remove({ container, key }: Place): void {
  if (Array.isArray(container)) container.splice(Number(key), 1);
  // A draft of its own.
  else delete container[key];
}

/** Values nested deeper than JSON.stringify goes are marked, and written out with the body. A mark that is mutated in turn may name any depth. */
const NESTED = /"nested (array|object) (\d{1,5})"/g;

const nested = (random: Random): Draft => `nested ${random.pick(['array', 'object'])} ${1 + random.skewed(12_000)}`;

/** The JSON of a mutated value. */
export const textOf = (value: JsonValue): string =>
  JSON.stringify(value).replace(NESTED, (_, kind: string, depth: string) => {
    const [open, close] = kind === 'array' ? ['[', ']'] : ['{"a":', '}'];
    return `${open.repeat(Number(depth))}1${close.repeat(Number(depth))}`;
  });

function rename(place: Place, random: Random): void {
  if (Array.isArray(place.container)) return;
  const value = valueAt(place);
  remove(place);
  put(place.container, random.pick(random.once(2) ? INHERITED : ODD_TEXTS), value);
}

function repeat(place: Place, random: Random): void {
  const value = valueAt(place);
  if (Array.isArray(value) && value.length > 0) {
    const item = value[0] ?? null;
    for (let times = random.skewed(200); times > 0; times -= 1) value.push(item);
  } else if (typeof value === 'string') put(place.container, place.key, value.repeat(1 + random.skewed(100)));
}

function addField(place: Place, random: Random): void {
  const value = valueAt(place);
  const target = isContainer(value) ? value : place.container;
  if (Array.isArray(target)) {
    target.push(copyOf(random.pick(ODD_VALUES)));
    return;
  }
  const field = random.pick([...FIELDS.keys()]);
  put(target, field, copyOf(random.pick(FIELDS.get(field) ?? ODD_VALUES)));
}

function retype(place: Place): void {
  const value = valueAt(place);
  const changed: Draft =
    typeof value === 'string' ? [value] : typeof value === 'number' ? String(value) : Array.isArray(value) ? { ...value } : JSON.stringify(value);
  put(place.container, place.key, changed);
}

function changeText(place: Place, random: Random): void {
  const value = valueAt(place);
  put(place.container, place.key, typeof value === 'string' ? mutateText(value, random) : random.pick(ODD_TEXTS));
}

/** Each as often as it is listed. */
const CHANGES: readonly ((place: Place, random: Random, others: readonly JsonValue[]) => void)[] = [
  remove,
  remove,
  (place, random) => put(place.container, place.key, copyOf(random.pick(ODD_VALUES))),
  (place, random) => put(place.container, place.key, copyOf(random.pick(ODD_VALUES))),
  (place, random) => put(place.container, place.key, random.pick(ODD_TEXTS)),
  (place, random) => put(place.container, place.key, copyOf(random.pick(FIELDS.get(place.key) ?? ODD_VALUES))),
  rename,
  repeat,
  addField,
  addField,
  retype,
  changeText,
  (place, random) => {
    if (random.once(10)) put(place.container, place.key, nested(random));
  },
  (place, random, others) => put(place.container, place.key, subtree(random.pick(others), random)),
];

function subtree(value: JsonValue, random: Random): Draft {
  const copy = copyOf(value);
  const places = placesOf(copy);
  return places.length === 0 ? copy : valueAt(random.pick(places));
}

/** The value with one to four changes; `others` give subtrees. */
export function mutateJson(value: JsonValue, random: Random, others: readonly JsonValue[]): JsonValue {
  const whole: { [key: string]: Draft } = { value: copyOf(value) };
  for (let times = 1 + random.skewed(3); times > 0; times -= 1) {
    const places = placesOf(whole);
    // The root itself is rarely what is changed.
    const place = places.length > 1 && !random.once(20) ? random.pick(places.slice(1)) : { container: whole, key: 'value' };
    random.pick(CHANGES)(place, random, others);
  }
  return whole['value'] ?? null;
}
