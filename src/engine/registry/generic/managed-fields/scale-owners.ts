/**
 * Who owns the replicas of an object that is scaled: its entries as the Scale has them, and back. Older versions do not track them.
 * After k8s.io/apimachinery/pkg/util/managedfields/scalehandler.go.
 */
import { groupVersionOf } from '../../../apimachinery/group-version';
import type { JsonObject, KubeObject } from '../../../api/objects';
import { withMeta } from '../../../storage/object-meta';
import type { RequestScope } from '../request-scope';
import type { Turns } from '../../../golang/turns';
import { difference, has, isEmpty, setOf } from './field-set';
import { entriesOf, ownersOf, type Owner } from './managers';

const PATH = ['f:spec', 'f:replicas'];
const REPLICAS = setOf([PATH]);
const SCALE_VERSION = 'autoscaling/v1';

/** One manager, whatever the version of the object it wrote through. */
const keyOf = ({ manager, operation, subresource }: Owner): string => JSON.stringify([manager, operation, subresource]);

export function* scaleEntries({ context }: RequestScope, { metadata }: KubeObject): Turns<readonly JsonObject[] | undefined> {
  if (!context.options.version.has('ownersBySubresource')) return undefined;
  const owners = [...(yield* ownersOf(metadata.managedFields))].filter(([, { fields }]) => has(fields, PATH));
  return yield* entriesOf(new Map(owners.map(([identity, owner]) => [identity, { ...owner, apiVersion: SCALE_VERSION, fields: REPLICAS }])));
}

export function* withScaleEntries(scope: RequestScope, object: KubeObject, entries: readonly JsonObject[] | undefined): Turns<KubeObject> {
  if (!scope.context.options.version.has('ownersBySubresource')) return object;
  const owning = new Map([...(yield* ownersOf(entries)).values()].map((owner) => [keyOf(owner), owner]));
  const owners = new Map<string, Owner>();
  for (const [identity, owner] of yield* ownersOf(object.metadata.managedFields)) {
    const kept = !has(owner.fields, PATH) || owning.delete(keyOf(owner));
    const fields = kept ? owner.fields : yield* difference(owner.fields, REPLICAS);
    if (!isEmpty(fields)) owners.set(identity, { ...owner, fields });
  }
  // What was not written through the object itself has no time there.
  for (const [key, owner] of owning) owners.set(key, { ...owner, apiVersion: groupVersionOf(scope.resource.stored.kind), time: undefined, fields: REPLICAS });
  return withMeta(object, { managedFields: yield* entriesOf(owners) });
}
