/**
 * Which names of a CustomResourceDefinition are accepted: those that no other definition of its group has.
 * After k8s.io/apiextensions-apiserver/pkg/controller/status/naming_controller.go and controller/apiapproval.
 */
import { quote } from '../../../../golang/quote';
import { aggregate } from '../../../../errors/field-error';
import { conditionOf, type Condition, type Definition, type Names } from '../../../custom-resources/definition';
import { approvalCondition } from './approval';

type Finding = Pick<Condition, 'type' | 'status' | 'reason' | 'message'>;

interface Used {
  readonly resources: ReadonlySet<string>;
  readonly kinds: ReadonlySet<string>;
}

/** Names that definitions of the group have, its own among them. */
function usedNames({ spec }: Definition, all: readonly Definition[]): Used {
  const accepted = all.filter((other) => other.spec.group === spec.group).flatMap(({ status }) => status?.acceptedNames ?? []);
  return {
    resources: new Set(accepted.flatMap(({ plural, singular = '', shortNames = [] }) => [plural, singular, ...shortNames])),
    kinds: new Set(accepted.flatMap(({ kind, listKind = '' }) => [kind, listKind])),
  };
}

const taken = (name: string, accepted: string | undefined, used: ReadonlySet<string>): string | undefined =>
  name === (accepted ?? '') || !used.has(name) ? undefined : `${quote(name)} is already in use`;

interface Accepted {
  readonly names: Names;
  readonly condition: Finding;
}

function acceptedNames(definition: Definition, all: readonly Definition[]): Accepted {
  const { names: wanted } = definition.spec;
  const before: Partial<Names> = definition.status?.acceptedNames ?? {};
  const { resources, kinds } = usedNames(definition, all);
  const names: Record<string, unknown> = { ...before };
  let condition: Finding = { type: 'NamesAccepted', status: 'True', reason: 'NoConflicts', message: 'no conflicts found' };
  const settle = (field: keyof Names, reason: string, conflict: string | undefined): void => {
    if (conflict === undefined) names[field] = wanted[field];
    else condition = { type: 'NamesAccepted', status: 'False', reason, message: conflict };
  };
  settle('plural', 'PluralConflict', taken(wanted.plural, before.plural, resources));
  settle('singular', 'SingularConflict', taken(wanted.singular ?? '', before.singular, resources));
  const others = (wanted.shortNames ?? []).filter((name) => before.shortNames?.includes(name) !== true);
  const conflicts = others.flatMap((name) => taken(name, '', resources) ?? []);
  settle('shortNames', 'ShortNamesConflict', conflicts.length === 0 ? undefined : aggregate(conflicts));
  settle('kind', 'KindConflict', taken(wanted.kind, before.kind, kinds));
  settle('listKind', 'ListKindConflict', taken(wanted.listKind ?? '', before.listKind, kinds));
  names['categories'] = wanted.categories;
  return { names: names as unknown as Names, condition };
}

function established(definition: Definition, names: Finding): Finding {
  const old = conditionOf(definition, 'Established');
  if (old?.status === 'True') return old;
  return names.status === 'True'
    ? { type: 'Established', status: 'True', reason: 'InitialNamesAccepted', message: 'the initial names have been accepted' }
    : { type: 'Established', status: 'False', reason: 'NotAccepted', message: 'not all names are accepted' };
}

/** The conditions with one more, or with another state of one, in its place. */
export function withCondition(conditions: readonly Condition[], finding: Finding, now: string): readonly Condition[] {
  const known = conditions.find(({ type }) => type === finding.type);
  const { type, status, reason = '', message = '' } = finding;
  const made: Condition = { type, status, lastTransitionTime: known?.status === status ? (known.lastTransitionTime ?? now) : now, reason, message };
  return known === undefined ? [...conditions, made] : conditions.map((condition) => (condition === known ? made : condition));
}

/** The definition with the names and conditions that it comes to. */
export function withAcceptedNames(definition: Definition, all: readonly Definition[], now: string): Definition {
  const { names, condition } = acceptedNames(definition, all);
  const approval = approvalCondition(definition);
  const findings = [condition, established(definition, condition), ...(approval === undefined ? [] : [approval])];
  const conditions = findings.reduce((list, finding) => withCondition(list, finding, now), definition.status?.conditions ?? ([] as readonly Condition[]));
  return { ...definition, status: { ...definition.status, conditions, acceptedNames: names } };
}
