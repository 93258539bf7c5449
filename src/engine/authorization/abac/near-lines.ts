/**
 * The lines that all but allow a request: each lacks one thing only - it is for another user, for reading only, or for another
 * resource, API group, namespace or path. Found by opening a line in one respect after the other. Goes through all lines, which a
 * decision never does.
 */
import type { Attributes } from '../../api/attributes';
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

function whatIsLacking(field: Field, policy: Policy, { verb, apiGroup, resource, namespace, path }: Attributes): string {
  const asked = { apiGroup, resource, namespace, nonResourcePath: path };
  if (field === 'readonly') return `is for reading only, and ${quote(verb)} is more`;
  return `lacks only the ${LACKS[field] === 'apiGroup' ? 'API group' : LACKS[field]} ${quote(asked[field])}: it has ${quote(policy[field])}`;
}

/** A line on resources is never nearly one on paths, nor the other way round. */
const fieldsFor = ({ resource, nonResourcePath }: Policy, { isResourceRequest }: Attributes): readonly Field[] =>
  isResourceRequest
    ? (['readonly', 'namespace', 'resource', 'apiGroup'] as const).filter(() => resource !== '')
    : (['readonly', 'nonResourcePath'] as const).filter(() => nonResourcePath !== '');

const opened = (policy: Policy, field: Field): Policy => ({ ...policy, [field]: field === 'readonly' ? false : '*' });

interface Found extends NearMiss {
  readonly distance: number;
}

function ofOwn(policy: Policy, attributes: Attributes): readonly Found[] {
  const field = fieldsFor(policy, attributes).find((candidate) => covers(opened(policy, candidate), attributes));
  if (field === undefined) return [];
  return [{ lacks: LACKS[field], distance: OWN, message: `${describeLine(policy)} ${whatIsLacking(field, policy, attributes)}` }];
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
