import type { Attributes, RequestInfo } from './attributes';
import type { Verdict } from './authorizer';
import type { ApiResponse } from './http';
import type { Identity } from './identity';

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
  /** Notes whom the requester acts as. `constraint` is the verb of constrained impersonation that allows it; '' for the general one. */
  impersonated(user: Identity, constraint: string): void;
  /** Notes the object that the client sent, in its version and with defaults, or the options of a deletion. */
  requestObject(object: object): void;
  /** Notes a patch: as JSON, or as it was sent. */
  requestPatch(json: string): void;
  /** Notes the object that is answered, in the shape that the client asked for. `make` is asked only at the level that keeps it. */
  responseObject(kind: string | undefined, make: () => object): void;
}

export interface Asked {
  readonly info: RequestInfo;
  readonly query: URLSearchParams;
  /** Whether the answer may come over a long time. */
  readonly isLongRunning: boolean;
}

/** The events of a request from its beginning to its end, as the journey of a request writes them. */
export interface AuditTrail extends RequestAudit {
  /** Value of the header Audit-Id of the answer; undefined where no event has an id. */
  readonly id: string | undefined;
  /** Notes what is asked; an error that follows is a refusal before the requester is known. */
  asked(asked: Asked): void;
  /** Chooses the rule of the policy and writes RequestReceived. Throws where the event has to be written and cannot be. */
  received(attributes: Attributes): void | Promise<void>;
  decided(verdict: Verdict): void;
  /** Notes why the request ends before RequestReceived. */
  refused(error: unknown): void;
  /** Writes Panic: the server itself is at fault, and answers nothing of its own. */
  panicked(error: unknown): void;
  /** Writes ResponseStarted and ResponseComplete: the latter when the last of the answer is read. */
  answered(response: ApiResponse): ApiResponse | Promise<ApiResponse>;
}
