/**
 * Whom a requester acts as. Headers name the user, and a right is needed for each thing that they name. Versions with
 * constrained impersonation first try rights that hold for one mode and one verb, and fall back to the old, general right.
 * After k8s.io/apiserver/pkg/endpoints/filters/impersonation.
 */
import type { Authorizer } from '../api/authorizer';
import type { Version } from '../versions';
import { constrainedImpersonation } from './impersonation/constrained';
import type { Impersonation } from './impersonation/impersonation';
import { legacyImpersonation } from './impersonation/legacy';

const HEADER = 'impersonate-';

/** Most requests have no such header: they cost nothing. */
export function createImpersonation(version: Version, authorizer: Authorizer): Impersonation {
  const impersonation = version.has('constrainedImpersonation') ? constrainedImpersonation(version, authorizer) : legacyImpersonation(version, authorizer);
  return {
    impersonate: (request, attributes, audit) =>
      Object.keys(request.headers).some((name) => name.startsWith(HEADER)) ? impersonation.impersonate(request, attributes, audit) : attributes.user,
  };
}
