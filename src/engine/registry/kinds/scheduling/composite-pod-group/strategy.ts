/** CompositePodGroups, which have PodGroups and each other as parts. After k8s.io/kubernetes/pkg/registry/scheduling/compositepodgroup. */
import type { Condition } from 'kubernetes-types/meta/v1';
import type { KubeObject } from '../../../../api/objects';
import { required } from '../../../../errors/field-error';
import type { RegistryContext } from '../../../generic/context';
import { withStatus } from '../../../generic/status-and-generation';
import type { Errors } from '../../../generic/validation/checks';
import { validateConditions } from '../../../generic/validation/conditions';
import { givenFields } from '../../../generic/validation/given';
import { fixed, groupErrors, parentErrors, workloadRefErrors, type MadeGroup } from '../group-fields';

const specOf = (object: KubeObject): MadeGroup => givenFields<MadeGroup>(object['spec']);

function validate(object: KubeObject, old: KubeObject | undefined, { options: { version } }: RegistryContext): Errors {
  if (!version.has('compositePodGroups')) return [];
  const spec = specOf(object);
  const place = { at: 'spec', old: old && specOf(old), version };
  return [
    ...parentErrors(spec, place),
    ...fixed(spec, 'workloadRef', place, (reference, at) => (reference === undefined ? [required(at)] : workloadRefErrors(reference, at, version))),
    ...groupErrors(spec, place, 'minGroupCount'),
  ];
}

export const compositePodGroups = withStatus({
  allowUnconditionalUpdate: false,
  validate: (object, context) => validate(object, undefined, context),
  validateUpdate: validate,
  status: {
    validate: (object, _old, { options }) =>
      validateConditions(givenFields<{ readonly conditions?: readonly Condition[] }>(object['status']).conditions, 'status.conditions', options.version),
  },
});
