/** What differs between two values, as a refusal of an update shows it: lines of their JSON, or what go-cmp makes of them, which is left out. */
import { catalogOf } from '../../catalog/catalog';
import { unifiedDiff } from '../../golang/unified-diff';
import { internalForm } from '../../scheme/internal-form';
import type { Version } from '../../versions';

/** `type` is the API's type, such as core/v1.PodSpec, and `internal` the server's own. */
export function differenceOf(before: unknown, after: unknown, type: string, internal: string, version: Version): string {
  if (!version.has('differencesAreUnified')) return '';
  const { types, internalTypes } = catalogOf(version.name);
  const printed = (value: unknown): string => JSON.stringify(internalForm(value, types.typeOf(type), internal, internalTypes), undefined, 1);
  return `\n${unifiedDiff(printed(before), printed(after))}`;
}
