/** How much of a request the audit log keeps. */
export type AuditLevel = 'None' | 'Metadata' | 'Request' | 'RequestResponse';

/**
 * What the stages of a request add to its events in the audit log: one for each request. It takes nothing of a request that is not audited.
 * Upstream: the functions of k8s.io/apiserver/pkg/audit that take the context of a request.
 */
export interface RequestAudit {
  /** Reports whether the events of the request keep what belongs to this level. Asked where a value is costly to make. */
  keeps(level: AuditLevel): boolean;
  /** Adds an annotation to all later events. The first value of a key stays. `level` is Metadata unless given: at a lower one it is left out. */
  annotate(key: string, value: string, level?: AuditLevel): void;
}
