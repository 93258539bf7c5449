/**
 * What a write does to the owners of fields: who changes or adds a field is its only owner; a field that is gone has
 * no owner. What names the object and what only the server sets have no owner.
 * After sigs.k8s.io/structured-merge-diff/merge/update.go and the managers around it,
 * k8s.io/apimachinery/pkg/util/managedfields/internal.
 */
import type { KubeObject } from '../../../api/objects';
import type { Turns } from '../../../golang/turns';
import type { Comparison } from './compare';
import { difference, EMPTY, intersection, isEmpty, recursiveDifference, sameSet, setOf, union, type FieldSet } from './field-set';
import { identityOf, type Manager, type Owner, type Owners } from './managers';

const OF_METADATA = ['name', 'namespace', 'creationTimestamp', 'selfLink', 'uid', 'clusterName', 'generation', 'managedFields', 'resourceVersion'];
const UNOWNED = setOf([['f:apiVersion'], ['f:kind'], ['f:metadata'], ...OF_METADATA.map((field) => ['f:metadata', `f:${field}`])]);

/** Compares the objects in a version of their group; none where the version is not known any more. */
export type Compare = (apiVersion: string) => Turns<Comparison | undefined>;

export interface Write {
  readonly by: Manager;
  readonly owners: Owners;
  readonly compare: Compare;
  readonly now: string;
  /** The time of an entry changes with every change of the object, not only with its fields. */
  readonly renews: boolean;
}

export const withoutUnowned = (set: FieldSet): Turns<FieldSet> => difference(set, UNOWNED);

export function* filtered({ added, modified, removed }: Comparison, reset: FieldSet): Turns<Comparison> {
  return {
    added: yield* recursiveDifference(added, reset),
    modified: yield* recursiveDifference(modified, reset),
    removed: yield* recursiveDifference(removed, reset),
  };
}

/** The owners without what the write changes or removes. */
export function* disowned(owners: Owners, compare: Compare, except = ''): Turns<Map<string, Owner>> {
  const left = new Map<string, Owner>();
  for (const [identity, owner] of owners) {
    if (identity === except) {
      left.set(identity, owner);
      continue;
    }
    const comparison = yield* compare(owner.apiVersion);
    if (comparison === undefined) continue;
    let { fields } = owner;
    for (const gone of [comparison.modified, comparison.added, comparison.removed]) fields = yield* difference(fields, gone);
    if (!isEmpty(fields)) left.set(identity, { ...owner, fields });
  }
  return left;
}

/** What each owner would lose to the write. */
export function* conflictsWith(owners: Owners, compare: Compare, except: string): Turns<readonly (readonly [Owner, FieldSet])[]> {
  const conflicts: (readonly [Owner, FieldSet])[] = [];
  for (const [identity, owner] of owners) {
    const comparison = identity === except ? undefined : yield* compare(owner.apiVersion);
    if (comparison === undefined) continue;
    const lost = yield* intersection(owner.fields, yield* union(comparison.modified, comparison.added));
    if (!isEmpty(lost)) conflicts.push([owner, lost]);
  }
  return conflicts;
}

/** The owners after a create, an update or a patch. */
export function* updatedOwners({ by, owners, compare, now, renews }: Write): Turns<Owners> {
  const identity = identityOf(by);
  const former = owners.get(identity);
  const left = yield* disowned(owners, compare);
  const comparison = yield* compare(by.apiVersion);
  if (comparison === undefined) return left;
  const changed = yield* union(comparison.modified, comparison.added);
  const taken = yield* withoutUnowned(yield* difference(changed, comparison.removed));
  if (isEmpty(taken)) return left;
  const fields = yield* union(taken, left.get(identity)?.fields ?? EMPTY);
  const unchanged = !renews && former !== undefined && (yield* sameSet(former.fields, fields));
  left.set(identity, { ...by, fields, time: unchanged ? former.time : now });
  return left;
}

/** The entries that a client sent, `[]` or `[{}]`, with which it asks to forget all owners. */
export function isReset({ metadata }: KubeObject): boolean {
  const { managedFields } = metadata;
  if (managedFields === undefined) return false;
  return (
    managedFields.length === 0 || (managedFields.length === 1 && Object.values(managedFields[0] ?? {}).every((value) => value === '' || value === undefined))
  );
}
