import type { Readable } from 'node:stream';
import type { RequestInfo } from './attributes';
import type { RequestAudit } from './audit';
import type { ApiRequest, TakeOver } from './http';
import type { Identity } from './identity';
import type { KubeObject, ObjectMeta } from './objects';

/** An authorized request on its way to the registry. */
export interface Call {
  readonly request: ApiRequest;
  readonly info: RequestInfo;
  readonly user: Identity;
  readonly query: URLSearchParams;
  /** Warning headers collected so far; anything may add a text. */
  readonly warnings: string[];
  readonly audit: RequestAudit;
}

/** How objects are shown whose kind no catalogue has. */
export interface CustomShape {
  readonly columns: readonly {
    readonly name: string;
    readonly type: string;
    readonly format: string;
    readonly description: string;
    readonly priority: number;
  }[];
  /** Of an object, in the order of the columns. */
  cells(object: KubeObject): readonly (string | number | boolean | null)[];
  /** The metadata in the order of its type, as it is written without its object. */
  metadata(object: KubeObject): ObjectMeta;
}

/** What a handler answers with; response/ makes bytes of it, negotiated with the client. */
export type HandlerResult =
  | {
      readonly status: number;
      readonly object: KubeObject;
      readonly headers?: Readonly<Record<string, string>>;
      /** It is the very object that is stored, so that its bytes are worth keeping. */
      readonly isKept?: boolean;
      readonly custom?: CustomShape;
    }
  /** Bytes that no client negotiates. Content-Type is text/plain unless given; '' leaves it out. */
  | { readonly status: number; readonly text: string | Uint8Array; readonly headers?: Readonly<Record<string, string>> }
  | { readonly status: number; readonly collection: Collection; readonly custom?: CustomShape }
  /** What another server answered, as it comes. */
  | { readonly status: number; readonly forwarded: Readable; readonly headers: Readonly<Record<string, string | readonly string[]>> }
  /** The connection leaves HTTP. */
  | { readonly status: 101; readonly takeOver: TakeOver }
  | { readonly status: 200; readonly watch: Watch; readonly custom?: CustomShape };

/** A list whose items are made while it is written. */
export interface Collection {
  /** Of the list, in the order in which they are written. */
  readonly fields: KubeObject;
  /** The names of those that come after the items: in a list of custom resources all are in order. */
  readonly last?: readonly string[];
  /** As they are kept. */
  readonly objects: readonly KubeObject[];
  /** The object as an item of this list. */
  item(object: KubeObject): KubeObject;
}

export interface WatchEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR';
  /** The same object for every client that watches the same version of it. */
  readonly object: KubeObject;
}

/** The events of a watch, as long as its client reads them. */
export interface Watch {
  /** Begins. Calls `ready` when there is an event after there was none, and at the end, which comes after `atMost` milliseconds at the latest. */
  open(ready: () => void, atMost?: number): WatchEvents;
}

export interface WatchEvents {
  /** The next event; undefined when there is none yet. */
  next(): WatchEvent | 'end' | undefined;
  /** Ends the watch. */
  close(): void;
}

/** One place that answers requests: resources, discovery, health. `undefined`: not mine. */
export interface Handler {
  handle(call: Call): HandlerResult | undefined | Promise<HandlerResult | undefined>;
}
