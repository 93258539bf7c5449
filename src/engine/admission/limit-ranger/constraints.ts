/**
 * Whether what is asked for keeps within one limit of a LimitRange, and what to say where it does not.
 * The words are those of plugin/pkg/admission/limitranger/admission.go
 */
import { parseQuantity, type Quantity } from '../../apimachinery/quantity';
import { own } from '../../golang/map';
import { compareQuantities, isZero } from '../../registry/generic/validation/quantities';
import type { Resources } from '../quantities';

type Complaint = string | undefined;
/** What is compared: the limit's type, such as Container; the resource; how much the limit says. */
export interface Limit {
  readonly type: string;
  readonly resource: string;
  readonly enforced: string;
}

const isLess = (a: string, b: string): boolean => compareQuantities(a, b) < 0;

export function minimumComplaint({ type, resource, enforced }: Limit, { requests, limits }: Resources): Complaint {
  const [request, limit] = [own(requests, resource), own(limits, resource)];
  const usage = `minimum ${resource} usage per ${type} is ${enforced}`;
  if (request === undefined) return `${usage}.  No request is specified`;
  if (isLess(request, enforced)) return `${usage}, but request is ${request}`;
  return limit !== undefined && isLess(limit, enforced) ? `${usage}, but limit is ${limit}` : undefined;
}

export function maximumComplaint({ type, resource, enforced }: Limit, { requests, limits }: Resources): Complaint {
  const [request, limit] = [own(requests, resource), own(limits, resource)];
  const usage = `maximum ${resource} usage per ${type} is ${enforced}`;
  if (limit === undefined) return `${usage}.  No limit is specified`;
  if (isLess(enforced, limit)) return `${usage}, but limit is ${limit}`;
  return request !== undefined && isLess(enforced, request) ? `${usage}, but request is ${request}` : undefined;
}

/** Of a claim, which has no limits. */
export function maximumRequestComplaint({ type, resource, enforced }: Limit, { requests }: Resources): Complaint {
  const request = own(requests, resource);
  const usage = `maximum ${resource} usage per ${type} is ${enforced}`;
  if (request === undefined) return `${usage}.  No request is specified`;
  return isLess(enforced, request) ? `${usage}, but request is ${request}` : undefined;
}

const numberOf = ({ unscaled, scale }: Quantity): number => Number(unscaled) * 10 ** scale;

export function ratioComplaint({ type, resource, enforced }: Limit, { requests, limits }: Resources): Complaint {
  const [request = '0', limit = '0'] = [own(requests, resource), own(limits, resource)];
  const ratio = `${resource} max limit to request ratio per ${type} is ${enforced}`;
  if (isZero(request)) return `${ratio}, but no request is specified or request is 0`;
  if (isZero(limit)) return `${ratio}, but no limit is specified or limit is 0`;
  const observed = numberOf(parseQuantity(limit)) / numberOf(parseQuantity(request));
  return observed > numberOf(parseQuantity(enforced)) ? `${ratio}, but provided ratio is ${observed.toFixed(6)}` : undefined;
}
