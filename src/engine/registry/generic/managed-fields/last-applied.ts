/**
 * The annotation in which kubectl's client-side apply keeps what it applied. A server-side apply of kubectl takes over the fields that
 * it names, as long as nothing has changed them since, and brings it up to date.
 * After k8s.io/apimachinery/pkg/util/managedfields/internal lastappliedmanager.go and lastappliedupdater.go.
 */
import { groupVersionOf } from '../../../apimachinery/group-version';
import type { GroupVersionKind, JsonObject, KubeObject } from '../../../api/objects';
import { encodeJson } from '../../../golang/json';
import { keysOf, own, setOwn } from '../../../golang/map';
import type { Turns } from '../../../golang/turns';
import { makingPlain } from '../../../scheme/json/node';
import { parsingJson } from '../../../scheme/json/parse';
import type { RequestScope } from '../request-scope';
import { MAX_ANNOTATION_BYTES } from '../metadata/validation';
import { comparing, isMap, UnkeyedItem } from './compare';
import { difference, EMPTY, type FieldSet } from './field-set';
import { fieldSetOf } from './field-set-of';
import type { Structure } from './structure';
import { misfitOf } from './typed-patch';

const ANNOTATION = 'kubectl.kubernetes.io/last-applied-configuration';
/** The field manager whose applies do so. */
const KUBECTL = 'kubectl';

type Annotations = Readonly<Record<string, unknown>>;

export const isKubectl = (fieldManager: string): boolean => fieldManager === KUBECTL;

const annotationsOf = (object: unknown): Annotations => {
  const metadata = isMap(object) ? own(object, 'metadata') : undefined;
  const annotations = isMap(metadata) ? own(metadata, 'annotations') : undefined;
  return isMap(annotations) ? annotations : {};
};

function lastApplied(object: unknown): string {
  const text = own(annotationsOf(object), ANNOTATION);
  return typeof text === 'string' ? text : '';
}

function* parsed(text: string): Turns<unknown> {
  try {
    return yield* makingPlain(yield* parsingJson(text));
  } catch {
    return undefined;
  }
}

/** The fields of the annotation that are in the object as they were applied; none where it cannot be read in the version of the object. */
export function* lastAppliedFields(
  { context }: RequestScope,
  live: KubeObject,
  kind: GroupVersionKind,
  structure: Structure,
  renews: boolean,
): Turns<FieldSet> {
  const text = lastApplied(live);
  const configuration = text === '' ? undefined : yield* parsed(text);
  if (!isMap(configuration) || own(configuration, 'apiVersion') !== groupVersionOf(kind)) return EMPTY;
  const type = context.scheme.fieldTypeOf(kind);
  if (type !== undefined && (yield* misfitOf(configuration, type, context.options.version)) !== undefined) return EMPTY;
  try {
    let fields = yield* fieldSetOf(configuration, structure, renews);
    const { modified, added, removed } = yield* comparing(configuration, live, structure);
    for (const gone of [modified, added, removed]) fields = yield* difference(fields, gone);
    return fields;
  } catch (error) {
    if (error instanceof UnkeyedItem) return EMPTY;
    throw error;
  }
}

function inKeyOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inKeyOrder);
  if (!isMap(value)) return value;
  const sorted: Record<string, unknown> = {};
  for (const key of [...keysOf(value)].sort()) setOwn(sorted, key, inKeyOrder(own(value, key)));
  return sorted;
}

function textOf(configuration: JsonObject): string {
  const { [ANNOTATION]: _former, ...annotations } = annotationsOf(configuration);
  const { metadata, ...rest } = configuration;
  const { annotations: given, ...others } = (metadata ?? {}) as JsonObject;
  return `${encodeJson(inKeyOrder({ ...rest, metadata: { ...others, ...(given !== undefined && { annotations }) } }))}\n`;
}

/** An object with the annotation has it as of this configuration, or no longer if all annotations would be too large with it. */
export function withLastApplied<T extends object>(object: T, configuration: JsonObject): T {
  if (lastApplied(object) === '') return object;
  const { [ANNOTATION]: _former, ...others } = annotationsOf(object);
  const annotations = { ...others, [ANNOTATION]: textOf(configuration) };
  const size = Object.entries(annotations).reduce((sum, [key, value]) => sum + Buffer.byteLength(key) + Buffer.byteLength(String(value)), 0);
  const metadata = (object as { readonly metadata?: object }).metadata;
  return { ...object, metadata: { ...metadata, annotations: size > MAX_ANNOTATION_BYTES ? others : annotations } };
}
