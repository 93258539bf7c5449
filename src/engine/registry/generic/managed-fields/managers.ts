/**
 * Who owns which fields: the entries of metadata.managedFields by the identity of their manager. An update of the same manager
 * through the same version and subresource continues its entry; an apply does whatever the version.
 * After k8s.io/apimachinery/pkg/util/managedfields/internal/managedfields.go.
 */
import type { JsonObject } from '../../../api/objects';
import { compareBytes } from '../../../golang/bytes';
import type { Turns } from '../../../golang/turns';
import { fromFieldsV1, toFieldsV1, type FieldSet } from './field-set';

export interface Manager {
  readonly manager: string;
  readonly operation: 'Apply' | 'Update';
  readonly apiVersion: string;
  readonly subresource: string;
}
export interface Owner extends Manager {
  readonly time: string | undefined;
  readonly fields: FieldSet;
}
/** By identity. */
export type Owners = ReadonlyMap<string, Owner>;

export const identityOf = ({ manager, operation, apiVersion, subresource }: Manager): string =>
  JSON.stringify([manager, operation, operation === 'Apply' ? '' : apiVersion, subresource]);

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** `undefined` where an entry is none that a server wrote. */
function* ownerOf(entry: JsonObject): Turns<Owner | undefined> {
  const { manager, operation, apiVersion, time, fieldsType, fieldsV1, subresource } = entry;
  const fields = yield* fromFieldsV1(fieldsV1);
  if (fields === undefined) return undefined;
  if ((operation !== 'Apply' && operation !== 'Update') || text(apiVersion) === '' || fieldsType !== 'FieldsV1') return undefined;
  return {
    manager: text(manager),
    operation,
    apiVersion: text(apiVersion),
    subresource: text(subresource),
    time: typeof time === 'string' ? time : undefined,
    fields,
  };
}

/** None at all when one of the entries cannot be read. */
export function* ownersOf(entries: readonly JsonObject[] = []): Turns<Owners> {
  const owners = new Map<string, Owner>();
  for (const entry of entries) {
    const owner = yield* ownerOf(entry);
    if (owner === undefined) return new Map();
    owners.set(identityOf(owner), owner);
  }
  return owners;
}

const secondsOf = ({ time }: Owner): number => (time === undefined ? 0 : Date.parse(time));

const byOrder = (a: Owner, b: Owner): number =>
  compareBytes(a.operation, b.operation) ||
  secondsOf(a) - secondsOf(b) ||
  compareBytes(a.manager, b.manager) ||
  compareBytes(a.apiVersion, b.apiVersion) ||
  compareBytes(a.subresource, b.subresource);

export function* entriesOf(owners: Owners): Turns<readonly JsonObject[] | undefined> {
  if (owners.size === 0) return undefined;
  const entries: JsonObject[] = [];
  for (const { manager, operation, apiVersion, time, fields, subresource } of [...owners.values()].sort(byOrder))
    entries.push({
      manager,
      operation,
      apiVersion,
      ...(time !== undefined && { time }),
      fieldsType: 'FieldsV1',
      fieldsV1: yield* toFieldsV1(fields),
      ...(subresource !== '' && { subresource }),
    });
  return entries;
}
