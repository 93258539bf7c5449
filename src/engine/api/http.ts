/**
 * One HTTP exchange as plain values. The HTTPS server and the in-process entry both make an {@link ApiRequest} and
 * both take an {@link ApiResponse}, so that there is one code path between them.
 */
import type { Duplex } from 'node:stream';
import type { AdmissionNote } from './admission-note';

/** A request as it came over the wire. Header names are lower case; a header that came twice has two values. */
export interface ApiRequest {
  readonly method: string;
  /** The request target exactly as sent: path and query, still percent-encoded. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: Uint8Array | string;
  /** Instead of `body` when it comes over a connection: nothing of it is read before the request is authorized. */
  readonly incoming?: IncomingBody;
  /** DER of the client certificate and of the intermediates sent with it; absent without a client certificate. */
  readonly peerCertificates?: readonly Uint8Array[] | undefined;
  /** Where the client is, for example 127.0.0.1:50432. */
  readonly remoteAddress?: string;
  /** Takes a note of each admission plugin that changes or refuses the object. Only a client in this process can ask for it. */
  readonly admission?: AdmissionNote[];
  /** Lets the answer to a long list come in parts. */
  readonly inParts?: boolean;
  /** Lets the answer be a connection that leaves HTTP. */
  readonly mayTakeOver?: boolean;
}

/** A body that is still on its way. */
export interface IncomingBody {
  /** Reads at most so many bytes. */
  read(atMost: number): Promise<void>;
  /** What was read. */
  readonly bytes: Uint8Array;
  /** Why it could not be read, in Go's words. */
  readonly failure: string | undefined;
}

/** Headers keep the order and the spelling in which they are written. */
export interface ApiResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string | Uint8Array;
  /** The body of a long list, encoded while it is written; `body` is empty then. Present only when the request allows it. */
  readonly parts?: AsyncIterable<Uint8Array> | undefined;
  /** Present on a watch: the head is written at once, then each part as it comes. */
  readonly stream?: ResponseStream | undefined;
  /** The answer to a WebSocket's handshake: written as it is, and the connection ends with it. `stream` is sent as messages. */
  readonly isWebSocket?: boolean;
  /** Present where the connection leaves HTTP: writes all of the answer itself, and resolves when the connection is over. */
  readonly takeOver?: TakeOver | undefined;
  /** What an audit log would say of the request. Never leaves the process. */
  readonly audit?: AuditRecord | undefined;
  /** What admission did; present when a client in this process asked for it. Never leaves the process. */
  readonly admission?: readonly AdmissionNote[] | undefined;
}

/** Takes a connection, and what of it was read too far. */
export type TakeOver = (connection: { readonly socket: Duplex; readonly head: Uint8Array }) => Promise<void>;

/** What a watch sends, for a reader in this process. */
export interface ReadStream {
  /** Delivers every part as soon as it is there; `end` is called once, after `atMost` milliseconds if not sooner. Returns the cancellation. */
  subscribe(chunk: (text: string) => void, end: () => void, atMost?: number): () => void;
}

/** An answer as its reader has it, from this server or from a real one. */
export interface ReceivedResponse extends Omit<ApiResponse, 'stream'> {
  readonly stream?: ReadStream | undefined;
}

/** What a watch sends, for a connection: a part is taken when there is room for it. */
export interface ResponseStream extends ReadStream {
  /**
   * Begins. Calls `ready` when there is something to take after there was nothing, also at the end. The server ends the stream after
   * `atMost` milliseconds if it would not sooner.
   */
  open(ready: () => void, atMost?: number): StreamSource;
}

export interface StreamSource {
  /** The next part; undefined when there is none yet. */
  next(): Uint8Array | 'end' | undefined;
  /** Takes nothing more. */
  close(): void;
}

/** The annotations authorization.k8s.io/decision and authorization.k8s.io/reason, and whom they speak of. */
export interface AuditRecord {
  /** Audit-Id of the answer, where the audit log has it. */
  readonly id?: string | undefined;
  readonly user?: string;
  readonly impersonatedUser?: string;
  readonly verb: string;
  readonly decision?: 'allow' | 'forbid';
  readonly reason?: string;
}
