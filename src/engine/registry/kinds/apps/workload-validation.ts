/** What the specs of workloads have in common: a selector and a template of pods. After pkg/apis/apps/validation/validation.go. */
import type { Turns } from '../../../golang/turns';
import type { PersistentVolumeClaim } from 'kubernetes-types/core/v1';
import type { LabelSelector } from 'kubernetes-types/meta/v1';
import type { KubeObject } from '../../../api/objects';
import { printStructSyntax } from '../../../golang/printf';
import { quote } from '../../../golang/quote';
import { GoPrinted, type FieldValue } from '../../../errors/field-error';
import type { Version } from '../../../versions';
import type { RegistryContext } from '../../generic/context';
import { alwaysRestarts, selectorMatches, validatePodTemplate, type Template } from '../core/pod/template';
import type { Errors } from '../../generic/validation/checks';
import { givenFields, type Given } from '../../generic/validation/given';
import type { IntOrPercent } from '../../generic/validation/int-or-percent';
import { isEmptySelector, unusable, validateSelector } from '../../generic/validation/label-selectors';

interface Rolling {
  readonly maxUnavailable?: IntOrPercent;
  readonly maxSurge?: IntOrPercent;
  readonly partition?: number;
}
export interface UpdateStrategy {
  readonly type?: string;
  readonly rollingUpdate?: Rolling;
}
export interface WorkloadSpec {
  readonly replicas?: number;
  readonly minReadySeconds?: number;
  readonly revisionHistoryLimit?: number;
  readonly progressDeadlineSeconds?: number;
  readonly selector?: LabelSelector;
  readonly template?: Template;
  readonly strategy?: UpdateStrategy;
  readonly updateStrategy?: UpdateStrategy;
  readonly podManagementPolicy?: string;
  readonly serviceName?: string;
  readonly ordinals?: { readonly start?: number };
  readonly persistentVolumeClaimRetentionPolicy?: { readonly whenDeleted?: string; readonly whenScaled?: string };
  readonly volumeClaimTemplates?: readonly Given<PersistentVolumeClaim>[];
}

export const specOf = (object: KubeObject): WorkloadSpec => givenFields(object['spec']);

/** The internal types have no JSON names. */
export function strategyPrinted({ type = '', rollingUpdate }: UpdateStrategy, kind: 'Deployment' | 'DaemonSet', version: Version): FieldValue {
  const { maxUnavailable = 0, maxSurge = 0 } = rollingUpdate ?? {};
  const json = { Type: type, RollingUpdate: rollingUpdate === undefined ? null : { MaxUnavailable: maxUnavailable, MaxSurge: maxSurge } };
  if (version.has('jsonFieldErrors')) return json;
  const pointer = `(*apps.RollingUpdate${kind})(0xc000000000)`;
  return new GoPrinted(
    printStructSyntax(`apps.${kind}${kind === 'Deployment' ? 'Strategy' : 'SetUpdateStrategy'}`.replace('DaemonSetSet', 'DaemonSet'), {
      Type: quote(type),
      RollingUpdate: pointer,
    }),
  );
}

export function* validateReplicated(spec: WorkloadSpec, context: RegistryContext): Turns<Errors> {
  const { version } = context.options;
  const template = spec.template ?? {};
  const broken = unusable(spec.selector, 'spec.selector', 'invalid label selector', version);
  const empty = spec.selector !== undefined && isEmptySelector(spec.selector);
  return [
    ...validateSelector(spec.selector, 'spec.selector', 'deployment', version),
    ...(broken.length > 0
      ? broken
      : [
          ...(empty ? [] : selectorMatches(spec.selector, template, 'spec.template', context)),
          ...(yield* validatePodTemplate(template, 'spec.template', context)),
          ...alwaysRestarts(template, 'spec.template', 'ReplicaSet'),
        ]),
  ];
}
