/**
 * Prints a value other than a plain string in a field error: as Go prints it with %#v in older versions, as JSON since.
 */
import { quote } from '../../../golang/quote';
import { GoPrinted, type FieldValue } from '../../../errors/field-error';
import type { OwnerReference } from '../../../api/objects';
import type { Version } from '../../../versions';

const printedOwner = ({ apiVersion, kind, name, uid, controller, blockOwnerDeletion }: OwnerReference): string =>
  `v1.OwnerReference{APIVersion:${quote(apiVersion)}, Kind:${quote(kind)}, Name:${quote(name)}, UID:${quote(uid)}, Controller:${pointer(controller)}, BlockOwnerDeletion:${pointer(blockOwnerDeletion)}}`;

/** Go prints where a pointer points to, which differs from run to run. */
const pointer = (value: boolean | undefined): string => (value === undefined ? '(*bool)(nil)' : '(*bool)(0xc000000000)');

/** Of the Go type, such as core.ResourceQuotaScope. */
export const strings = (values: readonly string[], version: Version, type = 'string'): FieldValue =>
  version.has('jsonFieldErrors') ? values : new GoPrinted(`[]${type}{${values.map(quote).join(', ')}}`);

/** A list that is missing. */
export const nilStrings = (version: Version): FieldValue => (version.has('jsonFieldErrors') ? null : new GoPrinted('[]string(nil)'));

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

/** A map as encoding/json writes it, or with %#v. */
export function labelsPrinted(labels: Readonly<Record<string, string>> | undefined, version: Version): FieldValue {
  if (version.has('jsonFieldErrors')) return labels ?? null;
  if (labels === undefined) return new GoPrinted('map[string]string(nil)');
  const entries = Object.entries(labels).map(([key, value]) => `${quote(key)}:${quote(value)}`);
  return new GoPrinted(`map[string]string{${entries.join(', ')}}`);
}

interface Selector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly { readonly key: string; readonly operator: string; readonly values?: readonly string[] }[];
}

/** A metav1.LabelSelector. */
export function selectorPrinted(selector: Selector | undefined, version: Version): FieldValue {
  if (version.has('jsonFieldErrors')) return selector ?? null;
  if (selector === undefined) return 'null';
  const labels = labelsPrinted(selector.matchLabels, version) as GoPrinted;
  const requirements = (selector.matchExpressions ?? []).map(({ key, operator, values }) => {
    const printed = values === undefined ? '[]string(nil)' : `[]string{${values.map(quote).join(', ')}}`;
    return `v1.LabelSelectorRequirement{Key:${quote(key)}, Operator:${quote(operator)}, Values:${printed}}`;
  });
  const expressions = selector.matchExpressions === undefined ? '(nil)' : `{${requirements.join(', ')}}`;
  return new GoPrinted(`v1.LabelSelector{MatchLabels:${labels.text}, MatchExpressions:[]v1.LabelSelectorRequirement${expressions}}`);
}
