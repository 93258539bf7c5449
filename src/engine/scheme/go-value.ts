/**
 * An object in the server's own form as a value of Go, with the types that go-cmp prints. The types: catalog/<version>/internal-types.json; those of
 * meta/v1 are the API's own. Fields are found by the Go names that both forms share.
 */
import { parseQuantity } from '../apimachinery/quantity';
import type { InternalTypes } from '../catalog/catalog';
import type { GoType } from '../catalog/types';
import type { GoPlain, GoStruct, GoText, GoValue } from '../golang/go-cmp/value';
import { own } from '../golang/map';
import { elementOf } from './internal-form';
import { inJson, internalPodSpec } from './internal-pod-spec';

type Fields = Readonly<Record<string, unknown>>;
interface Typing {
  readonly type: GoType | undefined;
  readonly types: InternalTypes;
}

const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {});
const plain = (type: string, value: unknown, zero: string): GoPlain => ({
  kind: 'plain',
  type,
  text: value === undefined || value === null ? zero : String(value),
});
const text = (type: string, value: unknown): GoText => ({ kind: 'string', type, text: typeof value === 'string' ? value : '' });
const stringer = (type: string, value: string): GoText => ({ ...text(type, value), stringer: value });

/** The server prints its own package as core, and metav1 as v1. */
function printedType(name: string): string {
  for (const prefix of ['*', '[]']) if (name.startsWith(prefix)) return prefix + printedType(name.slice(prefix.length));
  const end = name.startsWith('map[') ? name.indexOf(']') : -1;
  if (end >= 0) return `map[${printedType(name.slice('map['.length, end))}]${printedType(name.slice(end + 1))}`;
  return /^[A-Z]/.test(name) ? `core.${name}` : name.replace(/^metav1\./, 'v1.');
}

function quantity(value: unknown): GoStruct {
  const written = typeof value === 'string' ? value : '0';
  const { unscaled, scale, format } = parseQuantity(written);
  const amount: GoStruct = {
    kind: 'struct',
    type: 'resource.int64Amount',
    fields: [
      ['value', plain('int64', unscaled, '0')],
      ['scale', plain('resource.Scale', scale, '0')],
    ],
  };
  const fields = [
    ['i', amount],
    ['s', text('string', value)],
    ['Format', text('resource.Format', value === undefined ? '' : format)],
  ] as const;
  return { kind: 'struct', type: 'resource.Quantity', comparesItself: true, fields };
}

function intOrString(value: unknown): GoStruct {
  const isText = typeof value === 'string';
  const fields = [
    ['Type', plain('intstr.Type', isText ? 1 : 0, '0')],
    ['IntVal', plain('int32', isText ? 0 : value, '0')],
    ['StrVal', text('string', value)],
  ] as const;
  return { kind: 'struct', type: 'intstr.IntOrString', fields };
}

function time(value: unknown): GoStruct {
  const written = typeof value === 'string' ? `${value.replace('T', ' ').replace(/Z$/, '')} +0000 UTC` : '';
  const inner: GoText = { ...text('time.Time', written), comparesItself: true, ...(written !== '' && { stringer: written }) };
  return { kind: 'struct', type: 'v1.Time', ...(written !== '' && { stringer: written }), fields: [['Time', inner]] };
}

const SPECIAL: Readonly<Record<string, (value: unknown) => GoValue>> = {
  'resource.Quantity': quantity,
  'intstr.IntOrString': intOrString,
  'metav1.Time': time,
  'metav1.TypeMeta': () => ({ kind: 'struct', type: 'v1.TypeMeta', fields: [] }),
};

/** Keys of a list of resources have a method String. */
const keyOf = (type: string, key: string): GoText => (type === 'ResourceName' ? stringer('core.ResourceName', key) : text(printedType(type), key));

function mapOf(value: unknown, printed: string, key: string, element: string, { type, types }: Typing): GoValue {
  const entries =
    value === undefined || value === null
      ? null
      : Object.keys(value)
          .sort()
          .map((at) => [keyOf(key, at), goValue(own(fieldsOf(value), at), element, { type: elementOf(type), types })] as const);
  return { kind: 'map', type: printed, entries };
}

function structOf(value: unknown, printed: string, fields: Readonly<Record<string, string>>, { type, types }: Typing): GoStruct {
  const given = fieldsOf(value);
  const written = Object.entries(fields).map(([name, of]): readonly [string, GoValue] => {
    const bare = name.replace(/^\+(?:\w+\.)?/, '');
    if (name.startsWith('+') && of !== 'metav1.ObjectMeta') return [bare, goValue(value, of, { type, types })];
    const field = type?.jsonFields.find(({ goName }) => goName === bare) ?? (bare === 'ObjectMeta' ? type?.field('metadata') : undefined);
    return [bare, goValue(own(given, field?.name ?? inJson(bare)), of, { type: field?.type, types })];
  });
  return { kind: 'struct', type: printed, fields: written };
}

/** The name of a type of meta/v1 that a type of the API stands for, with what points to it. */
function nameOf(type: GoType): string {
  if (type.kind === 'pointer') return `*${nameOf(type.elem)}`;
  if (type.kind === 'slice') return `[]${nameOf(type.elem)}`;
  return type.id.replace(/^meta\/v1\./, 'metav1.');
}

/** What the method String of a pointer to a selector of labels gives. */
function selectorText(value: unknown): string {
  const { matchLabels, matchExpressions } = fieldsOf(value);
  const labels = Object.entries(fieldsOf(matchLabels))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, label]) => `${key}: ${String(label)},`);
  const expressions = ((matchExpressions ?? []) as readonly Fields[]).map(
    ({ key, operator, values }) =>
      `LabelSelectorRequirement{Key:${String(key)},Operator:${String(operator)},Values:[${((values ?? []) as readonly string[]).join(' ')}],},`,
  );
  return `&LabelSelector{MatchLabels:map[string]string{${labels.join('')}},MatchExpressions:[]LabelSelectorRequirement{${expressions.join('')}},}`;
}

/** A type of meta/v1, whose fields are those of the API. */
function apiStruct(value: unknown, printed: string, type: GoType, types: InternalTypes): GoStruct {
  const given = fieldsOf(value);
  const written = type.jsonFields.map((field) => [field.goName, goValue(own(given, field.name), nameOf(field.type), { type: field.type, types })] as const);
  return { kind: 'struct', type: printed, fields: written };
}

/** `name` is the server's own type, `printed` what Go calls it where that is another. */
export function goValue(value: unknown, name: string, { type, types }: Typing, printed = printedType(name)): GoValue {
  if (name.startsWith('*')) {
    const elem = value === undefined || value === null ? null : goValue(value, name.slice(1), { type: type?.kind === 'pointer' ? type.elem : type, types });
    const isSelector = name === '*metav1.LabelSelector' && elem !== null;
    return { kind: 'pointer', type: printed, elem, ...(isSelector && { stringer: selectorText(value) }) };
  }
  if (name === '[]byte' || name === '[]uint8') return text('[]uint8', value);
  if (name.startsWith('[]')) {
    const items = Array.isArray(value) ? (value as readonly unknown[]).map((item) => goValue(item, name.slice(2), { type: elementOf(type), types })) : null;
    return { kind: 'slice', type: printed, items };
  }
  const [, key, element] = /^map\[([^\]]*)\](.*)$/.exec(name) ?? [];
  if (key !== undefined && element !== undefined) return mapOf(value, printed, key, element, { type, types });
  const special = own(SPECIAL, name);
  if (special !== undefined) return special(value);
  const definition = own(types, name);
  if (typeof definition === 'string') return goValue(value, definition, { type, types }, printed);
  if (definition !== undefined) return structOf(name === 'PodSpec' ? internalPodSpec(value) : value, printed, definition, { type, types });
  if (type?.kind === 'struct') return apiStruct(value, printed, type, types);
  const isText = name === 'string' || type?.kind === 'string' || (type === undefined && !/^(u?int|float|bool)/.test(name));
  if (isText) return name === 'ResourceName' ? stringer(printed, typeof value === 'string' ? value : '') : text(printed, value);
  return plain(printed, value, name === 'bool' ? 'false' : '0');
}
