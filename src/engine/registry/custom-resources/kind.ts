/**
 * What is peculiar to a custom resource: all of it comes from one version of its definition.
 * After k8s.io/apiextensions-apiserver/pkg/registry/customresource/{strategy,status_strategy,validator}.go.
 */
import type { KubeObject } from '../../api/objects';
import type { Call } from '../../api/registry';
import { invalidValue, NO_FIELD, type FieldError } from '../../errors/field-error';
import { invalid } from '../../errors/status-error';
import { quote } from '../../golang/quote';
import { qualifiedName } from '../../apimachinery/names';
import type { Version } from '../../versions';
import { withMeta } from '../../storage/object-meta';
import type { RegistryContext } from '../generic/context';
import type { Kind } from '../generic/kind';
import { firstGeneration, nextGeneration, withStatusOfOld } from '../generic/status-and-generation';
import { encodeJson } from '../../golang/json';
import type { Strategy } from '../generic/strategy';
import { storageVersion, type DefinedVersion, type Definition } from './definition';
import type { CustomScheme } from './custom-scheme';
import { valueAt } from './json-path';
import { customScale, scaleSpecErrors, scaleStatusErrors } from './scale';
import { misfits } from './schema/conforms';
import type { Before } from './schema/correlated';
import { repeatedItems } from './schema/lists';
import { brokenRules, hasRules } from './schema/rules';
import { ofField } from './schema/schema';

type Errors = readonly FieldError[];

/** After these the rules of the schema are not asked. */
const BLOCKING: ReadonlySet<FieldError['reason']> = new Set([
  'FieldValueNotSupported',
  'FieldValueRequired',
  'FieldValueTooLong',
  'FieldValueTooMany',
  'FieldValueTypeInvalid',
]);
const NOT_ALL_CHECKED = invalidValue(
  NO_FIELD,
  null,
  'some validation rules were not checked because the object was invalid; correct the existing errors to complete validation',
);

const STANDARD_FINALIZERS = ['orphan', 'foregroundDeletion', 'kubernetes'];

function finalizerWarnings(finalizer: string, version: Version): readonly string[] {
  const at = `metadata.finalizers: ${quote(finalizer)}`;
  const complaints = qualifiedName(finalizer, version).map((text) => `${at}: ${text}`);
  if (finalizer.includes('/') || STANDARD_FINALIZERS.includes(finalizer)) return complaints;
  const path = finalizer.includes('.') ? ' including a path (/)' : '';
  return [...complaints, `${at}: prefer a domain-qualified finalizer name${path} to avoid accidental conflicts with other finalizer writers`];
}

class CustomKind {
  readonly #hasStatus: boolean;

  constructor(
    private readonly definition: Definition,
    private readonly defined: DefinedVersion,
    private readonly scheme: CustomScheme,
    private readonly call: Call,
    private readonly version: Version,
  ) {
    this.#hasStatus = defined.subresources?.status !== undefined;
  }

  get strategy(): Strategy {
    const paths = (this.defined.selectableFields ?? []).map(({ jsonPath }) => jsonPath);
    const nameOf = (path: string): string => path.replace(/^\./, '');
    const selectable = ['metadata.name', ...(this.definition.spec.scope === 'Namespaced' ? ['metadata.namespace'] : []), ...paths.map(nameOf)];
    return {
      foreign: true,
      hasPlainStatus: !this.#hasStatus,
      allowUnconditionalUpdate: false,
      prepareForCreate: (object) => firstGeneration(this.#hasStatus ? withoutStatus(object) : object),
      prepareForUpdate: (object, old) => this.#prepared(object, old),
      validate: (object) => this.#errors(object, undefined),
      validateUpdate: (object, old) => this.#errors(object, old),
      selectableFields: () => selectable,
      fields: (object) => Object.fromEntries(paths.map((path) => [nameOf(path), textOf(valueAt(object, path))])),
      warnings: (object, version, old) => this.#warnings(object, version, old),
      status: {
        prepare: (object, old) => ({
          ...object,
          metadata: withMeta(old, { managedFields: object.metadata.managedFields, resourceVersion: object.metadata.resourceVersion }).metadata,
        }),
        validate: (object, old) => this.#statusErrors(object, old),
      },
    };
  }

  #warnings(object: KubeObject, version: Version, old: KubeObject | undefined): readonly string[] {
    if (!version.has('customFinalizersWarned')) return [];
    const before = old?.metadata.finalizers ?? [];
    const added = (object.metadata.finalizers ?? []).filter((finalizer) => !before.includes(finalizer));
    return [...new Set(added)].sort().flatMap((finalizer) => finalizerWarnings(finalizer, version));
  }

  /** Without a status of its own, the status is counted as everything else is. */
  #prepared(object: KubeObject, stored: KubeObject): KubeObject {
    const old = this.#read(stored);
    if (this.#hasStatus) return nextGeneration(withStatusOfOld(object, old), old);
    const isSame = encodeJson(object['status']) === encodeJson(old['status']);
    return isSame ? nextGeneration(object, old) : withMeta(object, { generation: (old.metadata.generation ?? 0) + 1 });
  }

  #checkKind({ kind = '', metadata }: KubeObject): void {
    const { group, names } = this.definition.spec;
    if (kind !== names.kind) throw invalid({ group, kind }, metadata.name ?? '', [invalidValue('kind', kind, `must be ${names.kind}`)]);
  }

  #errors(object: KubeObject, stored: KubeObject | undefined): Errors {
    this.#checkKind(object);
    const old = stored && this.#read(stored);
    const { scale } = this.defined.subresources ?? {};
    const schema = this.scheme.schemaOf(this.defined.name);
    const before: Before = old && { value: old };
    return this.#withRules(object, before, [
      ...misfits(object, schema, before),
      ...scaleSpecErrors(object, scale),
      ...scaleStatusErrors(object, scale),
      ...(old === undefined || repeatedItems(old, schema).length === 0 ? repeatedItems(object, schema) : []),
    ]);
  }

  #statusErrors(object: KubeObject, stored: KubeObject): Errors {
    this.#checkKind(object);
    const old = this.#read(stored);
    const schema = this.scheme.schemaOf(this.defined.name);
    const ofStatus = ofField(schema, 'status');
    const before: Before = { value: old };
    const isThere = object['status'] !== undefined && ofStatus !== undefined;
    return this.#withRules(object, before, [
      ...(isThere ? misfits(object['status'], ofStatus, { value: old['status'] }, 'status') : []),
      ...scaleStatusErrors(object, this.defined.subresources?.scale),
      ...(repeatedItems(old, schema).length === 0 ? repeatedItems(object, schema) : []),
    ]);
  }

  /** As storage gives it back, with defaults. */
  #read(old: KubeObject): KubeObject {
    const { group, names } = this.definition.spec;
    return this.scheme.convert(old, { group, version: storageVersion(this.definition), kind: names.kind });
  }

  #withRules(object: KubeObject, before: Before, found: Errors): Errors {
    if (!this.version.has('customResourceRules')) return found;
    const schema = this.scheme.schemaOf(this.defined.name);
    if (!hasRules(schema)) return found;
    if (found.some(({ reason }) => BLOCKING.has(reason))) return [...found, NOT_ALL_CHECKED];
    return [...found, ...brokenRules(object, schema, before, { version: this.version, warnings: this.call.warnings })];
  }
}

function withoutStatus(object: KubeObject): KubeObject {
  const { status: _status, ...rest } = object;
  return rest as KubeObject;
}

const textOf = (value: unknown): string =>
  value === undefined || value === null ? '' : typeof value === 'object' ? encodeJson(value) : String(value as string);

export function customKind(definition: Definition, defined: DefinedVersion, scheme: CustomScheme, call: Call, { options }: RegistryContext): Kind {
  const { strategy } = new CustomKind(definition, defined, scheme, call, options.version);
  const scale = defined.subresources?.scale;
  return { strategy, ...(scale && { subresources: { scale: customScale(scale) } }) };
}
