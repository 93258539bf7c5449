import type { RequestInfo } from './attributes';
import type { ApiRequest, ResponseStream } from './http';
import type { Identity } from './identity';
import type { KubeObject } from './objects';

/** An authorized request on its way to the registry. */
export interface Call {
  readonly request: ApiRequest;
  readonly info: RequestInfo;
  readonly user: Identity;
  readonly query: URLSearchParams;
  /** Warning headers collected so far; anything may add a text. */
  readonly warnings: string[];
}

/** What a handler answers with; response/ makes bytes of it, negotiated with the client. */
export type Answer =
  | { readonly status: number; readonly object: KubeObject; readonly headers?: Readonly<Record<string, string>> }
  /** Bytes that no client negotiates. Content-Type is text/plain unless given; '' leaves it out. */
  | { readonly status: number; readonly text: string | Uint8Array; readonly headers?: Readonly<Record<string, string>> }
  | { readonly status: 200; readonly watch: ResponseStream };

/** One place that answers requests: resources, discovery, health. `undefined`: not mine. */
export interface Handler {
  handle(call: Call): Answer | undefined | Promise<Answer | undefined>;
}
