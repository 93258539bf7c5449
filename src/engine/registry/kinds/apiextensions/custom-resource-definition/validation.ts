/** CustomResourceDefinitions. After k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/validation/validation.go, without the whole of schemas. */
import type { KubeObject } from '../../../../api/objects';
import { dns1035Label, dnsSubdomain } from '../../../../apimachinery/names';
import { invalidValue, required, type FieldValue } from '../../../../errors/field-error';
import { encodeJson } from '../../../../golang/json';
import type { Version } from '../../../../versions';
import { asDefinition, isTrue } from '../../../custom-resources/definition';
import type { Schema } from '../../../custom-resources/schema/schema';
import type { RegistryContext } from '../../../generic/context';
import { complaints, each, oneOf, optional, present, when, type Errors } from '../../../generic/validation/checks';
import { givenFields } from '../../../generic/validation/given';
import { immutable } from '../../../generic/validation/immutable';
import { APPROVAL, approvalOfDefinition } from './approval';
import { validateConversion, type Conversion } from './conversion';
import { validateDefaults, validatePatterns, validateRules, validateSelectableFields, validateStructure } from './schema-validation';

interface Names {
  readonly plural?: string;
  readonly singular?: string;
  readonly kind?: string;
  readonly listKind?: string;
  readonly shortNames?: readonly string[];
  readonly categories?: readonly string[];
}
interface Column {
  readonly name?: string;
  readonly type?: string;
  readonly jsonPath?: string;
}
interface CustomVersion {
  readonly name?: string;
  readonly served?: boolean;
  readonly storage?: boolean;
  readonly deprecated?: boolean;
  readonly deprecationWarning?: string;
  readonly schema?: { readonly openAPIV3Schema?: Schema | null };
  readonly subresources?: { readonly scale?: { readonly specReplicasPath?: string; readonly statusReplicasPath?: string } };
  readonly additionalPrinterColumns?: readonly Column[];
  readonly selectableFields?: readonly { readonly jsonPath?: string }[];
}
interface Spec {
  readonly preserveUnknownFields?: boolean;
  readonly conversion?: Conversion;
  readonly group?: string;
  readonly scope?: string;
  readonly names?: Names;
  readonly versions?: readonly CustomVersion[] | null;
}

const mixedCase = (value: string, at: string): Errors =>
  dns1035Label(value.toLowerCase()).map((text) => invalidValue(at, value, `may have mixed case, but should otherwise match: ${text}`));

function validateNames({ plural = '', singular = '', kind = '', listKind = '', shortNames, categories }: Names): Errors {
  const at = 'spec.names';
  const labels = (values: readonly string[] | undefined, field: string): Errors =>
    each(values, `${at}.${field}`, (value, place) => complaints(value, place, dns1035Label(value)));
  return [
    ...when(plural === '', () => required(`${at}.plural`)),
    ...when(singular === '', () => required(`${at}.singular`)),
    ...when(kind === '', () => required(`${at}.kind`)),
    ...when(listKind === '', () => required(`${at}.listKind`)),
    ...(plural === '' ? [] : complaints(plural, `${at}.plural`, dns1035Label(plural))),
    ...(singular === '' ? [] : complaints(singular, `${at}.singular`, dns1035Label(singular))),
    ...(kind === '' ? [] : mixedCase(kind, `${at}.kind`)),
    ...(listKind === '' ? [] : mixedCase(listKind, `${at}.listKind`)),
    ...labels(shortNames, 'shortNames'),
    ...when(kind !== '' && kind === listKind, () => invalidValue(`${at}.listKind`, listKind, 'kind and listKind may not be the same')),
    ...labels(categories, 'categories'),
  ];
}

const isPath = (path: string): boolean => path.startsWith('.');
const COLUMN_TYPES = ['boolean', 'date', 'integer', 'number', 'string'];
const COLUMN_TEXT = `must be one of ${COLUMN_TYPES.join(',')}`;
const SIMPLE_PATH = 'must be a simple json path starting with .';

const columns = (given: readonly Column[] | undefined, at: string): Errors =>
  each(given, at, ({ name, type = '', jsonPath = '' }, place) => [
    ...present(name, `${place}.name`),
    ...(type === '' ? [required(`${place}.type`, COLUMN_TEXT)] : when(!COLUMN_TYPES.includes(type), () => invalidValue(`${place}.type`, type, COLUMN_TEXT))),
    ...(jsonPath === '' ? [required(`${place}.JSONPath`)] : when(!isPath(jsonPath), () => invalidValue(`${place}.JSONPath`, jsonPath, SIMPLE_PATH))),
  ]);

function scalePath(path: string, at: string, root: string): Errors {
  if (path === '') return [required(at)];
  if (!isPath(path)) return [invalidValue(at, path, SIMPLE_PATH)];
  return when(!path.startsWith(root), () => invalidValue(at, path, `should be a json path under ${root}`));
}

type Part = 'schema' | 'subresources' | 'additionalPrinterColumns' | 'selectableFields';

/** Reports whether all versions have the same of a part, which is then kept, and reported, as if there were no versions. */
const isShared = (versions: readonly CustomVersion[], part: Part): boolean => {
  const [first, ...others] = versions.map((version) => encodeJson(version[part] ?? null));
  return others.every((other) => other === first);
};

function deprecation({ deprecated = false, deprecationWarning }: CustomVersion, at: string): Errors {
  if (deprecationWarning === undefined) return [];
  const texts = !deprecated
    ? ['can only be set for deprecated versions']
    : [
        ...(Buffer.byteLength(deprecationWarning) > 256 ? ['must be <= 256 characters long'] : []),
        ...(deprecationWarning === '' ? ['must not be an empty string'] : []),
      ];
  return complaints(deprecationWarning, `${at}.deprecationWarning`, texts);
}

/** `place`: where a part is reported. */
function validateParts(version: CustomVersion, parts: readonly Part[], place: (part: Part) => string, kubernetes: Version): Errors {
  const schema = version.schema?.openAPIV3Schema ?? undefined;
  const schemaAt = `${place('schema')}.openAPIV3Schema`;
  const scale = version.subresources?.scale;
  const checks: Readonly<Record<Part, () => Errors>> = {
    schema: () =>
      schema === undefined
        ? []
        : [
            ...validateStructure(schema, schemaAt),
            ...validatePatterns(schema, schemaAt),
            ...validateDefaults(schema, schemaAt),
            ...validateRules(schema, schemaAt, kubernetes),
          ],
    subresources: () =>
      optional(scale, ({ specReplicasPath = '', statusReplicasPath = '' }) => [
        ...scalePath(specReplicasPath, `${place('subresources')}.scale.specReplicasPath`, '.spec.'),
        ...scalePath(statusReplicasPath, `${place('subresources')}.scale.statusReplicasPath`, '.status.'),
      ]),
    additionalPrinterColumns: () => columns(version.additionalPrinterColumns, place('additionalPrinterColumns')),
    selectableFields: () => validateSelectableFields(version.selectableFields, schema, place('selectableFields')),
  };
  return parts.flatMap((part) => checks[part]());
}

const PARTS: readonly Part[] = ['schema', 'subresources', 'additionalPrinterColumns', 'selectableFields'];

/** Versions as Go writes the type that the server has of them; older ones print where pointers lead to. */
function shownVersions(versions: readonly CustomVersion[] | null | undefined, version: Version): FieldValue {
  if (versions === undefined || versions === null || !version.has('jsonFieldErrors')) return versions ?? null;
  const part = (of: CustomVersion, name: Part): unknown => (isShared(versions, name) ? null : (of[name] ?? null));
  return versions.map((of) => ({
    ...{ Name: of.name ?? '', Served: of.served ?? false, Storage: of.storage ?? false },
    ...{ Deprecated: of.deprecated ?? false, DeprecationWarning: of.deprecationWarning ?? null },
    ...{ Schema: part(of, 'schema'), Subresources: part(of, 'subresources') },
    ...{ AdditionalPrinterColumns: part(of, 'additionalPrinterColumns'), SelectableFields: part(of, 'selectableFields') },
  }));
}

function validateSpec(spec: Spec, version: Version): Errors {
  const { group = '', scope = '', names = {}, versions, conversion } = spec;
  const given = versions ?? [];
  const stored = given.filter(({ storage }) => storage === true).length;
  const versionNames = given.map(({ name = '' }) => name);
  const shown = shownVersions(versions, version);
  const shared = PARTS.filter((part) => given.length > 0 && isShared(given, part));
  const [first] = given;
  return [
    ...(group === ''
      ? [required('spec.group')]
      : [
          ...complaints(group, 'spec.group', dnsSubdomain(group)),
          ...when(dnsSubdomain(group).length === 0 && !group.includes('.'), () =>
            invalidValue('spec.group', group, 'should be a domain with at least one dot'),
          ),
        ]),
    ...(scope === '' ? [required('spec.scope')] : oneOf(scope, 'spec.scope', ['Cluster', 'Namespaced'])),
    ...each(given, 'spec.versions', ({ schema }, at) =>
      when((schema?.openAPIV3Schema ?? undefined) === undefined, () => required(`${at}.schema.openAPIV3Schema`)),
    ),
    ...each(given, 'spec.versions', (of, at) => [
      ...complaints(of.name ?? '', `${at}.name`, dns1035Label(of.name ?? '')),
      ...deprecation(of, at),
      ...validateParts(
        of,
        PARTS.filter((part) => !shared.includes(part)),
        (part) => `${at}.${part}`,
        version,
      ),
    ]),
    ...when(new Set(versionNames).size < given.length, () => invalidValue('spec.versions', shown, 'must contain unique version names')),
    ...when(stored !== 1, () => invalidValue('spec.versions', shown, 'must have exactly one version marked as storage version')),
    ...(first !== undefined && (first.name ?? '') !== '' ? complaints(first.name ?? '', 'spec.version', dns1035Label(first.name ?? '')) : []),
    ...validateNames(names),
    ...(first === undefined ? [] : validateParts(first, shared, (part) => `spec.${part === 'schema' ? 'validation' : part}`, version)),
    ...optional(conversion, (of) => validateConversion(of, version)),
  ];
}

function storedVersions(object: KubeObject, { versions }: Spec): Errors {
  const at = 'status.storedVersions';
  const { storedVersions: kept } = givenFields<{ readonly storedVersions?: readonly string[] | null }>(object['status']);
  if (kept === undefined || kept === null || kept.length === 0) return [invalidValue(at, null, 'must have at least one stored version')];
  const given = versions ?? [];
  const missing = given.filter(({ name = '', storage }) => storage === true && !kept.includes(name));
  return [
    ...missing.map(({ name = '' }) => invalidValue(at, kept, `must have the storage version ${name}`)),
    ...each(kept, at, (name, place) =>
      when(!given.some((version) => version.name === name), () =>
        invalidValue(
          place,
          name,
          `missing from spec.versions; ${name} was previously a storage version, and must remain in spec.versions until a storage migration ensures no data remains persisted in ${name} and removes ${name} from status.storedVersions`,
        ),
      ),
    ),
  ];
}

function approval(object: KubeObject, old: KubeObject | undefined): Errors {
  const now = approvalOfDefinition(asDefinition(object));
  if (now === undefined || (old !== undefined && approvalOfDefinition(asDefinition(old))?.state === now.state)) return [];
  const at = `metadata.annotations[${APPROVAL}]`;
  if (now.state === 'missing') return [required(at, now.reason)];
  return when(now.state === 'invalid', () => invalidValue(at, object.metadata.annotations?.[APPROVAL] ?? '', now.reason));
}

const preserving = ({ preserveUnknownFields }: Spec): Errors =>
  when(preserveUnknownFields === true, () =>
    invalidValue('spec.preserveUnknownFields', true, 'cannot set to true, set x-kubernetes-preserve-unknown-fields to true in spec.versions[*].schema instead'),
  );

const specOf = (object: KubeObject): Spec => givenFields<Spec>(object['spec']);

export function validateDefinition(object: KubeObject, { options }: RegistryContext): Errors {
  const spec = specOf(object);
  const { group = '', names = {} } = spec;
  const name = object.metadata.name ?? '';
  return [
    ...when(name !== '' && name !== `${names.plural ?? ''}.${group}`, () => invalidValue('metadata.name', name, 'must be spec.names.plural+"."+spec.group')),
    ...validateSpec(spec, options.version),
    ...(options.version.has('jsonFieldErrors') ? storedVersions(object, spec) : []),
    ...approval(object, undefined),
    ...preserving(spec),
  ];
}

/** Where objects are kept stays as it is, and once there may be some, so does what they are. */
export function validateDefinitionUpdate(object: KubeObject, old: KubeObject, { options }: RegistryContext): Errors {
  const [spec, before] = [specOf(object), specOf(old)];
  const isEstablished = isTrue(asDefinition(old), 'Established');
  return [
    ...validateSpec(spec, options.version),
    ...(isEstablished ? [...immutable(spec.scope, before.scope, 'spec.scope'), ...immutable(spec.names?.kind, before.names?.kind, 'spec.names.kind')] : []),
    ...immutable(spec.group, before.group, 'spec.group'),
    ...immutable(spec.names?.plural, before.names?.plural, 'spec.names.plural'),
    ...(options.version.has('jsonFieldErrors') ? storedVersions(object, spec) : []),
    ...approval(object, old),
    ...(before.preserveUnknownFields === true ? [] : preserving(spec)),
  ];
}
