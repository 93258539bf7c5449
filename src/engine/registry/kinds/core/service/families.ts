/**
 * Which families a Service has addresses of, where the client leaves it open, and addresses that the client gives in one of two
 * fields. After initIPFamilyFields of pkg/registry/core/service/storage/alloc.go and normalizeClusterIPs of storage.go.
 */
import { familyOf } from '../../../../apimachinery/address-ranges';
import { invalidValue, type FieldError } from '../../../../errors/field-error';
import { invalid } from '../../../../errors/status-error';
import type { RegistryContext } from '../../../generic/context';
import { strings } from '../../../generic/metadata/go-printed';
import { familiesOf } from './addresses';
import { validateAddresses } from './address-validation';
import { isHeadless, NONE, sameLists, withFields, type ServiceSpec } from './spec';

/** The list of addresses beside the first of them: who knows only one of the fields means both. */
export function withBothAddressFields(spec: ServiceSpec, old: ServiceSpec | undefined): ServiceSpec {
  const { clusterIP = '', clusterIPs = [] } = spec;
  if (old === undefined) return clusterIP !== '' && clusterIPs.length === 0 ? withFields(spec, { clusterIPs: [clusterIP] }) : spec;
  const { clusterIP: before = '', clusterIPs: all = [] } = old;
  const given = all.length > 0 && clusterIPs.length === 0 && before === clusterIP ? withFields(spec, { clusterIPs: all }) : spec;
  if (before === clusterIP || !sameLists(all, given.clusterIPs)) return given;
  return withFields(given, { clusterIPs: before !== '' && clusterIP === '' ? undefined : [clusterIP] });
}

function refuse(name: string, errors: readonly FieldError[]): void {
  if (errors.length > 0) throw invalid({ group: '', kind: 'Service' }, name, errors);
}

function defaultPolicy({ clusterIP, selector }: ServiceSpec, old: ServiceSpec | undefined): string {
  if (old?.ipFamilyPolicy !== undefined) return old.ipFamilyPolicy;
  return clusterIP === NONE && Object.keys(selector ?? {}).length === 0 ? 'RequireDualStack' : 'SingleStack';
}

/** A Service that prefers two families keeps what it has, whatever the server has come to have. */
function keepsPreference(spec: ServiceSpec, old: ServiceSpec | undefined): boolean {
  if (old === undefined || spec.ipFamilyPolicy !== 'PreferDualStack' || old.type !== spec.type) return false;
  if ((old.ipFamilyPolicy ?? 'PreferDualStack') !== 'PreferDualStack') return false;
  return sameLists(old.clusterIPs, spec.clusterIPs) && sameLists(old.ipFamilies, spec.ipFamilies);
}

/** One family is left where the client asks for one and changes nothing else. */
function released(spec: ServiceSpec, old: ServiceSpec): { readonly spec: ServiceSpec; readonly errors: readonly FieldError[] } {
  const first = (field: 'clusterIPs' | 'ipFamilies'): readonly string[] | undefined =>
    sameLists(spec[field], old[field]) && (spec[field] ?? []).length > 1 ? spec[field]?.slice(0, 1) : spec[field];
  if (spec.ipFamilyPolicy === 'SingleStack')
    return { spec: withFields(spec, { clusterIPs: first('clusterIPs'), ipFamilies: first('ipFamilies') }), errors: [] };
  const isReduced = (field: 'clusterIPs' | 'ipFamilies'): boolean => (spec[field] ?? []).length > 0 && (spec[field] ?? []).length < (old[field] ?? []).length;
  const refusal = (what: string): FieldError =>
    invalidValue('spec.ipFamilyPolicy', spec.ipFamilyPolicy ?? '', `must be 'SingleStack' to release the secondary ${what}`);
  return { spec, errors: [...(isReduced('clusterIPs') ? [refusal('cluster IP')] : []), ...(isReduced('ipFamilies') ? [refusal('IP family')] : [])] };
}

const doubled = ({ clusterIPs = [], ipFamilies = [], ipFamilyPolicy = '' }: ServiceSpec): readonly FieldError[] => {
  if (ipFamilyPolicy !== 'SingleStack') return [];
  const refusal = (what: string): FieldError =>
    invalidValue('spec.ipFamilyPolicy', ipFamilyPolicy, `must be 'RequireDualStack' or 'PreferDualStack' when multiple ${what} are specified`);
  return [...(clusterIPs.length === 2 ? [refusal('cluster IPs')] : []), ...(ipFamilies.length === 2 ? [refusal('IP families')] : [])];
};

const other = (family: string): string => (family === 'IPv4' ? 'IPv6' : 'IPv4');

/** The spec with its policy and families. Throws 422. */
export function withFamilies(given: ServiceSpec, old: ServiceSpec | undefined, name: string, context: RegistryContext): ServiceSpec {
  if (given.type === 'ExternalName' || keepsPreference(given, old)) return given;
  const { version } = context.options;
  const configured: readonly string[] = familiesOf(context);
  const policy = given.ipFamilyPolicy ?? defaultPolicy(given, old);
  const initial = withFields(given, { ipFamilyPolicy: policy });
  refuse(name, validateAddresses(initial, version));
  const { spec, errors } = old === undefined ? { spec: initial, errors: [] } : released(initial, old);
  const { clusterIPs = [] } = spec;
  const families = [...(spec.ipFamilies ?? [])];
  const unconfigured: FieldError[] = [];
  for (const [index, address] of clusterIPs.entries()) {
    if (address === NONE) break;
    if (index < families.length) continue;
    const family = familyOf(address);
    if (configured.includes(family)) families.push(family);
    else unconfigured.push(invalidValue(`spec.clusterIPs[${index}]`, strings(clusterIPs, version), `${family} is not configured on this cluster`));
  }
  refuse(name, [...errors, ...doubled(spec), ...unconfigured]);
  const byHand = isHeadless(spec) && Object.keys(spec.selector ?? {}).length === 0;
  if (!byHand) {
    refuse(name, [
      ...(policy === 'RequireDualStack' && configured.length < 2
        ? [invalidValue('spec.ipFamilyPolicy', policy, 'this cluster is not configured for dual-stack services')]
        : []),
      ...families.flatMap((family, index) =>
        configured.includes(family) ? [] : [invalidValue(`spec.ipFamilies[${index}]`, family, 'not configured on this cluster')],
      ),
    ]);
  }
  const [first = configured[0] ?? 'IPv4', ...more] = families;
  const isDouble = policy !== 'SingleStack' && more.length === 0 && (byHand || configured.length === 2);
  return withFields(spec, { ipFamilies: isDouble ? [first, other(first)] : [first, ...more] });
}
