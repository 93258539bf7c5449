/**
 * Whom a requester acts as. Headers name the user, and a right is needed for each thing that they name. Versions with
 * constrained impersonation first try rights that hold for one mode and one verb, and fall back to the old, general right.
 * After k8s.io/apiserver/pkg/endpoints/filters/impersonation.
 */
import type { Attributes } from '../api/attributes';
import type { RequestAudit } from '../api/audit';
import type { Authorizer } from '../api/authorizer';
import type { ApiRequest } from '../api/http';
import type { Identity } from '../api/identity';
import type { Version } from '../versions';
import { constrainedImpersonation } from './impersonation/constrained';
import { legacyImpersonation } from './impersonation/legacy';

export interface Impersonation {
  /**
   * The identity the request acts as: the requester's own, unless headers say otherwise. `attributes` are those of the
   * request as the requester sent it. Notes whom it acts as for the audit log. Throws the refusal.
   */
  impersonate(request: ApiRequest, attributes: Attributes, audit: RequestAudit): Identity | Promise<Identity>;
}

const HEADER = 'impersonate-';

/** Most requests have no such header: they cost nothing. */
export function createImpersonation(version: Version, authorizer: Authorizer): Impersonation {
  const impersonation = version.has('constrainedImpersonation') ? constrainedImpersonation(version, authorizer) : legacyImpersonation(version, authorizer);
  return {
    impersonate: (request, attributes, audit) =>
      Object.keys(request.headers).some((name) => name.startsWith(HEADER)) ? impersonation.impersonate(request, attributes, audit) : attributes.user,
  };
}
