/**
 * Bytes to objects: the body of a request becomes an object in canonical form, or the error that the server would answer.
 * After k8s.io/apimachinery/pkg/runtime/serializer (json, protobuf, versioning) and transformDecodeError of k8s.io/apiserver.
 */
import { errorText } from '../golang/error-text';
import type { GroupVersionKind, JsonObject, KubeObject } from '../api/objects';
import { catalogOf, type Catalog } from '../catalog/catalog';
import type { GoType } from '../catalog/types';
import { compareBytes } from '../golang/bytes';
import { encodingJson } from '../golang/json';
import { quote } from '../golang/quote';
import { atOnce, inTurns, type Turns } from '../golang/turns';
import { StatusError, badRequest, plainError } from '../errors/status-error';
import type { Version } from '../versions';
import { convert } from './conversion';
import { Decoder } from './decode/decoder';
import { Problems, TooManyStructures } from './decode/problems';
import { Defaults } from './defaults/defaults';
import { DisabledFields } from './disabled-fields';
import { interpretingKind, withDefaults } from './interpret-kind';
import { jsonIterError } from './jsoniter/decoder';
import { makingPlain, type Node } from './json/node';
import { parsingJson } from './json/parse';
import { repeatedFields } from './json/repeated-fields';
import { goTypeOf, internalType, isUnversioned, metaScheme, notRegistered, schemeName } from './kinds';
import { groupVersionOf, lenientGroupVersion } from '../apimachinery/group-version';
import { formatOf, type BodyFormat } from './media-types';
import { decodeProtobuf, type Unknown } from './protobuf/unknown';
import { StoredForm } from './stored';
import { UnknownConversion } from './unknown-conversion';
import { fromUnstructured, sortingKeys } from './unstructured';
import { readingYaml } from './yaml';

export interface DecodeOptions {
  /** Strict, Warn or Ignore, as given or as the version has it by default; absent: neither refused nor warned of. */
  readonly fieldValidation?: string | undefined;
  /** Takes the warnings about unknown and repeated fields. */
  readonly warnings?: string[] | undefined;
  /** The document is the outcome of a patch: an error is thrown bare, for the patch to word. */
  readonly patched?: boolean;
}

/** Those of one body. A real server has no such bound: with as many it does not come to an answer within its time. */
const MOST_STRUCTURES = 100_000;

/** A body with what is known of its kind. */
interface Recognized {
  readonly kind: GroupVersionKind;
  readonly node: Node;
  readonly json: Uint8Array;
  /** What a strict reader of YAML says of a repeated key. */
  readonly repeated?: string | undefined;
  readonly unknown?: Unknown;
}

export class Scheme {
  static readonly #made = new Map<string, Scheme>();
  readonly #catalog: Catalog;
  readonly #decoder: Decoder;
  readonly #defaults: Defaults;
  readonly #disabled: DisabledFields;
  readonly #storedForm = new StoredForm();

  constructor(private readonly version: Version) {
    this.#catalog = catalogOf(version.name);
    this.#decoder = new Decoder(this.#catalog.types);
    this.#defaults = new Defaults(version);
    this.#disabled = new DisabledFields(version);
  }

  /** The scheme of a version with its feature gates; it holds no state, so that servers share it. */
  static of(version: Version): Scheme {
    const known = Scheme.#made.get(version.key);
    if (known !== undefined) return known;
    const scheme = new Scheme(version);
    Scheme.#made.set(version.key, scheme);
    return scheme;
  }

  /** The Go type of a kind; none for custom resources. */
  typeOf(kind: GroupVersionKind): GoType | undefined {
    return goTypeOf(this.#catalog, kind);
  }

  /** The type by which the fields of a kind have owners; a scheme of custom resources makes it of their schemas. */
  fieldTypeOf(kind: GroupVersionKind): GoType | undefined {
    return this.typeOf(kind);
  }

  /** The metadata of an object whose kind has no type, and what a strict reader says of it. Throws what does not fit. */
  *decodingMetadata(metadata: unknown, path = 'metadata'): Turns<{ readonly metadata: KubeObject['metadata']; readonly strict: readonly string[] }> {
    const problems = new Problems();
    problems.enterKey(path);
    const decoded = yield* this.#decodingNode(metadata as Node, this.#catalog.types.typeOf('meta/v1.ObjectMeta'), problems);
    return { metadata: decoded as unknown as KubeObject['metadata'], strict: problems.strict };
  }

  /** The object without fields of feature gates that are off and which the old one does not use. */
  *withoutDisabledFields(object: KubeObject, old: KubeObject | undefined, kind: GroupVersionKind): Turns<KubeObject> {
    const type = this.typeOf(kind);
    return type === undefined ? object : yield* this.#disabled.without(object, old, type);
  }

  /** The body as an object of the expected kind, in canonical form. Throws what the server would answer. */
  decode(body: Uint8Array | string, contentType: string | undefined, expected: GroupVersionKind, options: DecodeOptions = {}): KubeObject {
    return atOnce(this.#decoding(body, contentType, expected, options));
  }

  /** The same in turns with everything else, for what may be long. */
  decodeInTurns(body: Uint8Array | string, contentType: string | undefined, expected: GroupVersionKind, options: DecodeOptions = {}): Promise<KubeObject> {
    return inTurns(this.#decoding(body, contentType, expected, options));
  }

  *#decoding(body: Uint8Array | string, contentType: string | undefined, expected: GroupVersionKind, options: DecodeOptions): Turns<KubeObject> {
    const format = formatOf(contentType);
    const bytes = typeof body === 'string' ? Buffer.from(body) : body;
    let recognized: Recognized | undefined;
    try {
      recognized = yield* this.#recognizing(bytes, format, expected);
      yield;
      const object = yield* this.#typing(recognized, expected, options);
      if (groupVersionOf(recognized.kind) === groupVersionOf(expected)) return object;
    } catch (error) {
      if (options.patched || error instanceof StatusError) throw error;
      throw this.#undecodable(error, bytes, recognized?.kind, expected);
    }
    throw badRequest(`the API version in the data (${groupVersionOf(recognized.kind)}) does not match the expected API version (${groupVersionOf(expected)})`);
  }

  /** DeleteOptions of any group; `collectionOf` when they delete all objects of a kind. An error is not worded as one of a body. */
  decodeDeleteOptions(body: Uint8Array | string, contentType: string | undefined, collectionOf?: GroupVersionKind): JsonObject {
    const format = formatOf(contentType);
    // Older versions read those of a collection as they read objects of its group.
    const group = this.version.has('schemesNamedByOrigin') ? collectionOf : undefined;
    const expected = { ...(group ?? { group: 'meta.k8s.io', version: 'v1' }), kind: 'DeleteOptions' };
    try {
      const recognized = atOnce(this.#recognizing(typeof body === 'string' ? Buffer.from(body) : body, format, expected));
      const { kind } = recognized;
      if (group !== undefined && !isUnversioned(kind) && (kind.group === 'meta.k8s.io' || this.typeOf(kind) === undefined))
        throw notRegistered(kind, schemeName(this.version, group.group));
      if (kind.kind !== 'DeleteOptions' && group === undefined && !isUnversioned(kind)) throw notRegistered(kind, metaScheme(this.version));
      const object = isUnversioned(kind) ? undefined : atOnce(this.#typing(recognized, kind, {}));
      if (kind.kind !== 'DeleteOptions') throw new Error(`converting (${kind.version}.${kind.kind}) to (v1.DeleteOptions): unknown conversion`);
      return object as unknown as JsonObject;
    } catch (error) {
      const message = errorText(error);
      throw this.version.has('deleteOptionsBadRequest') ? badRequest(message) : plainError(message);
    }
  }

  /** An object that is already there in canonical form again. Throws a plain Error where a value does not fit its type. */
  normalise(object: object, kind: GroupVersionKind): KubeObject {
    return atOnce(this.#normalising(object, kind));
  }
  *#normalising(object: object, kind: GroupVersionKind): Turns<KubeObject> {
    const type = this.typeOf(kind);
    if (type === undefined) return (yield* sortingKeys(object)) as KubeObject;
    return yield* this.#decodingNode(object as Node, type, new Problems());
  }

  /** What a merge of maps gave as an object; refused with the words of runtime.DefaultUnstructuredConverter. */
  fromUnstructured(object: object, kind: GroupVersionKind, options: DecodeOptions = {}): KubeObject {
    return atOnce(this.#convertingUnstructured(object, kind, options));
  }
  /** The same in turns with everything else, for what may be long. */
  fromUnstructuredInTurns(object: object, kind: GroupVersionKind, options: DecodeOptions = {}): Promise<KubeObject> {
    return inTurns(this.#convertingUnstructured(object, kind, options));
  }
  *#convertingUnstructured(object: object, kind: GroupVersionKind, options: DecodeOptions): Turns<KubeObject> {
    const type = this.typeOf(kind);
    if (type === undefined) return (yield* sortingKeys(object)) as KubeObject;
    const problems = new Problems(0, MOST_STRUCTURES);
    const fitting = yield* fromUnstructured(object, type, (part, custom) => this.#decodingNode(part as Node, custom, new Problems()));
    const decoded = yield* this.#decodingNode(fitting as Node, type, problems);
    this.checkStrict([...problems.strict].sort(compareBytes), options);
    return decoded;
  }

  /** What the client left out, filled in. */
  setDefaults(object: KubeObject, kind: GroupVersionKind): KubeObject {
    return atOnce(this.settingDefaults(object, kind));
  }
  /** The same in turns with everything else, for what may be long. */
  setDefaultsInTurns(object: KubeObject, kind: GroupVersionKind): Promise<KubeObject> {
    return inTurns(this.settingDefaults(object, kind));
  }
  *settingDefaults(object: KubeObject, kind: GroupVersionKind): Turns<KubeObject> {
    const type = this.typeOf(kind);
    return type === undefined ? object : yield* this.#defaults.filling(object, type, (changed) => this.#normalising(changed, kind));
  }

  /** The object in another version of its kind, with the empty lists that it was sent with. */
  inVersion(object: KubeObject, to: GroupVersionKind): KubeObject {
    return convert(object, to, this.version, (changed) => this.normalise(changed, to));
  }

  /** The object in another version of its kind, as storage gives it back. */
  convert(object: KubeObject, to: GroupVersionKind): KubeObject {
    const type = this.typeOf(to);
    const converted = this.inVersion(object, to);
    return type === undefined ? converted : this.#storedForm.of(converted, type);
  }

  /** Does in turns what takes long of a conversion that follows. */
  async convertAhead(object: KubeObject, to: GroupVersionKind): Promise<void> {
    const type = this.typeOf(to);
    if (type !== undefined) await inTurns(this.#storedForm.ahead(object, type));
  }

  /** Plain values; throws with encoding/json's words. */
  parseJson(text: string): unknown {
    return atOnce(this.#parsing(text));
  }
  /** The same in turns with everything else. */
  parseJsonInTurns(text: string): Promise<unknown> {
    return inTurns(this.#parsing(text));
  }
  *#parsing(text: string): Turns<unknown> {
    const node = yield* parsingJson(text);
    return yield* makingPlain(node);
  }
  /** What a strict reader says of fields that come twice, for example in a patch. */
  repeatedFields(text: string): readonly string[] {
    return repeatedFields(text);
  }
  /** A document in YAML as plain values, and what a strict reader says of its repeated keys; throws with the words of sigs.k8s.io/yaml. */
  readYamlInTurns(text: string): Promise<{ readonly value: unknown; readonly repeated: string | undefined }> {
    return inTurns(this.#readingYaml(text));
  }
  *#readingYaml(text: string): Turns<{ readonly value: unknown; readonly repeated: string | undefined }> {
    try {
      const { json, repeated } = yield* this.#jsonOfYaml(text);
      return { value: yield* this.#parsing(json), repeated };
    } catch (error) {
      throw new Error(`error converting YAML to JSON: ${errorText(error)}`, { cause: error });
    }
  }

  *#jsonOfYaml(text: string): Turns<{ readonly json: string; readonly repeated: string | undefined }> {
    try {
      const { value, repeated } = yield* readingYaml(text);
      return { json: yield* encodingJson(value), repeated };
    } catch (error) {
      const words = errorText(error);
      throw this.version.has('yamlKeysUnsupported') && words.startsWith('unsupported') ? new Error(`U${words.slice(1)}`, { cause: error }) : error;
    }
  }

  *#recognizing(body: Uint8Array, format: BodyFormat, expected: GroupVersionKind): Turns<Recognized> {
    if (format === 'protobuf') {
      const unknown = decodeProtobuf(body);
      return { kind: withDefaults({ ...lenientGroupVersion(unknown.apiVersion), kind: unknown.kind }, expected), node: null, json: body, unknown };
    }
    const yaml = format === 'yaml' ? yield* this.#jsonOfYaml(Buffer.from(body).toString()) : undefined;
    const json = yaml === undefined ? body : Buffer.from(yaml.json);
    const { kind, node } = yield* interpretingKind(yaml?.json ?? Buffer.from(json).toString());
    return { kind: withDefaults(kind, expected), node, json, repeated: yaml?.repeated };
  }

  *#typing({ kind, node, json, repeated, unknown }: Recognized, expected: GroupVersionKind, options: DecodeOptions): Turns<KubeObject> {
    const type = this.typeOf(kind);
    if (type === undefined && this.typeOf(expected) === undefined)
      return (yield* sortingKeys({ apiVersion: groupVersionOf(kind), kind: kind.kind, ...((yield* makingPlain(node)) as object) })) as KubeObject;
    if (type === undefined) throw notRegistered(kind, schemeName(this.version, expected.group));
    const problems = new Problems(0, MOST_STRUCTURES);
    const source = unknown === undefined ? node : yield* unknown.decode(type);
    const object = yield* this.version.has('jsonIter') && unknown === undefined
      ? this.#iterating(source, json, type, problems)
      : this.#decodingNode(source, type, problems);
    const strict = repeated === undefined ? problems.strict : [repeated, ...problems.strict];
    // A body is converted before it is refused for what its own type does not have; what a policy has patched is not.
    if (options.patched) this.checkStrict(strict, options);
    if (kind.kind !== expected.kind || kind.group !== expected.group) this.#checkConvertible(kind, type, expected);
    if (!options.patched) this.checkStrict(strict, options);
    const { kind: _kind, apiVersion: _apiVersion, ...fields } = object;
    return { kind: kind.kind, apiVersion: groupVersionOf(kind), ...fields, metadata: object.metadata };
  }

  /** json-iterator takes what encoding/json takes; only its errors are its own. */
  *#iterating(node: Node, json: Uint8Array, type: GoType, problems: Problems): Turns<KubeObject> {
    try {
      return yield* this.#decodingNode(node, type, problems);
    } catch (error) {
      if (error instanceof TooManyStructures) throw error;
      throw jsonIterError(json, type, (part, custom) => atOnce(this.#decodingNode(part, custom, new Problems()))) ?? error;
    }
  }

  *#decodingNode(node: Node, type: GoType, problems: Problems): Turns<KubeObject> {
    const value = yield* this.#decoder.decoding(node, type, problems);
    if (problems.first !== undefined) throw problems.first;
    return value as unknown as KubeObject;
  }

  #checkConvertible(kind: GroupVersionKind, type: GoType, expected: GroupVersionKind): void {
    if (internalType(kind) === internalType(expected)) return;
    throw new UnknownConversion(type.goName, internalType(expected));
  }

  /** Refuses, or warns of, what a strict reader says. */
  protected checkStrict(strict: readonly string[], { fieldValidation, warnings }: DecodeOptions): void {
    if (strict.length === 0 || !this.version.has('fieldValidation')) return;
    if (fieldValidation === 'Strict') throw new Error(`strict decoding error: ${strict.join(', ')}`);
    if (fieldValidation !== 'Ignore') warnings?.push(...strict.flatMap(warningsOf));
  }

  #undecodable(error: unknown, body: Uint8Array, kind: GroupVersionKind | undefined, expected: GroupVersionKind): StatusError {
    const message = errorText(error);
    if (kind !== undefined && kind.kind !== '')
      return badRequest(`${kind.kind} in version ${quote(kind.version)} cannot be handled as a ${expected.kind}: ${message}`);
    return badRequest(`the object provided is unrecognized (must be of type ${expected.kind}): ${message} (${summary(body)})`);
  }
}

/** What YAML's reader says over several lines becomes a warning a line. */
const warningsOf = (error: string): readonly string[] =>
  error.startsWith('yaml: unmarshal errors:\n')
    ? error
        .split('\n')
        .slice(1)
        .map((line) => line.trim())
    : [error];

/** The first bytes of what could not be read: as text where it begins like JSON, else in hexadecimal. */
function summary(body: Uint8Array): string {
  if (body.length === 0) return '<empty>';
  const start = Buffer.from(body.subarray(0, 30));
  return `${body[0] === 0x7b ? start.toString() : start.toString('hex')}${body.length > 30 ? ' ...' : ''}`;
}
