/**
 * RFC 6902 with the liberties of the library that upstream uses: replace also adds, test of something absent for null holds,
 * negative indexes count from the end, a path without a leading slash loses its first part. Objects on the way of an operation
 * come out with their keys sorted, as Go writes a map; the others stay as they were.
 * After github.com/evanphx/json-patch v4 patch.go.
 */
import { encodeJson } from '../../../golang/json';
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

/** The patch does not fit the object. Nobody is told why. */
export class PatchNotApplicable extends Error {}

const isContainer = (value: Json | undefined): value is Container => typeof value === 'object' && value !== null;
const decoded = (part: string): string => (!part.includes('~') ? part : part.replace(/~1/g, '/').replace(/~0/g, '~'));

function pointer(text: unknown): string {
  if (typeof text !== 'string') throw new PatchNotApplicable('not a path');
  return text;
}

function indexOf(list: readonly Json[], key: string, end: number): number {
  if (!/^[+-]?[0-9]+$/.test(key)) throw new PatchNotApplicable(`not an index: ${key}`);
  const index = Number(key) < 0 ? Number(key) + end : Number(key);
  if (index < 0 || index >= end || index > list.length) throw new PatchNotApplicable(`invalid index: ${key}`);
  return index;
}

function member(container: Container, key: string): Json | undefined {
  if (Array.isArray(container)) return container[indexOf(container, key, container.length)];
  return own(container, key);
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

function placeOf(document: Container, path: string, visited: Visited): Place {
  const parts = path.split('/');
  if (parts.length < 2) throw new PatchNotApplicable(`missing path: ${path}`);
  let container = document;
  visited.add(container);
  for (const part of parts.slice(1, -1)) {
    const next = member(container, decoded(part));
    if (!isContainer(next)) throw new PatchNotApplicable(`missing path: ${path}`);
    container = next;
    visited.add(container);
  }
  return { container, key: decoded(parts[parts.length - 1] ?? '') };
}

function add({ container, key }: Place, value: Json): void {
  forgetKeys(container);
  if (!Array.isArray(container)) setOwn(container, key, value);
  else if (key === '-') container.push(value);
  else container.splice(indexOf(container, key, container.length + 1), 0, value);
}

function remove({ container, key }: Place): void {
  forgetKeys(container);
  if (Array.isArray(container)) container.splice(indexOf(container, key, container.length), 1);
  else if (Object.hasOwn(container, key)) delete container[key];
  else throw new PatchNotApplicable(`nonexistent key: ${key}`);
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
  const found = path === '' ? document : (({ container, key }: Place) => member(container, key))(placeOf(document, path, visited));
  if (!same(found ?? null, value)) throw new PatchNotApplicable(`testing value ${path} failed`);
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
    if (this.#bytes > MOST_COPIED_BYTES) throw new PatchNotApplicable(`copies of ${this.#bytes} bytes`);
    return isContainer(value) ? copyOf(value) : value;
  }
}

function applied(document: Container, operation: PatchOperation, visited: Visited, copies: Copies, replacesAll: boolean): Container {
  // The value came from JSON.
  const given = (operation.value ?? null) as Json;
  const value = isContainer(given) ? copyOf(given) : given;
  const path = (): Place => placeOf(document, pointer(operation.path), visited);
  const from = (): Place => placeOf(document, pointer(operation.from), visited);
  switch (operation.op) {
    case 'add':
      add(path(), value);
      return document;
    case 'remove':
      remove(path());
      return document;
    case 'replace':
      if (operation.path !== '') replace(path(), value);
      else if (isContainer(value) && replacesAll) return value;
      else throw new PatchNotApplicable('not an object');
      return document;
    case 'move': {
      const source = from();
      const moved = member(source.container, source.key) ?? null;
      remove(source);
      add(path(), moved);
      return document;
    }
    case 'copy': {
      const source = from();
      add(path(), copies.of(member(source.container, source.key) ?? null));
      return document;
    }
    case 'test':
      test(document, pointer(operation.path), value, visited);
      return document;
    default:
      throw new PatchNotApplicable(`unexpected kind: ${JSON.stringify(operation.op)}`);
  }
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
