/**
 * RFC 6902 with the liberties of the library that upstream uses: replace also adds, test of something absent for null holds,
 * negative indexes count from the end, a path without a leading slash loses its first part. Objects on the way of an operation
 * come out with their keys sorted, as Go writes a map; the others stay as they were.
 * After github.com/evanphx/json-patch v4 patch.go.
 */
import { encodeJson } from '../../../golang/json';
import { quote } from '../../../golang/quote';
import { Turn } from '../../../golang/turns';
import { forgetKeys, own, setOwn } from '../../../golang/map';
import { MOST_LEVELS, plainOf, type Node } from '../../../scheme/json/node';
import { sortedKeys } from '../../../scheme/unstructured';

type Json = null | boolean | number | bigint | string | Json[] | { [key: string]: Json };
type Container = Json[] | { [key: string]: Json };

export interface PatchOperation {
  readonly op?: unknown;
  readonly path?: unknown;
  readonly from?: unknown;
  readonly value?: unknown;
}

/** The patch does not fit the object. A PATCH is answered without the words, which a webhook's patch is refused with. */
export class PatchNotApplicable extends Error {}
/** An operation `test` found another value. */
export class TestFailed extends PatchNotApplicable {}

const isContainer = (value: Json | undefined): value is Container => typeof value === 'object' && value !== null;
const decoded = (part: string): string => (!part.includes('~') ? part : part.replace(/~1/g, '/').replace(/~0/g, '~'));

const MISSING = 'missing value';

/** A path of an operation; `otherwise` is said where there is none. */
function pointer(text: unknown, operation: string, otherwise: string): string {
  if (typeof text === 'string') return text;
  throw new PatchNotApplicable(`${operation} operation failed to decode ${otherwise}`);
}
const NO_PATH = `operation missing path field: ${MISSING}`;
const NO_FROM = `operation, missing from field: ${MISSING}`;

function indexOf(list: readonly Json[], key: string, end: number): number {
  if (!/^[+-]?[0-9]+$/.test(key)) throw new PatchNotApplicable(`strconv.Atoi: parsing ${quote(key)}: invalid syntax`);
  const index = Number(key) < 0 ? Number(key) + end : Number(key);
  if (index < 0 || index >= end || index > list.length)
    throw new PatchNotApplicable(`Unable to access invalid index: ${Number(key)}: invalid index referenced`);
  return index;
}

/** An error of a part with the words of the whole before it. */
function within<T>(words: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw error instanceof PatchNotApplicable ? new PatchNotApplicable(`${words}: ${error.message}`) : error;
  }
}

function member(container: Container, key: string): Json | undefined {
  if (Array.isArray(container)) return container[indexOf(container, key, container.length)];
  return own(container, key);
}

/** On the way an index that is none leads nowhere. */
function memberOrNone(container: Container, key: string): Json | undefined {
  try {
    return member(container, key);
  } catch (error) {
    if (error instanceof PatchNotApplicable) return undefined;
    throw error;
  }
}

interface Place {
  readonly container: Container;
  readonly key: string;
}

function sortKeys(container: Container): void {
  if (Array.isArray(container)) return;
  forgetKeys(container);
  for (const key of Object.keys(container).sort()) {
    const value = own(container, key) as Json;
    delete container[key];
    setOwn(container, key, value);
  }
}

/** What the operations of a patch have gone through. */
type Visited = Set<Container>;

/** `missing` is the message where the place does not exist. */
function placeOf(document: Container, path: string, visited: Visited, missing: string): Place {
  const parts = path.split('/');
  const nowhere = (): PatchNotApplicable => new PatchNotApplicable(`${missing}: ${MISSING}`);
  if (parts.length < 2) throw nowhere();
  let container = document;
  visited.add(container);
  for (const part of parts.slice(1, -1)) {
    const next = memberOrNone(container, decoded(part));
    if (!isContainer(next)) throw nowhere();
    container = next;
    visited.add(container);
  }
  return { container, key: decoded(parts[parts.length - 1] ?? '') };
}

const insertionIndex = (list: readonly Json[], key: string): number =>
  /^[+-]?[0-9]+$/.test(key)
    ? indexOf(list, key, list.length + 1)
    : within(`value was not a proper array index: '${key}'`, () => indexOf(list, key, list.length + 1));

function add({ container, key }: Place, value: Json): void {
  forgetKeys(container);
  if (!Array.isArray(container)) setOwn(container, key, value);
  else if (key === '-') container.push(value);
  else container.splice(insertionIndex(container, key), 0, value);
}

function remove({ container, key }: Place): void {
  forgetKeys(container);
  if (Array.isArray(container)) container.splice(indexOf(container, key, container.length), 1);
  else if (Object.hasOwn(container, key)) delete container[key];
  else throw new PatchNotApplicable(`Unable to remove nonexistent key: ${key}: ${MISSING}`);
}

function replace({ container, key }: Place, value: Json): void {
  forgetKeys(container);
  if (Array.isArray(container)) container[indexOf(container, key, container.length)] = value;
  else setOwn(container, key, value);
}

/** The order of fields counts for nothing. */
const same = (a: Json, b: Json): boolean => (isContainer(a) && isContainer(b) ? encodeJson(sortedKeys(a)) === encodeJson(sortedKeys(b)) : a === b);
const copyOf = (value: Container): Container => plainOf(value as Node) as Container;

function test(document: Container, path: string, value: Json, visited: Visited): void {
  const missing = `test operation does not apply: is missing path: ${path}`;
  const place = path === '' ? undefined : placeOf(document, path, visited, missing);
  const found = place === undefined ? document : within(`error in test for path: '${path}'`, () => member(place.container, place.key));
  if (!same(found ?? null, value)) throw new TestFailed(`testing value ${path} failed: test failed`);
}

/** jsonPatchMaxCopyBytes of k8s.io/apiserver/pkg/endpoints/handlers/patch.go: of all copies of a patch together. */
const MOST_COPIED_BYTES = 3 * 1024 * 1024;
/** Without recursion, since it is asked before that is known to be possible. */
function isTooDeep(value: Json): boolean {
  let level: readonly Container[] = [value].filter(isContainer);
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > MOST_LEVELS) return true;
    level = level.flatMap((container) => Object.values(container).filter(isContainer));
  }
  return false;
}

class Copies {
  #bytes = 0;

  of(value: Json): Json {
    if (isTooDeep(value)) throw new PatchNotApplicable('too deep');
    const text = encodeJson(value);
    this.#bytes += Buffer.byteLength(text);
    if (this.#bytes > MOST_COPIED_BYTES)
      throw new PatchNotApplicable(
        `Unable to complete the copy, the accumulated size increase of copy is ${this.#bytes}, exceeding the limit ${MOST_COPIED_BYTES}`,
      );
    return isContainer(value) ? copyOf(value) : value;
  }
}

function applied(document: Container, operation: PatchOperation, visited: Visited, copies: Copies, replacesAll: boolean): Container {
  // The value came from JSON.
  const given = (operation.value ?? null) as Json;
  const value = isContainer(given) ? copyOf(given) : given;
  const place = (at: string, missing: string): Place =>
    placeOf(document, at, visited, `${String(operation.op)} operation does not apply: doc is missing ${missing}`);
  const words = String(operation.op);
  const { path: to, from: source } = operation;
  switch (operation.op) {
    case 'add': {
      const path = pointer(to, words, `path: ${MISSING}`);
      const target = place(path, `path: "${path}"`);
      within(`error in add for path: '${path}'`, () => add(target, value));
      return document;
    }
    case 'remove': {
      const path = pointer(to, words, `path: ${MISSING}`);
      const target = place(path, `path: "${path}"`);
      within(`error in remove for path: '${path}'`, () => remove(target));
      return document;
    }
    case 'replace':
      return replaced(pointer(to, words, `path: ${NO_PATH}`), document, value, place, replacesAll);
    case 'move': {
      const from = pointer(source, words, `from: ${NO_FROM}`);
      const origin = place(from, `from path: ${from}`);
      const moved = within(`error in move for path: '${origin.key}'`, () => {
        const found = member(origin.container, origin.key) ?? null;
        remove(origin);
        return found;
      });
      const path = pointer(to, words, `path: ${NO_PATH}`);
      const target = place(path, `destination path: ${path}`);
      within(`error in move for path: '${path}'`, () => add(target, moved));
      return document;
    }
    case 'copy': {
      const from = pointer(source, words, `from: ${NO_FROM}`);
      const origin = place(from, `from path: ${from}`);
      const found = within(`error in copy for from: '${from}'`, () => member(origin.container, origin.key) ?? null);
      const path = pointer(to, words, `path: ${MISSING}`);
      const target = place(path, `destination path: ${path}`);
      const copy = copies.of(found);
      within('error while adding value during copy', () => add(target, copy));
      return document;
    }
    case 'test':
      test(document, pointer(to, words, `path: ${NO_PATH}`), value, visited);
      return document;
    default:
      throw new PatchNotApplicable(`Unexpected kind: ${typeof operation.op === 'string' ? operation.op : 'unknown'}`);
  }
}

function replaced(path: string, document: Container, value: Json, place: (at: string, missing: string) => Place, replacesAll: boolean): Container {
  if (path === '' && replacesAll && isContainer(value)) return value;
  // Go prints the error that there is not.
  if (path === '' && replacesAll) throw new PatchNotApplicable('replace operation value must be object or array: %!w(<nil>)');
  const target = place(path, `path: ${path}`);
  if (Array.isArray(target.container)) {
    const { container, key } = target;
    within(`replace operation does not apply: doc is missing key: ${path}`, () => {
      if (!/^[+-]?[0-9]+$/.test(key) || container.at(Number(key)) === undefined) throw new PatchNotApplicable(MISSING);
    });
  }
  replace(target, value);
  return document;
}

/** The patched document, made in turns with everything else; the given one stays as it is. `replacesAll`: the whole of it may be replaced. Throws PatchNotApplicable. */
export async function applyJsonPatch(document: object, patch: readonly (PatchOperation | null)[], replacesAll: boolean): Promise<unknown> {
  const visited: Visited = new Set();
  const copies = new Copies();
  const turn = new Turn();
  let patched = copyOf(document as Container);
  for (const operation of patch) {
    patched = applied(patched, operation ?? {}, visited, copies, replacesAll);
    if (turn.isOver()) await turn.next();
  }
  if (isTooDeep(patched)) throw new PatchNotApplicable('too deep');
  visited.add(patched);
  for (const container of visited) sortKeys(container);
  return patched;
}
