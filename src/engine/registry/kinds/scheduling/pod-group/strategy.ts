/** PodGroups. After k8s.io/kubernetes/pkg/registry/scheduling/podgroup and pkg/apis/scheduling/validation. */
import type { Condition } from 'kubernetes-types/meta/v1';
import type { KubeObject } from '../../../../api/objects';
import { invalidValue, required } from '../../../../errors/field-error';
import type { RegistryContext } from '../../../generic/context';
import { withStatus } from '../../../generic/status-and-generation';
import { each, optional, when, type Errors } from '../../../generic/validation/checks';
import { validateConditions } from '../../../generic/validation/conditions';
import { givenFields } from '../../../generic/validation/given';
import { fixed, groupErrors, parentErrors, workloadRefErrors, type MadeGroup } from '../group-fields';

interface PodGroupStatus {
  readonly conditions?: readonly Condition[];
  readonly resourceClaimStatuses?: readonly { readonly name?: string }[];
}

const AT = 'spec';
const specOf = (object: KubeObject): MadeGroup => givenFields<MadeGroup>(object['spec']);

function validate(object: KubeObject, old: KubeObject | undefined, { options: { version } }: RegistryContext): Errors {
  if (!version.has('compositePodGroups')) return [];
  const spec = specOf(object);
  const place = { at: AT, old: old && specOf(old), version };
  return [
    ...when(spec.parentCompositePodGroupName !== undefined && spec.workloadRef === undefined, () =>
      required(`${AT}.workloadRef`, 'must be set when parentCompositePodGroupName is set'),
    ),
    ...parentErrors(spec, place),
    ...fixed(spec, 'workloadRef', place, (reference, at) => optional(reference, (given) => workloadRefErrors(given, at, version))),
    ...groupErrors(spec, place, 'minCount'),
  ];
}

/** What becomes of a claim is reported of claims that the group has. */
function validateStatus(object: KubeObject, _old: KubeObject, { options }: RegistryContext): Errors {
  const { conditions, resourceClaimStatuses } = givenFields<PodGroupStatus>(object['status']);
  const claims = new Set((specOf(object).resourceClaims ?? []).map(({ name }) => name));
  return [
    ...validateConditions(conditions, 'status.conditions', options.version),
    ...each(resourceClaimStatuses, 'status.resourceClaimStatuses', ({ name }, at) =>
      when(!claims.has(name), () => invalidValue(`${at}.name`, name ?? '', 'must match the name of an entry in `spec.resourceClaims`')),
    ),
  ];
}

export const podGroups = withStatus({
  allowUnconditionalUpdate: false,
  validate: (object, context) => validate(object, undefined, context),
  validateUpdate: validate,
  status: { validate: validateStatus },
});
