import type { Attributes } from '../../api/attributes';
import type { RequestAudit } from '../../api/audit';
import type { ApiRequest } from '../../api/http';
import type { Identity } from '../../api/identity';

export interface Impersonation {
  /**
   * The identity the request acts as: the requester's own, unless headers say otherwise. `attributes` are those of the
   * request as the requester sent it. Notes whom it acts as for the audit log. Throws the refusal.
   */
  impersonate(request: ApiRequest, attributes: Attributes, audit: RequestAudit): Identity | Promise<Identity>;
}
