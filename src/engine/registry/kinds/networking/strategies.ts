/** Ingresses and NetworkPolicies count their generations. After k8s.io/kubernetes/pkg/registry/networking. */
import { isIP } from 'node:net';
import {
  validateIngress,
  validateIngressClass,
  validateIpAddress,
  validateNetworkPolicy,
  validateServiceCidr,
  validateServiceCidrUpdate,
} from './validation';
import { keepAvailability } from '../apiregistration/api-service/availability';
import { validateEndpointSlice } from '../scheduling/validation';
import type { Strategy } from '../../generic/strategy';
import { validated, withGeneration, withStatus } from '../../generic/status-and-generation';

export const networking: Readonly<Record<string, Strategy>> = {
  'networking.k8s.io/ingresses': withGeneration(withStatus(validated(validateIngress))),
  'networking.k8s.io/networkpolicies': withGeneration(validated(validateNetworkPolicy)),
  'networking.k8s.io/ingressclasses': withGeneration(validated(validateIngressClass)),
  'networking.k8s.io/servicecidrs': withStatus({
    validate: validateServiceCidr,
    validateUpdate: validateServiceCidrUpdate,
  }),
  'networking.k8s.io/ipaddresses': validated(validateIpAddress, {
    validateName: (name) => (isIP(name) === 0 ? ['must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)'] : []),
  }),
  'discovery.k8s.io/endpointslices': { ...withGeneration(validated(validateEndpointSlice)), stored: (_object, _old, context) => keepAvailability(context) },
};
