/** EndpointSlices. After k8s.io/kubernetes/pkg/registry/discovery/endpointslice and pkg/apis/discovery/validation. */
import type { RegistryContext } from '../../../generic/context';
import type { KubeObject } from '../../../../api/objects';
import { special } from '../../core/service/validation';
import { declaredImmutable, validatedWithChanges } from '../../../generic/validation/immutable';
import { own } from '../../../../golang/map';
import { addressWarnings } from '../../../generic/warnings/addresses';
import { isIP } from 'node:net';
import { dnsLabel, dnsSubdomain, qualifiedName } from '../../../../apimachinery/names';
import { duplicate, invalidValue, required } from '../../../../errors/field-error';
import { validateLabels } from '../../../generic/metadata/validation';
import { ipAddress } from '../../../generic/validation/addresses';
import type { Version } from '../../../../versions';
import { complaints, each, isEmpty, label, oneOf, optional, requiredOneOf, when, type Errors } from '../../../generic/validation/checks';
import { givenFields } from '../../../generic/validation/given';
import { withGeneration } from '../../../generic/status-and-generation';
import type { Strategy, Validate } from '../../../generic/strategy';
import { keepAvailability } from '../../apiregistration/api-service/availability';

interface Endpoint {
  readonly addresses?: readonly string[] | null;
  readonly hostname?: string;
  readonly nodeName?: string;
  readonly topology?: Readonly<Record<string, string>>;
}
interface Slice {
  readonly addressType?: string;
  readonly endpoints?: readonly Endpoint[];
  readonly ports?: readonly { readonly name?: string; readonly port?: number; readonly protocol?: string; readonly appProtocol?: string }[];
}

function sliceAddress(address: string, type: string, at: string, version: Version): Errors {
  if (type === 'FQDN') return complaints(address, at, dnsSubdomain(address));
  if (!version.has('commonValidationWords'))
    return when(isIP(address) !== (type === 'IPv6' ? 6 : 4), () => invalidValue(at, address, `must be a valid ${type} address`));
  const errors = ipAddress(address, at, version);
  const family = type === 'IPv6' ? 6 : 4;
  if (errors.length > 0) return errors;
  return [
    ...when(isIP(address) !== family, () => invalidValue(at.replace(/\[\d+\]$/, ''), address, `must be an ${type} address`)),
    ...special(address, at, version),
  ];
}

const validateEndpointSlice: Validate = (object, { options }) => {
  const { version } = options;
  const { addressType = '', endpoints, ports } = givenFields<Slice>(object);
  const names = (ports ?? []).map(({ name = '' }) => name);
  return [
    ...requiredOneOf(addressType, 'addressType', ['FQDN', 'IPv4', 'IPv6']),
    ...each(endpoints, 'endpoints', ({ addresses, hostname, nodeName, topology }, at) => [
      ...(isEmpty(addresses)
        ? [required(`${at}.addresses`, 'must contain at least 1 address')]
        : each(addresses, `${at}.addresses`, (address, place) =>
            ['FQDN', 'IPv4', 'IPv6'].includes(addressType) ? sliceAddress(address, addressType, place, version) : [],
          )),
      ...optional(nodeName, (name) => complaints(name, `${at}.nodeName`, dnsSubdomain(name))),
      ...validateLabels(topology, `${at}.topology`, version),
      ...optional(hostname, (name) => complaints(name, `${at}.hostname`, dnsLabel(name, version))),
    ]),
    ...each(ports, 'ports', ({ name = '', protocol, appProtocol }, at, index) => [
      ...(name === '' ? [] : label(name, `${at}.name`, version)),
      ...when(names.indexOf(name) < index, () => duplicate(`${at}.name`, name)),
      ...requiredEmpty(protocol, `${at}.protocol`),
      ...optional(appProtocol, (given) => complaints(given, `${at}.appProtocol`, qualifiedName(given, version))),
    ]),
  ];
};

const requiredEmpty = (protocol: string | undefined, at: string): Errors =>
  protocol === undefined ? [required(at)] : oneOf(protocol, at, ['SCTP', 'TCP', 'UDP']);

/** Slices of the server's own controllers have good addresses. */
const OF_CONTROLLERS = ['endpointslice-controller.k8s.io', 'endpointslicemirroring-controller.k8s.io'];

const sliceWarnings: NonNullable<Strategy['warnings']> = (object, version, old) => {
  if (!version.has('specWarnings')) return [];
  const { addressType, endpoints = [] } = givenFields<Slice>(object);
  const isOfController = OF_CONTROLLERS.includes(own(object.metadata.labels, 'endpointslice.kubernetes.io/managed-by') ?? '');
  return [
    ...(addressType === 'FQDN' && old === undefined ? ['spec.addressType: FQDN endpoints are deprecated'] : []),
    ...(isOfController ? [] : endpoints).flatMap(({ addresses }, index) =>
      (addresses ?? []).flatMap((address, at) => addressWarnings(address, `endpoints[${index}].addresses[${at}]`)),
    ),
  ];
};

const typeOf = (slice: KubeObject): string => givenFields<Slice>(slice).addressType ?? '';

const validateTypeStays = (object: KubeObject, old: KubeObject, { options }: RegistryContext): Errors =>
  declaredImmutable(typeOf(object), typeOf(old), 'addressType', options.version);

export const endpointSlices: Strategy = {
  ...withGeneration(validatedWithChanges(validateEndpointSlice, validateTypeStays, { warnings: sliceWarnings })),
  stored: (_object, _old, context) => keepAvailability(context),
};
