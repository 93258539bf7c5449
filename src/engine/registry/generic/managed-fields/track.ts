/**
 * metadata.managedFields of an object that is written: who owned its fields before, and what the writer owns now. Objects are
 * in the version of the request, as the client sent them and before admission.
 * After k8s.io/apimachinery/pkg/util/managedfields/internal/fieldmanager.go.
 */
import { firstHeader } from '../../../golang/http-header';
import { groupVersionOf, parseGroupVersion } from '../../../apimachinery/group-version';
import type { GroupVersionKind, JsonObject, KubeObject } from '../../../api/objects';
import type { GoType } from '../../../catalog/types';
import { sameJson } from '../../../golang/json';
import { inTurns, type Turns } from '../../../golang/turns';
import { withMeta } from '../../../storage/object-meta';
import type { Scheme } from '../../../scheme/scheme';
import type { RequestScope } from '../request-scope';
import { now } from '../system-fields';
import { managerOf } from '../metadata/managed-fields';
import { applied } from './apply';
import { capped } from './cap';
import { comparing, UnkeyedItem, type Comparison } from './compare';
import { EMPTY, type FieldSet } from './field-set';
import { expanded, fieldSetOf } from './field-set-of';
import { withHubFields } from './hub-fields';
import { isKubectl, lastAppliedFields, withLastApplied } from './last-applied';
import { entriesOf, ownersOf, type Manager, type Owner, type Owners } from './managers';
import { mergedObject } from './merge';
import { resetFieldsOf } from './reset-fields';
import { structuresOf } from './structure';
import { filtered, isReset, updatedOwners, type Compare } from './update';

const empties = new WeakMap<GoType, KubeObject>();

/** The object of a kind that says nothing: what a new object is compared with. */
export function emptyObject(scheme: Scheme, kind: GroupVersionKind): KubeObject {
  const type = scheme.fieldTypeOf(kind);
  const made = type && empties.get(type);
  if (made !== undefined) return made;
  const empty = scheme.normalise({ kind: kind.kind, apiVersion: groupVersionOf(kind), metadata: {} }, kind);
  if (type !== undefined) empties.set(type, empty);
  return empty;
}

export const withoutOwners = (object: KubeObject): KubeObject =>
  object.metadata.managedFields === undefined ? object : withMeta(object, { managedFields: undefined });

/** The apiVersion of an owner that is not one: no object can be converted to it, and nothing is known of the ownership. */
class UnreadableVersion extends Error {}

function ownersVersion(apiVersion: string): ReturnType<typeof parseGroupVersion> {
  try {
    return parseGroupVersion(apiVersion);
  } catch (error) {
    throw new UnreadableVersion(`the apiVersion ${apiVersion} of an owner`, { cause: error });
  }
}

/** Compares two objects of a kind in any version of its group. Throws UnkeyedItem and UnreadableVersion. */
export function comparingIn(scheme: Scheme, versionName: string, kind: GroupVersionKind, old: KubeObject, next: KubeObject, reset: FieldSet): Compare {
  const done = new Map<string, Comparison | undefined>();
  const compareIn = function* (apiVersion: string): Turns<Comparison | undefined> {
    const to = { ...ownersVersion(apiVersion), kind: kind.kind };
    const type = scheme.fieldTypeOf(to);
    if (type === undefined && scheme.fieldTypeOf(kind) !== undefined) return undefined;
    const [a, b] = apiVersion === groupVersionOf(kind) ? [old, next] : [scheme.convert(old, to), scheme.convert(next, to)];
    const comparison = yield* comparing(a, b, structuresOf(versionName).of(type));
    return reset === EMPTY ? comparison : yield* filtered(comparison, reset);
  };
  return function* (apiVersion) {
    if (!done.has(apiVersion)) done.set(apiVersion, yield* compareIn(apiVersion));
    return done.get(apiVersion);
  };
}

export const userAgentOf = ({ call }: RequestScope): string => firstHeader(call.request, 'user-agent').trim();

export const resetFieldsOfExchange = ({ context, resource, subresource }: RequestScope): FieldSet =>
  context.options.version.has('ownersBySubresource') && resource.strategy.hasPlainStatus !== true
    ? resetFieldsOf(resource.group, resource.resource, subresource, context.scheme.typeOf(resource.kind) === undefined)
    : EMPTY;

export function writerOf(scope: RequestScope, fieldManager: string, operation: Manager['operation']): Manager {
  const subresource = scope.context.options.version.has('ownersBySubresource') ? scope.subresource : '';
  return { manager: managerOf(fieldManager, userAgentOf(scope)), operation, apiVersion: groupVersionOf(scope.resource.kind), subresource };
}

/** The owners that hold before the write: those that the client sends, unless it sends none. */
function* ownersBefore({ subresource }: RequestScope, object: KubeObject, old: KubeObject | undefined): Turns<Owners> {
  if (subresource !== '') return yield* ownersOf(old?.metadata.managedFields);
  if (isReset(object)) return new Map();
  const sent = yield* ownersOf(object.metadata.managedFields);
  return sent.size > 0 ? sent : yield* ownersOf(old?.metadata.managedFields);
}

/** Owners as this version reads those it stored before. */
export function* reconciled(scope: RequestScope, owners: Owners, live: KubeObject): Turns<Owners> {
  const { scheme, options } = scope.context;
  const { kind } = scope.resource;
  if (options.version.has('ownersBySubresource')) return owners;
  const structure = structuresOf(options.version.name).of(scheme.fieldTypeOf(kind));
  const set = yield* fieldSetOf(live, structure, false);
  const here = groupVersionOf(kind);
  const result = new Map<string, Owner>();
  for (const [identity, owner] of owners)
    result.set(identity, owner.apiVersion === here ? { ...owner, fields: yield* expanded(owner.fields, set, structure) } : owner);
  return result;
}

export const tracked = (scope: RequestScope, fieldManager: string, object: KubeObject, old: KubeObject | undefined): Promise<KubeObject> =>
  inTurns(tracking(scope, fieldManager, object, old));

function* tracking(scope: RequestScope, fieldManager: string, object: KubeObject, old: KubeObject | undefined): Turns<KubeObject> {
  const { scheme, options } = scope.context;
  const { kind } = scope.resource;
  const owners = yield* ownersBefore(scope, object, old);
  const next = withoutOwners(object);
  // An object with unknown owners gets no entries from here on.
  if (owners.size === 0 && old !== undefined) return next;
  try {
    const live = withoutOwners(old ?? emptyObject(scheme, kind));
    const compare = comparingIn(scheme, options.version.name, kind, live, withHubFields(next), resetFieldsOfExchange(scope));
    const by = writerOf(scope, fieldManager, 'Update');
    const written = yield* updatedOwners({
      by,
      owners: yield* reconciled(scope, owners, live),
      compare,
      now: now(),
      renews: options.version.has('writesRenewOwnership'),
    });
    return withMeta(next, { managedFields: yield* entriesOf(yield* capped(written)) });
  } catch (error) {
    if (error instanceof UnkeyedItem || error instanceof UnreadableVersion) return next;
    throw error;
  }
}

const withoutTimes = (entries: readonly JsonObject[]): readonly JsonObject[] => entries.map(({ time: _time, ...entry }) => entry);

/** A write that changes nothing but times of entries is none. */
export const settled = (scope: RequestScope, object: KubeObject, old: KubeObject | undefined): Promise<KubeObject> => inTurns(settling(scope, object, old));

function* settling({ context }: RequestScope, object: KubeObject, old: KubeObject | undefined): Turns<KubeObject> {
  const [next, before] = [object.metadata.managedFields, old?.metadata.managedFields];
  if (old === undefined || !context.options.version.has('writesRenewOwnership')) return object;
  if (next === undefined || before === undefined || next.length !== before.length) return object;
  if (next.every(({ time }, index) => time === before[index]?.['time'])) return object;
  if (!(yield* sameJson(withoutTimes(next), withoutTimes(before)))) return object;
  return (yield* sameJson(withoutOwners(object), withoutOwners(old))) ? withMeta(object, { managedFields: before }) : object;
}

function* nothing(): Turns<FieldSet> {
  return EMPTY;
}

/** The configuration of an apply merged into the live object, and the owners after it. Throws 409. */
export const trackedApply = (...given: Parameters<typeof trackingApply>): Promise<unknown> => inTurns(trackingApply(...given));

function* trackingApply(
  scope: RequestScope,
  options: { readonly fieldManager: string; readonly force: boolean },
  configuration: JsonObject,
  current: KubeObject | undefined,
): Turns<unknown> {
  const { scheme, options: server } = scope.context;
  const { kind } = scope.resource;
  const live = withoutOwners(current ?? emptyObject(scheme, kind));
  const structure = structuresOf(server.version.name).of(scheme.fieldTypeOf(kind));
  const renews = server.version.has('writesRenewOwnership');
  const before = yield* ownersOf(current?.metadata.managedFields);
  try {
    const reset = resetFieldsOfExchange(scope);
    const owners = before.size > 0 || current === undefined ? yield* reconciled(scope, before, live) : yield* ownersBeforeApply(scope, live);
    const by = writerOf(scope, options.fieldManager, 'Apply');
    const merged = yield* mergedObject(live, configuration, structure, renews);
    const byKubectl = isKubectl(options.fieldManager);
    const takeable = (): Turns<FieldSet> => lastAppliedFields(scope, live, kind, structure, renews);
    const result = yield* applied({
      ...{ configuration, merged, by, owners, live, structure, reset, renews },
      force: options.force,
      takeable: byKubectl ? takeable : nothing,
      now: now(),
    });
    const after = result.object as { readonly metadata?: object };
    const object = byKubectl ? withLastApplied(after, configuration) : after;
    return { ...object, metadata: { ...object.metadata, managedFields: yield* entriesOf(result.owners) } };
  } catch (error) {
    // Items that cannot be distinguished have unknown owners.
    if (error instanceof UnkeyedItem) return { ...live, ...configuration };
    throw error;
  }
}

/** Returns all fields of an object without known owners. */
function* ownersBeforeApply(scope: RequestScope, live: KubeObject): Turns<Owners> {
  const { scheme, options } = scope.context;
  const { kind } = scope.resource;
  const compare = comparingIn(scheme, options.version.name, kind, emptyObject(scheme, kind), live, resetFieldsOfExchange(scope));
  const by = { ...writerOf(scope, 'before-first-apply', 'Update') };
  return yield* updatedOwners({ by, owners: new Map(), compare, now: now(), renews: true });
}
