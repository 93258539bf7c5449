/**
 * The scheme of one kind of custom resources: its objects are maps whose keys are in order, with the metadata of every object, without the
 * fields that their schema does not have and with its defaults. Other kinds are as in the scheme of the version.
 * After unstructuredNegotiatedSerializer, schemaCoercingDecoder and schemaCoercingConverter of
 * k8s.io/apiextensions-apiserver/pkg/apiserver/customresource_handler.go.
 */
import { groupVersionOf, parseGroupVersion } from '../../apimachinery/group-version';
import type { GroupVersionKind, KubeObject } from '../../api/objects';
import type { GoType } from '../../catalog/types';
import { badRequest, StatusError } from '../../errors/status-error';
import { errorText } from '../../golang/error-text';
import { atOnce } from '../../golang/turns';
import { quote } from '../../golang/quote';
import { formatOf } from '../../scheme/media-types';
import { Scheme, type DecodeOptions } from '../../scheme/scheme';
import { sortedKeys } from '../../scheme/unstructured';
import type { Version } from '../../versions';
import { storageVersion, type Definition } from './definition';
import { defaulted } from './schema/defaulted';
import { withEmbeddedMetadata } from './schema/embedded';
import { goTypeOfSchema } from './schema/go-type';
import { pruned } from './schema/pruned';
import { preserves, type Schema } from './schema/schema';

const FREE: Schema = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };

const schemes = new WeakMap<Definition, Map<string, CustomScheme>>();

export class CustomScheme extends Scheme {
  readonly #types = new Map<string, GoType | undefined>();
  readonly #converted = new WeakMap<KubeObject, Map<string, KubeObject>>();

  private constructor(
    private readonly kubernetes: Version,
    private readonly definition: Definition,
  ) {
    super(kubernetes);
  }

  /** Made once for a definition as it is written. */
  static for(definition: Definition, version: Version): CustomScheme {
    const known = schemes.get(definition) ?? new Map<string, CustomScheme>();
    schemes.set(definition, known);
    const scheme = known.get(version.key) ?? new CustomScheme(version, definition);
    known.set(version.key, scheme);
    return scheme;
  }

  schemaOf(versionName: string): Schema {
    const { spec } = this.definition;
    const schema = spec.versions.find(({ name }) => name === versionName)?.schema?.openAPIV3Schema;
    return schema === undefined || spec.preserveUnknownFields === true ? { ...FREE, ...schema, ...FREE } : schema;
  }

  override fieldTypeOf(kind: GroupVersionKind): GoType | undefined {
    if (!this.#isCustom(kind)) return super.fieldTypeOf(kind);
    if (!this.#types.has(kind.version)) {
      const schema = this.schemaOf(kind.version);
      this.#types.set(kind.version, preserves(schema) ? undefined : goTypeOfSchema(schema, kind.kind, this.kubernetes.name));
    }
    return this.#types.get(kind.version);
  }

  override async decodeInTurns(
    body: Uint8Array | string,
    contentType: string | undefined,
    expected: GroupVersionKind,
    options: DecodeOptions = {},
  ): Promise<KubeObject> {
    const decoded = await super.decodeInTurns(body, contentType, expected, options);
    if (!this.#isCustom(expected)) return decoded;
    const text = typeof body === 'string' ? body : Buffer.from(body).toString();
    const isChecked = options.patched !== true && options.fieldValidation !== 'Ignore';
    try {
      const repeated = !isChecked ? [] : await this.#repeated(text, contentType);
      return this.#coerced(decoded, expected, options, repeated);
    } catch (error) {
      if (options.patched === true || error instanceof StatusError) throw error;
      throw badRequest(`${decoded.kind ?? ''} in version ${quote(expected.version)} cannot be handled as a ${expected.kind}: ${errorText(error)}`);
    }
  }

  override async fromUnstructuredInTurns(object: object, kind: GroupVersionKind, options: DecodeOptions = {}): Promise<KubeObject> {
    const made = await super.fromUnstructuredInTurns(object, kind, options);
    return this.#isCustom(kind) ? this.#coerced(made, kind, options, []) : made;
  }

  override async setDefaultsInTurns(object: KubeObject, kind: GroupVersionKind): Promise<KubeObject> {
    return this.#isCustom(kind) ? this.#withDefaults(object, kind.version) : super.setDefaultsInTurns(object, kind);
  }

  /** As storage gives it back, in another version: with the defaults of the stored one, and what the other has of it. */
  override convert(object: KubeObject, to: GroupVersionKind): KubeObject {
    if (!this.#isCustom(to)) return super.convert(object, to);
    const known = this.#converted.get(object) ?? new Map<string, KubeObject>();
    this.#converted.set(object, known);
    const made = known.get(to.version) ?? this.#inVersion(this.#withDefaults(object, storageVersion(this.definition)), to);
    known.set(to.version, made);
    return made;
  }

  override inVersion(object: KubeObject, to: GroupVersionKind): KubeObject {
    return this.#isCustom(to) ? this.#inVersion(object, to) : super.inVersion(object, to);
  }

  /** Its versions differ in what they have, not in where they have it. */
  #inVersion(object: KubeObject, to: GroupVersionKind): KubeObject {
    const isSame = parseGroupVersion(object.apiVersion ?? '').version === to.version;
    const { object: kept } = isSame ? { object } : pruned(object, this.schemaOf(to.version));
    return sortedKeys({ ...kept, apiVersion: groupVersionOf(to) }) as KubeObject;
  }

  #isCustom({ group }: GroupVersionKind): boolean {
    return group === this.definition.spec.group;
  }

  #withDefaults(object: KubeObject, versionName: string): KubeObject {
    const { metadata, ...fields } = object;
    const made = defaulted(fields, this.schemaOf(versionName)) as object;
    return sortedKeys({ ...made, metadata }) as KubeObject;
  }

  async #repeated(text: string, contentType: string | undefined): Promise<readonly string[]> {
    if (formatOf(contentType) !== 'yaml') return this.repeatedFields(text);
    const { repeated } = await this.readYamlInTurns(text);
    return repeated === undefined ? [] : [repeated];
  }

  #coerced(object: KubeObject, kind: GroupVersionKind, options: DecodeOptions, repeated: readonly string[]): KubeObject {
    const schema = this.schemaOf(kind.version);
    const strict: string[] = [];
    const metadataOf = (given: unknown, path: string): KubeObject['metadata'] => {
      const { metadata, strict: found } = atOnce(this.decodingMetadata(given, path));
      strict.push(...found);
      const { creationTimestamp, ...others } = metadata;
      return creationTimestamp === null || creationTimestamp === undefined ? others : metadata;
    };
    const metadata = metadataOf(object.metadata ?? {}, 'metadata');
    const whole = withEmbeddedMetadata({ ...object, metadata }, schema, (given, path) => ({ ...metadataOf(given, path) })) as KubeObject;
    const kept = pruned(whole, schema);
    const unknown = kept.unknown.map((path) => `unknown field ${quote(path)}`);
    this.checkStrict([...repeated, ...strict, ...unknown], options);
    return sortedKeys(kept.object) as KubeObject;
  }
}
