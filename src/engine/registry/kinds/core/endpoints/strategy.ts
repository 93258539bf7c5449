/** Endpoints, which anyone who may update may create. After k8s.io/kubernetes/pkg/registry/core/endpoint and ValidateEndpoints of pkg/apis/core/validation. */
import { keepAvailability } from '../../apiregistration/api-service/availability';
import { validated } from '../../../generic/status-and-generation';
import type { Strategy } from '../../../generic/strategy';
import type { KubeObject } from '../../../../api/objects';
import { dnsSubdomain, qualifiedName } from '../../../../apimachinery/names';
import { required } from '../../../../errors/field-error';
import type { RegistryContext } from '../../../generic/context';
import { ipAddress } from '../../../generic/validation/addresses';
import { complaints, each, label, optional, portNumber, requiredOneOf, when, type Errors } from '../../../generic/validation/checks';
import { givenFields } from '../../../generic/validation/given';
import type { Version } from '../../../../versions';
import type { ServicePort } from '../service/spec';
import { PROTOCOLS, special } from '../service/validation';

interface Address {
  readonly ip?: string;
  readonly hostname?: string;
  readonly nodeName?: string;
}
interface Subset {
  readonly addresses?: readonly Address[];
  readonly notReadyAddresses?: readonly Address[];
  readonly ports?: readonly ServicePort[];
}

/** An address is looked at twice: an invalid address does not name another machine either. */
const validateAddress = ({ ip = '', hostname = '', nodeName }: Address, at: string, version: Version): Errors => [
  ...ipAddress(ip, `${at}.ip`, version),
  ...(hostname === '' ? [] : label(hostname, `${at}.hostname`, version)),
  ...optional(nodeName, (name) => complaints(name, `${at}.nodeName`, dnsSubdomain(name))),
  ...special(ip, `${at}.ip`, version),
];

function validateEndpoints(object: KubeObject, { options }: RegistryContext): Errors {
  const { version } = options;
  return each(
    givenFields<{ readonly subsets?: readonly Subset[] }>(object).subsets,
    'subsets',
    ({ addresses = [], notReadyAddresses = [], ports = [] }, at) => [
      ...when(addresses.length + notReadyAddresses.length === 0, () => required(at, 'must specify `addresses` or `notReadyAddresses`')),
      ...each(addresses, `${at}.addresses`, (address, place) => validateAddress(address, place, version)),
      ...each(notReadyAddresses, `${at}.notReadyAddresses`, (address, place) => validateAddress(address, place, version)),
      ...each(ports, `${at}.ports`, ({ name = '', port = 0, protocol, appProtocol }, place) => [
        ...(name === '' ? when(ports.length > 1, () => required(`${place}.name`)) : label(name, `${place}.name`, version)),
        ...portNumber(port, `${place}.port`),
        ...requiredOneOf(protocol, `${place}.protocol`, PROTOCOLS),
        ...optional(appProtocol, (given) => complaints(given, `${place}.appProtocol`, qualifiedName(given, version))),
      ]),
    ],
  );
}

export const endpoints: Strategy = validated(validateEndpoints, {
  allowCreateOnUpdate: true,
  stored: (_object, _old, context) => keepAvailability(context),
});
