/**
 * Server-side apply: the manager owns what it names. What it named before and names no longer goes, unless others own it; what
 * others own it takes only with force.
 * After sigs.k8s.io/structured-merge-diff/merge/update.go Apply and prune.
 */
import type { JsonObject } from '../../../api/objects';

import { applyConflict } from './apply-conflict';
import type { Turns } from '../../../golang/turns';
import { comparing, type Comparison } from './compare';
import { difference, EMPTY, intersection, isEmpty, recursiveDifference, sameSet, union, type FieldSet } from './field-set';
import { fieldSetOf, withoutItems } from './field-set-of';
import { identityOf, type Manager, type Owner, type Owners } from './managers';
import type { Structure } from './structure';
import { conflictsWith, disowned, filtered, withoutUnowned } from './update';

export interface Apply {
  readonly by: Manager;
  readonly owners: Owners;
  /** What the manager wants, as it sent it. */
  readonly configuration: JsonObject;
  readonly live: unknown;
  /** The live object with the configuration merged into it. */
  readonly merged: unknown;
  readonly structure: Structure;
  readonly reset: FieldSet;
  readonly force: boolean;
  /** Fields that the manager may take though others own them, if it takes no others. */
  readonly takeable: () => Turns<FieldSet>;
  readonly now: string;
  /** As in Write; and null and an empty map count as fields. */
  readonly renews: boolean;
}
export interface Applied {
  readonly object: unknown;
  readonly owners: Owners;
}

/** Throws 409; UnkeyedItem. */
export function* applied({ by, owners, configuration, live, merged, structure, reset, force, takeable, now, renews }: Apply): Turns<Applied> {
  const identity = identityOf(by);
  const last = owners.get(identity);
  const claimed = yield* recursiveDifference(yield* fieldSetOf(configuration, structure, renews), reset);
  const claims = new Map<string, Owner>([...owners, [identity, { ...by, time: last?.time, fields: claimed }]]);
  const setIn = (value: unknown): Turns<FieldSet> => fieldSetOf(value, structure, renews);
  const object = last === undefined ? merged : yield* pruned(merged, last.fields, claims, structure, setIn);

  const comparison = yield* filtered(yield* comparing(live, object, structure), reset);
  const compare = function* (): Turns<Comparison> {
    return comparison;
  };
  const conflicts = yield* conflictsWith(claims, compare, identity);
  if (!force && conflicts.length > 0) {
    const refused = yield* without(conflicts, yield* takeable());
    if (refused.length > 0) throw yield* applyConflict(refused);
  }
  const left = yield* disowned(claims, compare, identity);

  const own = yield* withoutUnowned(claimed);
  const changed = ![comparison.added, comparison.modified, comparison.removed].every(isEmpty);
  const reassigned = !renews && (last === undefined || !(yield* sameSet(last.fields, own)));
  if (isEmpty(own)) left.delete(identity);
  else left.set(identity, { ...by, fields: own, time: changed || reassigned ? now : last?.time });
  return { object, owners: left };
}

type Conflict = readonly [Owner, FieldSet];

function* without(conflicts: readonly Conflict[], fields: FieldSet): Turns<readonly Conflict[]> {
  const left: Conflict[] = [];
  for (const [owner, lost] of conflicts) {
    const others = yield* difference(lost, fields);
    if (!isEmpty(others)) left.push([owner, others]);
  }
  return left;
}

function* pruned(merged: unknown, last: FieldSet, claims: Owners, structure: Structure, setIn: (value: unknown) => Turns<FieldSet>): Turns<unknown> {
  const all = yield* setIn(merged);
  const without = yield* withoutItems(merged, last, structure);
  let owned = EMPTY;
  for (const { fields } of claims.values()) owned = yield* union(owned, fields);
  const kept = yield* union(yield* setIn(without), owned);
  const back = yield* withoutItems(merged, yield* difference(all, kept), structure);
  const gone = yield* difference(all, yield* setIn(back));
  return yield* withoutItems(merged, yield* intersection(gone, last), structure);
}
