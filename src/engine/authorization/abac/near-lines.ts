/**
 * The lines that all but allow a request: each lacks one thing only - it is for another user, for reading only, or for another
 * resource, API group, namespace or path. Found by opening a line in one respect after the other. Goes through all lines, which a
 * decision never does.
 */
import type { Attributes, NonResourceAttributes, ResourceAttributes } from '../../api/attributes';
import type { Lack, NearMiss } from '../../api/explainer';
import type { Identity } from '../../api/identity';
import { quote } from '../../golang/quote';
import { FAR, gapOfSubject } from '../subject-gap';
import { Permissions } from './permissions';
import type { Policy } from './policy';

const SHOWN = 5;
/** A line of the requester that lacks something is about as near as one of a user with a similar name. */
const OWN = 2;

type Field = 'readonly' | 'apiGroup' | 'resource' | 'namespace' | 'nonResourcePath';
const LACKS: Readonly<Record<Field, Lack>> = { readonly: 'verb', namespace: 'namespace', resource: 'resource', apiGroup: 'apiGroup', nonResourcePath: 'path' };

export function covers(policy: Policy, attributes: Attributes): boolean {
  const permissions = new Permissions();
  permissions.add(policy);
  return permissions.allow(attributes);
}

export const isFor = ({ user, group }: Policy, { name, groups }: Identity): boolean =>
  (user !== '' || group !== '') && (user === '' || user === name) && (group === '' || groups.includes(group));

/** Without the fields that are empty. */
const describeFields = ({ line: _, ...fields }: Policy): string =>
  JSON.stringify(Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== '' && value !== false)));

export const describeLine = (policy: Policy): string => `line ${policy.line ?? '?'} of the policy file, ${describeFields(policy)},`;

const writes = ({ verb }: Attributes): string => `is for reading only, and ${quote(verb)} is more`;
const lacksOnly = (what: string, asked: string, had: string): string => `lacks only the ${what} ${quote(asked)}: it has ${quote(had)}`;

/** What a line lacks that covers the request when the field is open, in the order in which fields are opened. */
type Gaps = readonly (readonly [Field, message: string])[];

/** A line on resources is never nearly one on paths, nor the other way round. */
function gapsOf(policy: Policy, attributes: Attributes): Gaps {
  if (!attributes.isResourceRequest) return policy.nonResourcePath === '' ? [] : ofPath(policy, attributes);
  return policy.resource === '' ? [] : ofResource(policy, attributes);
}
const ofPath = ({ nonResourcePath }: Policy, attributes: NonResourceAttributes): Gaps => [
  ['readonly', writes(attributes)],
  ['nonResourcePath', lacksOnly('path', attributes.path, nonResourcePath)],
];
const ofResource = ({ namespace, resource, apiGroup }: Policy, attributes: ResourceAttributes): Gaps => [
  ['readonly', writes(attributes)],
  ['namespace', lacksOnly('namespace', attributes.namespace, namespace)],
  ['resource', lacksOnly('resource', attributes.resource, resource)],
  ['apiGroup', lacksOnly('API group', attributes.apiGroup, apiGroup)],
];

const opened = (policy: Policy, field: Field): Policy => ({ ...policy, [field]: field === 'readonly' ? false : '*' });

interface Found extends NearMiss {
  readonly distance: number;
}

function ofOwn(policy: Policy, attributes: Attributes): readonly Found[] {
  const gap = gapsOf(policy, attributes).find(([field]) => covers(opened(policy, field), attributes));
  if (gap === undefined) return [];
  const [field, message] = gap;
  return [{ lacks: LACKS[field], distance: OWN, message: `${describeLine(policy)} ${message}` }];
}

function ofOthers(policy: Policy, { user }: Attributes): readonly Found[] {
  const gaps = [
    ...(policy.user === '' ? [] : [gapOfSubject({ kind: 'User', name: policy.user }, user)]),
    ...(policy.group === '' ? [] : [gapOfSubject({ kind: 'Group', name: policy.group }, user)]),
  ].filter((gap) => gap !== undefined);
  // Who is neither the user nor in the group lacks two things.
  const [gap, another] = gaps;
  if (gap === undefined || another !== undefined) return [];
  return [{ lacks: 'subject', distance: gap.distance, message: `${describeLine(policy)} allows this, but not to ${quote(user.name)}: ${gap.message}` }];
}

/** The nearest first; those for unrelated users only when nothing is nearer. */
export function nearLines(policies: readonly Policy[], attributes: Attributes): readonly NearMiss[] {
  const found = policies
    .flatMap((policy) => {
      if (isFor(policy, attributes.user)) return ofOwn(policy, attributes);
      return covers(policy, attributes) ? ofOthers(policy, attributes) : [];
    })
    .sort((a, b) => a.distance - b.distance);
  const related = found.filter(({ distance }) => distance < FAR);
  return (related.length > 0 ? related : found).slice(0, SHOWN).map(({ distance: _, ...nearMiss }) => nearMiss);
}
