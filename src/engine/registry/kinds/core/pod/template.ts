/** The template of a pod. After ValidatePodTemplateSpec of pkg/apis/core/validation. */
import type { Turns } from '../../../../golang/turns';
import type { PodSpec } from 'kubernetes-types/core/v1';
import type { LabelSelector } from 'kubernetes-types/meta/v1';
import { forbiddenField, invalidValue, notSupported } from '../../../../errors/field-error';
import type { RegistryContext } from '../../../generic/context';
import { labelsPrinted } from '../../../generic/metadata/go-printed';
import { validateAnnotations, validateLabels } from '../../../generic/metadata/validation';
import { labelsMatch } from './template-labels';
import { isEmpty, optional, when, type Errors } from '../../../generic/validation/checks';
import { givenFields, type Given } from '../../../generic/validation/given';
import { validatePodSpec } from './spec-validation';

type Labels = Readonly<Record<string, string>>;

export interface Template {
  readonly metadata?: { readonly labels?: Labels; readonly annotations?: Labels } | null;
  readonly spec?: Given<PodSpec> | null;
}

export function* validatePodTemplate(template: Template, at: string, { options }: RegistryContext): Turns<Errors> {
  const { version, allowPrivileged } = options;
  const spec = givenFields<Given<PodSpec>>(template.spec);
  return [
    ...validateLabels(template.metadata?.labels, `${at}.labels`, version),
    ...validateAnnotations(template.metadata?.annotations, `${at}.annotations`, version),
    ...(yield* validatePodSpec(spec, `${at}.spec`, { version, allowPrivileged, name: '', isPod: false })),
    ...when(!isEmpty(spec.ephemeralContainers), () => forbiddenField(`${at}.spec.ephemeralContainers`, 'ephemeral containers not allowed in pod template')),
  ];
}

/** A selector has to take the pods that the template makes. None takes nothing. */
export function selectorMatches(selector: LabelSelector | undefined, template: Template, at: string, { options }: RegistryContext): Errors {
  const labels = template.metadata?.labels;
  if (selector !== undefined && labelsMatch(selector, labels ?? {})) return [];
  return [invalidValue(`${at}.metadata.labels`, labelsPrinted(labels, options.version), '`selector` does not match template `labels`')];
}

/** Pods of a workload are started again whenever they end. */
export function alwaysRestarts(template: Template, at: string, kind: string): Errors {
  const { restartPolicy, activeDeadlineSeconds } = template.spec ?? {};
  return [
    ...when(restartPolicy !== 'Always', () => notSupported(`${at}.spec.restartPolicy`, restartPolicy ?? '', ['Always'])),
    ...optional(activeDeadlineSeconds, () => [forbiddenField(`${at}.spec.activeDeadlineSeconds`, `activeDeadlineSeconds in ${kind} is not Supported`)]),
  ];
}
