/** ServiceCIDRs. After k8s.io/kubernetes/pkg/registry/networking/servicecidr and pkg/apis/networking/validation. */
import type { KubeObject } from '../../../../api/objects';
import { addressRange } from '../../../../apimachinery/address-ranges';
import { invalidValue, required } from '../../../../errors/field-error';
import type { RegistryContext } from '../../../generic/context';
import { canonicalCidr } from '../../../generic/validation/addresses';
import { each, when, type Errors } from '../../../generic/validation/checks';
import { givenFields } from '../../../generic/validation/given';
import { withStatus } from '../../../generic/status-and-generation';
import type { Strategy } from '../../../generic/strategy';

const cidrsOf = (object: KubeObject): readonly string[] => givenFields<{ readonly cidrs?: readonly string[] }>(object['spec']).cidrs ?? [];

function validateServiceCidr(object: KubeObject, { options: { version } }: RegistryContext): Errors {
  const cidrs = cidrsOf(object);
  if (cidrs.length === 0) return [required('spec.cidrs', 'at least one CIDR required')];
  if (cidrs.length > 2) return [invalidValue('spec.cidrs', { CIDRs: cidrs }, 'may only hold up to 2 values')];
  const [first, second] = cidrs.map((range) => addressRange(range)?.family);
  const why = 'may specify no more than one IP for each IP family, i.e 192.168.0.0/24 and 2001:db8::/64';
  return [
    ...each(cidrs, 'spec.cidrs', (range, at) => canonicalCidr(range, at, version)),
    ...when(cidrs.length === 2 && first === second && first !== undefined, () => invalidValue('spec.cidrs', cidrs, why)),
  ];
}

/** A range of the other family may come; all else stays. */
function validateServiceCidrUpdate(object: KubeObject, old: KubeObject, context: RegistryContext): Errors {
  const [after, before] = [cidrsOf(object), cidrsOf(old)];
  const grows = before.length === 1 && after.length === 2;
  const why = 'field is immutable';
  if (!grows && before.length !== after.length) return [invalidValue('spec.cidrs', after, why)];
  return [
    ...each(before, 'spec.cidrs', (range, at, index) => when(range !== after[index], () => invalidValue(at, after[index] ?? '', why))),
    ...(grows ? validateServiceCidr(object, context) : []),
  ];
}

export const serviceCidrs: Strategy = withStatus({ validate: validateServiceCidr, validateUpdate: validateServiceCidrUpdate });
