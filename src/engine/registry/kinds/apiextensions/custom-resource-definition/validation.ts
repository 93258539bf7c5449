/** CustomResourceDefinitions. After k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/validation/validation.go, without the whole of schemas. */
import type { KubeObject } from '../../../../api/objects';
import { dns1035Label, dnsSubdomain } from '../../../../apimachinery/names';
import { duplicate, invalidValue, notSupported, required, type FieldValue } from '../../../../errors/field-error';
import type { RegistryContext } from '../../../generic/context';
import { complaints, each, oneOf, optional, present, when, type Errors } from '../../../generic/validation/checks';
import { givenFields } from '../../../generic/validation/given';

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
interface Schema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
  readonly 'x-kubernetes-int-or-string'?: boolean;
}
interface CustomVersion {
  readonly name?: string;
  readonly served?: boolean;
  readonly storage?: boolean;
  readonly schema?: { readonly openAPIV3Schema?: Schema | null };
  readonly subresources?: { readonly scale?: { readonly specReplicasPath?: string; readonly statusReplicasPath?: string } };
  readonly additionalPrinterColumns?: readonly Column[];
}
interface Spec {
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

const TYPES = ['array', 'boolean', 'integer', 'number', 'object', 'string'];
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

/** Fields of objects have a type, and so has the root. */
function structural(schema: Schema, at: string, isRoot: boolean): Errors {
  const { type = '', properties = {} } = schema;
  const free = schema['x-kubernetes-int-or-string'] === true || schema['x-kubernetes-preserve-unknown-fields'] === true;
  const typeless = type === '' && (isRoot || !free);
  return [
    ...(typeless ? [required(`${at}.type`, isRoot ? 'must not be empty at the root' : 'must not be empty for specified object fields')] : []),
    ...when(isRoot && type !== '' && type !== 'object', () => invalidValue(`${at}.type`, type, 'must be object at the root')),
    ...when(type !== '' && !TYPES.includes(type), () => notSupported(`${at}.type`, type, TYPES)),
    ...Object.entries(properties).flatMap(([name, property]) => structural(property, `${at}.properties[${name}]`, false)),
  ];
}

/** Parts that all versions share are kept, and reported, as if there were no versions. */
function validateVersion(version: CustomVersion, at: string, shared: boolean): Errors {
  const place = (field: string): string => (shared ? `spec.${field}` : `${at}.${field}`);
  const schema = version.schema?.openAPIV3Schema ?? undefined;
  const scale = version.subresources?.scale;
  const schemaAt = shared ? 'spec.validation.openAPIV3Schema' : `${at}.schema.openAPIV3Schema`;
  return [
    ...(schema === undefined ? [] : structural(schema, schemaAt, true)),
    ...optional(scale, ({ specReplicasPath = '', statusReplicasPath = '' }) => [
      ...scalePath(specReplicasPath, place('subresources.scale.specReplicasPath'), '.spec.'),
      ...scalePath(statusReplicasPath, place('subresources.scale.statusReplicasPath'), '.status.'),
    ]),
    ...columns(version.additionalPrinterColumns, place('additionalPrinterColumns')),
  ];
}

export function validateDefinition(object: KubeObject, { options }: RegistryContext): Errors {
  const { group = '', scope = '', names = {}, versions } = givenFields<Spec>(object['spec']);
  const name = object.metadata.name ?? '';
  const given = versions ?? [];
  const stored = given.filter(({ storage }) => storage === true).length;
  const versionNames = given.map((version) => version.name ?? '');
  const shown: FieldValue = versions === undefined || versions === null ? null : given;
  const shared = given.length === 1;
  return [
    ...when(name !== '' && name !== `${names.plural ?? ''}.${group}`, () => invalidValue('metadata.name', name, 'must be spec.names.plural+"."+spec.group')),
    ...(group === ''
      ? [required('spec.group')]
      : [
          ...complaints(group, 'spec.group', dnsSubdomain(group)),
          ...when(dnsSubdomain(group).length === 0 && !group.includes('.'), () =>
            invalidValue('spec.group', group, 'should be a domain with at least one dot'),
          ),
        ]),
    ...(scope === '' ? [required('spec.scope')] : oneOf(scope, 'spec.scope', ['Cluster', 'Namespaced'])),
    ...each(given, 'spec.versions', (version, at, index) => [
      ...when((version.schema?.openAPIV3Schema ?? undefined) === undefined, () => required(`${at}.schema.openAPIV3Schema`)),
      ...complaints(version.name ?? '', `${at}.name`, dns1035Label(version.name ?? '')),
      ...when(versionNames.indexOf(version.name ?? '') < index, () => duplicate(`${at}.name`, version.name ?? '')),
    ]),
    ...when(stored !== 1, () => invalidValue('spec.versions', shown, 'must have exactly one version marked as storage version')),
    ...(shared && (given[0]?.name ?? '') !== '' ? complaints(given[0]?.name ?? '', 'spec.version', dns1035Label(given[0]?.name ?? '')) : []),
    ...validateNames(names),
    ...each(given, 'spec.versions', (version, at) => validateVersion(version, at, shared)),
    ...when(stored !== 1 && options.version.has('jsonFieldErrors'), () => invalidValue('status.storedVersions', null, 'must have at least one stored version')),
  ];
}
