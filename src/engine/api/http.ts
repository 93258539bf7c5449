/**
 * One HTTP exchange as plain values. The HTTPS server and the in-process entry both make an {@link ApiRequest} and
 * both take an {@link ApiResponse}, so that there is one code path between them.
 */

/** A request as it came over the wire. Header names are lower case; a header that came twice has two values. */
export interface ApiRequest {
  readonly method: string;
  /** The request target exactly as sent: path and query, still percent-encoded. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: Uint8Array | string;
  /** DER of the client certificate and of the intermediates sent with it; absent without a client certificate. */
  readonly peerCertificates?: readonly Uint8Array[];
  /** Where the client is, for example 127.0.0.1:50432. */
  readonly remoteAddress?: string;
}

/** Headers keep the order and the spelling in which they are written. */
export interface ApiResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string | Uint8Array;
  /** Present on a watch: the head is written at once, then each chunk as it comes. */
  readonly stream?: ResponseStream;
  /** What an audit log would say of the request. Never leaves the process. */
  readonly audit?: AuditRecord;
}

export interface ResponseStream {
  /**
   * Starts delivery; `end` is called once when the server ends the stream, which it does after so many milliseconds if it would not
   * sooner. Returns the cancellation.
   */
  subscribe(chunk: (text: string) => void, end: () => void, atMost?: number): () => void;
}

/** The annotations authorization.k8s.io/decision and authorization.k8s.io/reason, and whom they speak of. */
export interface AuditRecord {
  readonly user?: string;
  readonly impersonatedUser?: string;
  readonly verb: string;
  readonly decision?: 'allow' | 'forbid';
  readonly reason?: string;
}
