import type { RequestAudit } from '../api/audit';

/** Takes nothing: the request is not audited, or it is none of a client. */
export const NOT_AUDITED: RequestAudit = { keeps: () => false, annotate: () => undefined };
