/** Workloads, whose PodGroups are made of templates. After k8s.io/kubernetes/pkg/registry/scheduling/workload. */
import type { KubeObject } from '../../../../api/objects';
import { longName, nameIsPathSegment, shortName } from '../../../../apimachinery/names';
import { forbiddenField } from '../../../../errors/field-error';
import type { Version } from '../../../../versions';
import type { RegistryContext } from '../../../generic/context';
import type { Strategy } from '../../../generic/strategy';
import { complaints, each, optional, when, type Errors } from '../../../generic/validation/checks';
import { givenFields } from '../../../generic/validation/given';
import { atMost, distinctNames, fixed, groupErrors, requiredName, union } from '../group-fields';
import { treeErrors, writtenComposite, writtenTemplate, type CompositeTemplate, type PodGroupTemplate, type Templates } from './templates';

interface ControllerRef {
  readonly apiGroup?: string;
  readonly kind?: string;
  readonly name?: string;
}
interface WorkloadSpec extends Templates {
  readonly controllerRef?: ControllerRef;
}

const AT = 'spec';
const MOST_TEMPLATES = 8;
const specOf = (object: KubeObject): WorkloadSpec => givenFields<WorkloadSpec>(object['spec']);

function controllerErrors({ apiGroup = '', kind, name }: ControllerRef, at: string, version: Version): Errors {
  const path = (text: string): readonly string[] => nameIsPathSegment(text, false, version);
  return [
    ...(apiGroup === '' ? [] : complaints(apiGroup, `${at}.apiGroup`, longName(apiGroup))),
    ...requiredName(kind, `${at}.kind`, path),
    ...requiredName(name, `${at}.name`, path),
  ];
}

interface Rules<T> {
  readonly check: TemplateErrors<T>;
  readonly written: (template: T) => object;
}
type TemplateErrors<T> = (template: T, at: string, old: T | undefined, version: Version) => Errors;

/** Templates are few, have names of their own, and neither come nor go. */
function listErrors<T extends PodGroupTemplate>(
  list: readonly T[] | undefined,
  at: string,
  old: readonly T[] | undefined,
  version: Version,
  { check, written }: Rules<T>,
): Errors {
  const tooMany = atMost(list, MOST_TEMPLATES, at);
  if (tooMany.length > 0) return tooMany;
  const before = old && new Map(old.map((template) => [template.name, template]));
  const names = new Set(list?.map(({ name }) => name));
  const changed = [
    ...each(list, at, ({ name }, place) => when(before !== undefined && !before.has(name), () => forbiddenField(place, 'item may not be added'))),
    ...(old ?? []).flatMap(({ name }) => when(!names.has(name), () => forbiddenField(at, 'item may not be removed'))),
  ];
  if (changed.length > 0) return changed;
  return [...distinctNames(list, at, written), ...each(list, at, (template, place) => check(template, place, before?.get(template.name), version))];
}

const nameErrors = ({ name }: PodGroupTemplate, at: string, version: Version): Errors => requiredName(name, `${at}.name`, (given) => shortName(given, version));

const templateErrors: TemplateErrors<PodGroupTemplate> = (template, at, old, version) => [
  ...nameErrors(template, at, version),
  ...groupErrors(template, { at, old, version }, 'minCount'),
];

const TEMPLATES: Rules<PodGroupTemplate> = { check: templateErrors, written: writtenTemplate };
const COMPOSITES: Rules<CompositeTemplate> = {
  check: (template, at, old, version) => compositeErrors(template, at, old, version),
  written: writtenComposite,
};

const compositeErrors: TemplateErrors<CompositeTemplate> = (template, at, old, version) => [
  ...nameErrors(template, at, version),
  ...groupErrors(template, { at, old, version }, 'minGroupCount'),
  ...listErrors(template.podGroupTemplates, `${at}.podGroupTemplates`, old && (old.podGroupTemplates ?? []), version, TEMPLATES),
  ...listErrors(template.compositePodGroupTemplates, `${at}.compositePodGroupTemplates`, old && (old.compositePodGroupTemplates ?? []), version, COMPOSITES),
];

function validate(object: KubeObject, before: KubeObject | undefined, { options: { version } }: RegistryContext): Errors {
  if (!version.has('compositePodGroups')) return [];
  const spec = specOf(object);
  const old = before && specOf(before);
  return [
    ...treeErrors(spec, AT),
    ...union<WorkloadSpec>(spec, AT, ['podGroupTemplates', 'compositePodGroupTemplates']),
    ...fixed(spec, 'controllerRef', { at: AT, old, version }, (reference, at) => optional(reference, (given) => controllerErrors(given, at, version))),
    ...listErrors(spec.podGroupTemplates, `${AT}.podGroupTemplates`, old && (old.podGroupTemplates ?? []), version, TEMPLATES),
    ...listErrors(spec.compositePodGroupTemplates, `${AT}.compositePodGroupTemplates`, old && (old.compositePodGroupTemplates ?? []), version, COMPOSITES),
  ];
}

export const workloads: Strategy = {
  allowUnconditionalUpdate: false,
  validate: (object, context) => validate(object, undefined, context),
  validateUpdate: validate,
};
