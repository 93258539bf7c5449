import type { AuditTrail } from '../api/audit';

/** Takes nothing: the request is not audited, or it is none of a client. */
export const NOT_AUDITED: AuditTrail = {
  id: undefined,
  keeps: () => false,
  annotate: () => undefined,
  impersonated: () => undefined,
  requestObject: () => undefined,
  requestPatch: () => undefined,
  responseObject: () => undefined,
  asked: () => undefined,
  received: () => undefined,
  decided: () => undefined,
  refused: () => undefined,
  panicked: () => undefined,
  answered: (response) => response,
};
