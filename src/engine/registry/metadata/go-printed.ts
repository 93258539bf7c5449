/**
 * How a value that is no plain string is shown in a field error: as Go prints it with %#v in older versions, as JSON since.
 */
import { quote } from '../../golang/quote';
import { GoPrinted, type FieldValue } from '../../response/field-error';
import type { OwnerReference } from '../../api/objects';
import type { Version } from '../../versions';

const printedOwner = ({ apiVersion, kind, name, uid, controller, blockOwnerDeletion }: OwnerReference): string =>
  `v1.OwnerReference{APIVersion:${quote(apiVersion)}, Kind:${quote(kind)}, Name:${quote(name)}, UID:${quote(uid)}, Controller:${pointer(controller)}, BlockOwnerDeletion:${pointer(blockOwnerDeletion)}}`;

/** Go prints where a pointer points to, which differs from run to run. */
const pointer = (value: boolean | undefined): string => (value === undefined ? '(*bool)(nil)' : '(*bool)(0xc000000000)');

export const strings = (values: readonly string[], version: Version): FieldValue =>
  version.has('jsonFieldErrors') ? values : new GoPrinted(`[]string{${values.map(quote).join(', ')}}`);

export const owner = (reference: OwnerReference, version: Version): FieldValue =>
  version.has('jsonFieldErrors') ? reference : new GoPrinted(printedOwner(reference));

export const owners = (references: readonly OwnerReference[], version: Version): FieldValue =>
  version.has('jsonFieldErrors') ? references : new GoPrinted(`[]v1.OwnerReference{${references.map(printedOwner).join(', ')}}`);

/** Go prints a time bare and a missing one as the zero time or a nil pointer. */
export function time(value: string | null | undefined, version: Version): FieldValue {
  if (version.has('jsonFieldErrors')) return value ?? null;
  if (value === undefined || value === null) return 'null';
  return new GoPrinted(`${value.replace('T', ' ').replace('Z', '')} +0000 UTC`);
}
