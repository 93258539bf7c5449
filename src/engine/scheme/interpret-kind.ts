/**
 * Reads the version and kind of a JSON document before it is decoded, with the words for a document that says nothing
 * of the sort. After k8s.io/apimachinery/pkg/runtime/serializer/json/meta.go.
 */
import { errorText } from '../golang/error-text';
import { atOnce } from '../golang/turns';
import type { GroupVersionKind } from '../api/objects';
import { entriesOf, isArray, isObject, kindOf, type Node } from './json/node';
import { parsingJson } from './json/parse';
import { parseGroupVersion } from '../apimachinery/group-version';

const FIND_KIND = 'struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }';

const unrecognized = (why: string): Error => new Error(`couldn't get version/kind; json parse error: ${why}`);

interface Interpreted {
  readonly kind: GroupVersionKind;
  /** The document, which is parsed on the way. */
  readonly node: Node;
}

export const interpretKind = (json: string): Interpreted => atOnce(interpretingKind(json));

export function* interpretingKind(json: string): Generator<void, Interpreted> {
  const node = yield* parsing(json);
  return { kind: kindIn(node), node };
}

function* parsing(json: string): Generator<void, Node> {
  try {
    return yield* parsingJson(json);
  } catch (error) {
    throw unrecognized(errorText(error));
  }
}

/** Which kind a document says it is. Here, other than in the object itself, the names of fields match in any case. */
function kindIn(node: Node): GroupVersionKind {
  if (node === null) return { group: '', version: '', kind: '' };
  if (isArray(node) || !isObject(node)) throw unrecognized(`json: cannot unmarshal ${kindOf(node)} into Go value of type ${FIND_KIND}`);
  const found = { apiversion: '', kind: '' };
  let mismatch: Error | undefined;
  for (const [key, value] of entriesOf(node)) {
    const name = key.toLowerCase();
    if (name !== 'apiversion' && name !== 'kind') continue;
    if (typeof value === 'string') found[name] = value;
    else if (value !== null)
      mismatch ??= unrecognized(`json: cannot unmarshal ${kindOf(value)} into Go struct field .${name === 'kind' ? 'kind' : 'apiVersion'} of type string`);
  }
  if (mismatch !== undefined) throw mismatch;
  return { ...parseGroupVersion(found.apiversion), kind: found.kind };
}

/** What a document leaves out is taken from what is expected. */
export function withDefaults(actual: GroupVersionKind, expected: GroupVersionKind): GroupVersionKind {
  const kind = actual.kind === '' ? expected.kind : actual.kind;
  if (actual.version === '' && (actual.group === '' || actual.group === expected.group)) return { ...expected, kind };
  return { ...actual, kind };
}
