/** Addresses and families of Services, and how they may change. After ValidateServiceClusterIPsRelatedFields and validateUpgradeDowngrade* of pkg/apis/core/validation. */
import { isIP } from 'node:net';
import { familyOf } from '../../../../apimachinery/address-ranges';
import { duplicate, forbiddenField, invalidValue, notSupported, required } from '../../../../errors/field-error';
import type { Version } from '../../../../versions';
import { nilStrings, strings } from '../../../generic/metadata/go-printed';
import { ipAddress } from '../../../generic/validation/addresses';
import { each, optional, when, type Errors } from '../../../generic/validation/checks';
import { isHeadless, NONE, type ServiceSpec } from './spec';

const AT = 'spec.clusterIPs';
const POLICIES = ['PreferDualStack', 'RequireDualStack', 'SingleStack'];

function bothFields({ clusterIP = '', clusterIPs = [] }: ServiceSpec, version: Version): Errors {
  if (clusterIP === '') {
    const why = version.has('servicesAllocatedFirst') ? 'must be empty when `clusterIP` is not specified' : 'must be empty when clusterIP is empty';
    return when(clusterIPs.length > 0, () => invalidValue(AT, strings(clusterIPs, version), why));
  }
  if (clusterIPs.length === 0) return [required(AT)];
  const text = version.has('servicesAllocatedFirst') ? 'first value must match `clusterIP`' : 'element [0] must match clusterIP';
  return when(clusterIPs[0] !== clusterIP, () => invalidValue(AT, strings(clusterIPs, version), text));
}

function badAddresses({ clusterIPs = [] }: ServiceSpec, version: Version): Errors {
  return each(clusterIPs, AT, (address, at, index) => {
    if (index > 0 || address !== NONE) return ipAddress(address, at, version);
    return when(clusterIPs.length > 1, () => invalidValue(AT, strings(clusterIPs, version), "'None' must be the first and only value"));
  });
}

const ofFamilies = (spec: ServiceSpec): Errors =>
  isHeadless(spec)
    ? []
    : each(spec.clusterIPs, AT, (address, at, index) => {
        const family = spec.ipFamilies?.[index];
        if (family !== 'IPv4' && family !== 'IPv6') return [];
        return when(familyOf(address) !== family, () => invalidValue(at, address, `expected an ${family} value as indicated by \`ipFamilies[${index}]\``));
      });

export function validateAddresses(spec: ServiceSpec, version: Version): Errors {
  if (spec.type === 'ExternalName') return [];
  const { clusterIPs = [], ipFamilies = [] } = spec;
  const bad = badAddresses(spec, version);
  const before = [
    ...bothFields(spec, version),
    ...each(ipFamilies, 'spec.ipFamilies', (family, at, index) => [
      ...when(family !== 'IPv4' && family !== 'IPv6', () => notSupported(at, family, ['IPv4', 'IPv6'])),
      ...when(ipFamilies.indexOf(family) < index, () => duplicate(at, family)),
    ]),
    ...optional(spec.ipFamilyPolicy, (policy) => when(!POLICIES.includes(policy), () => notSupported('spec.ipFamilyPolicy', policy, POLICIES))),
    ...bad,
    ...when(clusterIPs.length > 2, () => invalidValue(AT, strings(clusterIPs, version), 'may only hold up to 2 values')),
  ];
  if (bad.length > 0) return before;
  const isDouble = clusterIPs.length > 1 && new Set(clusterIPs.map((address) => isIP(address))).size > 1;
  return [
    ...before,
    ...when(clusterIPs.length > 1 && !isDouble, () => invalidValue(AT, strings(clusterIPs, version), 'may specify no more than one IP for each IP family')),
    ...ofFamilies(spec),
  ];
}

/** A Service with a name of another place has no addresses. */
export const validateNoAddresses = ({ clusterIPs = [], ipFamilies = [], ipFamilyPolicy }: ServiceSpec): Errors => {
  const refusal = 'may not be set for ExternalName services';
  return [
    ...when(clusterIPs.length > 0, () => forbiddenField(AT, refusal)),
    ...when(ipFamilies.length > 0, () => forbiddenField('spec.ipFamilies', refusal)),
    ...when(ipFamilyPolicy !== undefined, () => forbiddenField('spec.ipFamilyPolicy', refusal)),
  ];
};

interface Changed {
  readonly at: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** What upstream shows of a first value that changes. */
  readonly shown: readonly string[];
  readonly unset: string;
  readonly second: string;
}

/** What a Service has got stays; the second may come, and go where the client asks for one family. */
function changes({ at, before, after, shown, unset, second }: Changed, policy: string | undefined, isUnset: boolean, version: Version): Errors {
  const once = (index: number, values: readonly string[]): Errors => [invalidValue(`${at}[${index}]`, printed(values, version), 'may not change once set')];
  if (before.length === after.length) return before.flatMap((value, index) => (value === after[index] ? [] : once(at === AT ? index : 0, after)));
  const first = before.length > 0 && after.length > 0 && before[0] !== after[0] ? once(0, shown) : [];
  if (before.length < after.length) return first;
  return [
    ...when(isUnset, () => invalidValue(`${at}[0]`, printed(after, version), unset)),
    ...first,
    ...when(after.length === 1 && policy !== 'SingleStack', () =>
      invalidValue('spec.ipFamilyPolicy', policy ?? null, `must be set to 'SingleStack' when releasing the secondary ${second}`),
    ),
  ];
}

/** An empty list is a nil slice upstream. */
const printed = (values: readonly string[], version: Version) => (values.length === 0 ? nilStrings(version) : strings(values, version));

export function validateAddressChanges(spec: ServiceSpec, old: ServiceSpec, version: Version): Errors {
  if (spec.type === 'ExternalName' || old.type === 'ExternalName') return [];
  const { clusterIPs = [], ipFamilies = [], ipFamilyPolicy } = spec;
  const [now, before] = [isHeadless(spec), isHeadless(old)];
  const ofAddresses = {
    at: AT,
    before: old.clusterIPs ?? [],
    after: clusterIPs,
    shown: clusterIPs,
    unset: 'primary clusterIP can not be unset',
    second: 'clusterIP',
  };
  const families = {
    at: 'spec.ipFamilies',
    before: old.ipFamilies ?? [],
    after: ipFamilies,
    shown: clusterIPs,
    unset: 'primary ipFamily can not be unset',
    second: 'ipFamily',
  };
  return [
    ...(now && before ? [] : changes(ofAddresses, ipFamilyPolicy, clusterIPs.length === 0, version)),
    ...(now || before ? [] : changes(families, ipFamilyPolicy, clusterIPs.length === 0, version)),
  ];
}
