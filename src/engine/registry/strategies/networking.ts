/** Ingresses and NetworkPolicies count their generations. After k8s.io/kubernetes/pkg/registry/networking. */
import type { Strategy } from '../strategy';
import { withGeneration, withStatus } from './status-and-generation';

export const networking: Readonly<Record<string, Strategy>> = {
  'networking.k8s.io/ingresses': withGeneration(withStatus()),
  'networking.k8s.io/networkpolicies': withGeneration(),
  'networking.k8s.io/ingressclasses': withGeneration(),
  'discovery.k8s.io/endpointslices': withGeneration(),
};
