/**
 * An object in the server's own form, as Go's encoding/json writes it: fields by their Go names, since they have no tags, in the order of the struct,
 * and what is missing as null or as the zero value. Values of errors, and the differences that they show, are in that form.
 * The types: catalog/<version>/internal-types.json. Fields are found by the Go names that both forms share.
 */
import { own, setOwn } from '../golang/map';
import type { GoType } from '../catalog/types';
import type { InternalTypes } from '../catalog/catalog';
import { inJson, internalPodSpec } from './internal-pod-spec';

const ZEROS: Readonly<Record<string, unknown>> = {
  string: '',
  bool: false,
  'resource.Quantity': '0',
  'metav1.Time': null,
  'types.UID': '',
  'intstr.IntOrString': 0,
};
const MAP = /^map\[[^\]]*\](.*)$/;

/** The type of what a pointer, a list or a map has in it. */
export const elementOf = (type: GoType | undefined): GoType | undefined =>
  type?.kind === 'pointer' || type?.kind === 'slice' || type?.kind === 'map' ? type.elem : type;

function struct(value: unknown, type: GoType | undefined, fields: Readonly<Record<string, string>>, types: InternalTypes): unknown {
  const given = (value ?? {}) as Readonly<Record<string, unknown>>;
  const written: Record<string, unknown> = {};
  for (const [name, of] of Object.entries(fields)) {
    if (!name.startsWith('+')) {
      const field = type?.jsonFields.find(({ goName }) => goName === name);
      setOwn(written, name, internalForm(own(given, field?.name ?? inJson(name)), field?.type, of, types));
    } else if (of !== 'metav1.ObjectMeta') {
      Object.assign(written, internalForm(value, type, of, types) as object);
    } else Object.assign(written, given['metadata']);
  }
  return written;
}

/** `type` is the type that the API has for the value, `name` the server's own. */
export function internalForm(value: unknown, type: GoType | undefined, name: string, types: InternalTypes): unknown {
  if (name.startsWith('*'))
    return value === undefined || value === null ? null : internalForm(value, type?.kind === 'pointer' ? type.elem : type, name.slice(1), types);
  if (name.startsWith('[]'))
    return Array.isArray(value) ? (value as readonly unknown[]).map((item) => internalForm(item, elementOf(type), name.slice(2), types)) : (value ?? null);
  const element = MAP.exec(name)?.[1];
  if (element !== undefined) {
    if (value === undefined || value === null) return null;
    const entries = Object.entries(value).map(([key, item]) => [key, internalForm(item, elementOf(type), element, types)] as const);
    return Object.fromEntries(entries);
  }
  const definition = own(types, name);
  if (typeof definition === 'string') return internalForm(value, type, definition, types);
  if (definition !== undefined) return struct(name === 'PodSpec' ? internalPodSpec(value) : value, type, definition, types);
  return value ?? own(ZEROS, name) ?? (name.includes('int') || name.includes('float') ? 0 : null);
}
