/** ReplicationControllers. After k8s.io/kubernetes/pkg/registry/core/replicationcontroller and ValidateReplicationController of pkg/apis/core/validation/validation.go. */
import type { Strategy } from '../../../generic/strategy';
import { isOneOf, workload, workloadWarnings } from '../../apps/workload-strategy';
import type { Turns } from '../../../../golang/turns';
import type { KubeObject } from '../../../../api/objects';
import { required } from '../../../../errors/field-error';
import type { RegistryContext } from '../../../generic/context';
import { alwaysRestarts, selectorMatches, validatePodTemplate } from '../pod/template';
import { isEmpty, nonNegative, when, type Errors } from '../../../generic/validation/checks';
import { specOf } from '../../apps/workload-validation';

function* validateReplicationController(object: KubeObject, context: RegistryContext): Turns<Errors> {
  const { replicas, minReadySeconds, selector: flat, template } = specOf(object);
  const labels = (flat ?? {}) as Readonly<Record<string, string>>;
  return [
    ...nonNegative(minReadySeconds, 'spec.minReadySeconds'),
    ...when(isEmpty(labels), () => required('spec.selector')),
    ...nonNegative(replicas, 'spec.replicas'),
    ...(template === undefined
      ? [required('spec.template')]
      : [
          ...(isEmpty(labels) ? [] : selectorMatches({ matchLabels: labels }, template, 'spec.template', context)),
          ...(yield* validatePodTemplate(template, 'spec.template', context)),
          ...alwaysRestarts(template, 'spec.template', 'ReplicationController'),
        ]),
  ];
}

export const replicationControllers: Strategy = {
  ...workload(validateReplicationController, { warnings: workloadWarnings(true), orphansDependents: isOneOf('v1') }, () => [], true),
  selectableFields: () => ['metadata.name', 'metadata.namespace', 'status.replicas'],
  fields: (object) => ({ 'status.replicas': String((object['status'] as { readonly replicas?: number } | undefined)?.replicas ?? 0) }),
};
