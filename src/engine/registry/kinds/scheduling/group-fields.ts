/**
 * What PodGroups, CompositePodGroups and the templates of Workloads have in common: how their pods are scheduled, disrupted and preempted. Most of it
 * stays as it was made. After the validations that are declared in k8s.io/api/scheduling/v1beta1/types.go.
 */
import { longName, qualifiedName, shortName } from '../../../apimachinery/names';
import { duplicate, invalidValue, required, type FieldError } from '../../../errors/field-error';
import type { Version } from '../../../versions';
import { complaints, each, isEmpty, optional, optionalOneOf, when, type Errors } from '../../generic/validation/checks';
import { declaredImmutable } from '../../generic/validation/immutable';

const HIGHEST_PRIORITY = 1_000_000_000;
const MOST_CLAIMS = 4;
const PREEMPTION_POLICIES = ['Never', 'PreemptLowerPriority'];

interface Gang {
  readonly minCount?: number;
  readonly minGroupCount?: number;
}
interface SchedulingPolicy {
  readonly basic?: object;
  readonly gang?: Gang;
}
interface ResourceClaim {
  readonly name?: string;
  readonly resourceClaimName?: string;
  readonly resourceClaimTemplateName?: string;
}
export interface GroupFields {
  readonly schedulingPolicy?: SchedulingPolicy;
  readonly schedulingConstraints?: { readonly topology?: readonly { readonly key?: string }[] };
  readonly resourceClaims?: readonly ResourceClaim[];
  readonly disruptionMode?: object;
  readonly priorityClassName?: string;
  readonly priority?: number;
  readonly preemptionPolicy?: string;
}
interface WorkloadRef {
  readonly workloadName?: string;
  readonly templateName?: string;
}
/** Where the fields are, what they were before an update, and for which version they are. */
export interface Place<T = GroupFields> {
  readonly at: string;
  readonly old: T | undefined;
  readonly version: Version;
}

const quoted = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ');

/** One of the members is there, and no other. */
export function union<T extends object>(value: T | undefined, at: string, members: readonly (keyof T & string)[]): Errors {
  const present = members.filter((member) => value?.[member] !== undefined && !(Array.isArray(value[member]) && isEmpty(value[member])));
  if (present.length === 1) return [];
  if (present.length === 0) return [invalidValue(at, '', `must specify one of: ${quoted(members)}`)];
  return [invalidValue(at, `{${present.join(', ')}}`, `must specify exactly one of: ${quoted(members)}`)];
}

export const atMost = (list: readonly unknown[] | undefined, most: number, at: string): Errors =>
  when((list?.length ?? 0) > most, () => ({
    reason: 'FieldValueTooMany',
    field: at,
    body: `Too many: ${list?.length ?? 0}: must have at most ${most} ${most === 1 ? 'item' : 'items'}`,
  }));

/** Items with the name of one before them; `written` is an item with the fields that are null. */
export function distinctNames<T extends { readonly name?: string }>(
  list: readonly T[] | undefined,
  at: string,
  written: (item: T) => object = (item) => item,
): Errors {
  const seen = new Set<string>();
  return each(list, at, (item, place): Errors => {
    const name = item.name ?? '';
    if (seen.has(name)) return [duplicate(place, written(item))];
    seen.add(name);
    return [];
  });
}

export const requiredName = (name: string | undefined, at: string, problems: (name: string) => readonly string[]): Errors =>
  name === undefined || name === '' ? [required(at)] : complaints(name, at, problems(name));

const optionalName = (name: string | undefined, at: string): Errors => optional(name, (given) => complaints(given, at, longName(given)));

/** A field that is checked as long as nothing was there to change, and stays from then on. */
export function fixed<T extends object, Key extends keyof T & string>(
  fields: T,
  name: Key,
  { at, old, version }: Place<T>,
  check: (value: T[Key] | undefined, at: string) => Errors,
): Errors {
  const place = `${at}.${name}`;
  if (old === undefined) return check(fields[name], place);
  return declaredImmutable((fields[name] ?? undefined) as object | undefined, old[name], place, version);
}

function gangErrors(gang: Gang | undefined, old: SchedulingPolicy | undefined, at: string, count: keyof Gang): Errors {
  const refused = (detail: string): readonly FieldError[] => [invalidValue(at, null, detail)];
  if (old !== undefined && old.gang === undefined && gang !== undefined) return refused('field cannot be set once created');
  if (old?.gang !== undefined && gang === undefined) return refused('field cannot be cleared once set');
  if (gang === undefined) return [];
  const least = gang[count] ?? 0;
  if (least === 0) return [required(`${at}.${count}`)];
  return when(least < 1, () => invalidValue(`${at}.${count}`, least, 'must be greater than or equal to 1'));
}

function policyErrors(policy: SchedulingPolicy | undefined, { at, old, version }: Place<SchedulingPolicy>, count: keyof Gang): Errors {
  return [
    ...union(policy, at, ['basic', 'gang']),
    ...(old === undefined ? [] : declaredImmutable(policy?.basic, old.basic, `${at}.basic`, version)),
    ...gangErrors(policy?.gang, old, `${at}.gang`, count),
  ];
}

const claimErrors = (claim: ResourceClaim, at: string, version: Version): Errors => [
  ...union(claim, at, ['resourceClaimName', 'resourceClaimTemplateName']),
  ...requiredName(claim.name, `${at}.name`, (name) => shortName(name, version)),
  ...optionalName(claim.resourceClaimName, `${at}.resourceClaimName`),
  ...optionalName(claim.resourceClaimTemplateName, `${at}.resourceClaimTemplateName`),
];

function claimsErrors(claims: readonly ResourceClaim[] | undefined, at: string, version: Version): Errors {
  const tooMany = atMost(claims, MOST_CLAIMS, at);
  return tooMany.length > 0 ? tooMany : [...distinctNames(claims, at), ...each(claims, at, (claim, place) => claimErrors(claim, place, version))];
}

function topologyErrors(topology: readonly { readonly key?: string }[] | undefined, at: string, version: Version): Errors {
  const tooMany = atMost(topology, 1, at);
  return tooMany.length > 0 ? tooMany : each(topology, at, ({ key }, place) => requiredName(key, `${place}.key`, (name) => qualifiedName(name, version)));
}

/** `count` is how a gang says how many there are at least. */
export function groupErrors(fields: GroupFields, place: Place, count: keyof Gang): Errors {
  const { at, old, version } = place;
  return [
    ...policyErrors(fields.schedulingPolicy, { at: `${at}.schedulingPolicy`, old: old?.schedulingPolicy, version }, count),
    ...fixed(fields, 'schedulingConstraints', place, (constraints, field) => topologyErrors(constraints?.topology, `${field}.topology`, version)),
    ...fixed(fields, 'resourceClaims', place, (claims, field) => claimsErrors(claims, field, version)),
    ...fixed(fields, 'disruptionMode', place, (mode, field) =>
      optional(mode, (given) => union(given as { single?: object; all?: object }, field, ['single', 'all'])),
    ),
    ...fixed(fields, 'priorityClassName', place, (name, field) => optionalName(name === '' ? undefined : name, field)),
    ...fixed(fields, 'priority', place, (priority, field) =>
      optional(priority, (given) => when(given > HIGHEST_PRIORITY, () => invalidValue(field, given, `must be less than or equal to ${HIGHEST_PRIORITY}`))),
    ),
    ...fixed(fields, 'preemptionPolicy', place, (policy, field) => optionalOneOf(policy, field, PREEMPTION_POLICIES)),
  ];
}

export const workloadRefErrors = (reference: WorkloadRef, at: string, version: Version): Errors => [
  ...requiredName(reference.workloadName, `${at}.workloadName`, longName),
  ...requiredName(reference.templateName, `${at}.templateName`, (name) => shortName(name, version)),
];

/** The fields of a group that was made of a Workload, or is part of another. */
export interface MadeGroup extends GroupFields {
  readonly parentCompositePodGroupName?: string;
  readonly workloadRef?: WorkloadRef;
}
export const parentErrors = (fields: MadeGroup, place: Place<MadeGroup>): Errors =>
  fixed(fields, 'parentCompositePodGroupName', place, (parent, at) => optionalName(parent, at));
