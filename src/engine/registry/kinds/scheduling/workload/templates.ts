/**
 * The tree of templates of a Workload: how deep it is, what its templates are called, and that all have one priority. After
 * ValidateWorkloadSpec of k8s.io/kubernetes/pkg/apis/scheduling/validation/validation.go.
 */
import { duplicate, invalidValue } from '../../../../errors/field-error';
import { each, isEmpty, when, type Errors } from '../../../generic/validation/checks';
import type { GroupFields } from '../group-fields';

export interface PodGroupTemplate extends GroupFields {
  readonly name?: string;
}
export interface CompositeTemplate extends PodGroupTemplate {
  readonly podGroupTemplates?: readonly PodGroupTemplate[];
  readonly compositePodGroupTemplates?: readonly CompositeTemplate[];
}
export type Templates = Pick<CompositeTemplate, 'podGroupTemplates' | 'compositePodGroupTemplates'>;

const DEEPEST = 4;

/** A template as the server's own types print it. */
const internalForm = (template: CompositeTemplate, isComposite: boolean): object => {
  const { name = '', schedulingPolicy: { basic = null, gang } = {}, schedulingConstraints, disruptionMode, priorityClassName = '' } = template;
  const { resourceClaims = null, priority = null, preemptionPolicy = null } = template;
  const mode = disruptionMode as { readonly single?: object; readonly all?: object } | undefined;
  const claims = resourceClaims?.map((claim) => ({
    Name: claim.name ?? '',
    ResourceClaimName: claim.resourceClaimName ?? null,
    ResourceClaimTemplateName: claim.resourceClaimTemplateName ?? null,
  }));
  return {
    Name: name,
    SchedulingPolicy: {
      Basic: basic,
      Gang: gang === undefined ? null : isComposite ? { MinGroupCount: gang.minGroupCount ?? 0 } : { MinCount: gang.minCount ?? 0 },
    },
    SchedulingConstraints:
      schedulingConstraints === undefined ? null : { Topology: schedulingConstraints.topology?.map(({ key = '' }) => ({ Key: key })) ?? null },
    ...(!isComposite && { ResourceClaims: claims ?? null }),
    DisruptionMode: mode === undefined ? null : { Single: mode.single ?? null, All: mode.all ?? null },
    PriorityClassName: priorityClassName,
    Priority: priority,
    PreemptionPolicy: preemptionPolicy,
    ...(isComposite && {
      PodGroupTemplates: template.podGroupTemplates?.map((child) => internalForm(child, false)) ?? null,
      CompositePodGroupTemplates: template.compositePodGroupTemplates?.map((child) => internalForm(child, true)) ?? null,
    }),
  };
};

/** A template as it is written: constraints are null where there are none. */
export function writtenTemplate({ name, schedulingPolicy, schedulingConstraints, ...rest }: PodGroupTemplate): object {
  return { name, schedulingPolicy, schedulingConstraints: schedulingConstraints ?? null, ...rest };
}
export function writtenComposite({ podGroupTemplates, compositePodGroupTemplates, ...rest }: CompositeTemplate): object {
  return {
    ...rest,
    ...(podGroupTemplates && { podGroupTemplates: podGroupTemplates.map(writtenTemplate) }),
    ...(compositePodGroupTemplates && { compositePodGroupTemplates: compositePodGroupTemplates.map(writtenComposite) }),
  };
}

/** Names of templates in other lists count; those of the same list are compared by the rules of the list. */
function foreignNames({ podGroupTemplates, compositePodGroupTemplates }: Templates, at: string, names: Set<string>): Errors {
  const found = (list: readonly PodGroupTemplate[] | undefined, field: string): Errors => {
    const errors = each(list, `${at}.${field}`, ({ name = '' }, place) => when(names.has(name), () => duplicate(`${place}.name`, name)));
    for (const { name = '' } of list ?? []) names.add(name);
    return errors;
  };
  return [
    ...found(podGroupTemplates, 'podGroupTemplates'),
    ...found(compositePodGroupTemplates, 'compositePodGroupTemplates'),
    // The place of a template does not name those that it is part of.
    ...each(compositePodGroupTemplates, `${at}.compositePodGroupTemplates`, (template, place) => foreignNames(template, place, names)),
  ];
}

const isTooDeep = ({ compositePodGroupTemplates = [] }: CompositeTemplate, depth: number): boolean =>
  depth === DEEPEST || compositePodGroupTemplates.some((child) => isTooDeep(child, depth + 1));

const childless = (template: CompositeTemplate, at: string): Errors => [
  ...when(isEmpty(template.podGroupTemplates) && isEmpty(template.compositePodGroupTemplates), () =>
    invalidValue(at, template.name ?? '', 'must have at least one child PodGroupTemplate or CompositePodGroupTemplate'),
  ),
  ...each(template.compositePodGroupTemplates, `${at}.compositePodGroupTemplates`, childless),
];

const priorityOf = ({ priorityClassName = '', priority }: PodGroupTemplate): string => `${priority ?? ''} ${priorityClassName}`;
const prioritiesIn = (template: CompositeTemplate): readonly string[] => [
  priorityOf(template),
  ...(template.compositePodGroupTemplates ?? []).flatMap(prioritiesIn),
  ...(template.podGroupTemplates ?? []).map(priorityOf),
];

function priorityErrors({ podGroupTemplates = [], compositePodGroupTemplates = [] }: Templates, at: string): Errors {
  const own = new Set(podGroupTemplates.map(priorityOf));
  if (own.size > 1) return [invalidValue(at, null, 'detected multiple priority configurations')];
  const all = new Set([...own, ...compositePodGroupTemplates.flatMap(prioritiesIn)]);
  return when(all.size > 1, () => invalidValue(at, null, 'all priority and priorityClassName values must be identical, detected multiple values'));
}

export function treeErrors(templates: Templates, at: string): Errors {
  const { compositePodGroupTemplates } = templates;
  const field = `${at}.compositePodGroupTemplates`;
  const deepest = `maximum template hierarchy depth is ${DEEPEST}`;
  return [
    ...foreignNames(templates, at, new Set()),
    ...each(compositePodGroupTemplates, field, (template, place) =>
      when(isTooDeep(template, 1), () => invalidValue(place, template.compositePodGroupTemplates?.map((child) => internalForm(child, true)) ?? null, deepest)),
    ),
    ...priorityErrors(templates, at),
    ...each(compositePodGroupTemplates, field, childless),
  ];
}
