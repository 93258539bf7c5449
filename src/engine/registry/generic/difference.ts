/** What differs between two values, as a refusal of an update shows it: lines of their JSON, or what go-cmp's Diff prints in older versions. */
import { catalogOf } from '../../catalog/catalog';
import { cmpDiff } from '../../golang/go-cmp/report';
import { encodeJson } from '../../golang/json';
import { unifiedDiff } from '../../golang/unified-diff';
import { goValue } from '../../scheme/go-value';
import { internalForm } from '../../scheme/internal-form';
import type { Version } from '../../versions';

/** As go-cmp's Diff prints it: what the first has is marked as gone, what the second has as come. */
export function cmpDifferenceOf(first: unknown, second: unknown, type: string, internal: string, version: Version): string {
  const { types, internalTypes } = catalogOf(version.name);
  const typing = { type: types.typeOf(type), types: internalTypes };
  return cmpDiff(goValue(first, internal, typing), goValue(second, internal, typing));
}

/** `type` is the API's type, such as core/v1.PodSpec, and `internal` the server's own. */
export function differenceOf(before: unknown, after: unknown, type: string, internal: string, version: Version): string {
  if (!version.has('differencesAreUnified')) return `\n${cmpDifferenceOf(after, before, type, internal, version)}`;
  const { types, internalTypes } = catalogOf(version.name);
  const printed = (value: unknown): string => encodeJson(internalForm(value, types.typeOf(type), internal, internalTypes), { indent: ' ' });
  return `\n${unifiedDiff(printed(before), printed(after))}`;
}
