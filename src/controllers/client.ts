/**
 * How a controller talks to an API server: as anybody does, over requests and watches. It does not know whether the
 * server is the embedded one in this process or one behind a socket.
 */
import type { ApiRequest, ReceivedResponse } from '../engine/api/http';
import type { JsonObject, KubeObject } from '../engine/api/objects';

export const STRATEGIC_MERGE_PATCH = 'application/strategic-merge-patch+json';

export interface Reply {
  readonly status: number;
  readonly body: JsonObject;
}
export interface WatchEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly object: KubeObject;
}
export interface Watch {
  /** The resourceVersion from which on changes are sent. */
  readonly resourceVersion: string;
  stop(): void;
}
export interface Client {
  request(method: string, path: string, body?: unknown, contentType?: string): Promise<Reply>;
  /** Delivers each object that is there and then each change, in order. Resolves, once the present objects are delivered, to the end of it. */
  watch(path: string, onEvent: (event: WatchEvent) => void): Promise<Watch>;
  /** Delivers each change after that resource version; `onEnd` is called when the server ends the watch. */
  watchSince(path: string, resourceVersion: string, onEvent: (event: WatchEvent) => void, onEnd?: () => void): Promise<Watch>;
}

interface List {
  readonly metadata?: { readonly resourceVersion?: string };
  readonly items?: readonly KubeObject[];
}

/** managedFields name the manager by its first part. */
const USER_AGENT = 'kube-controller-manager';

/** A client that sends through `send` with `headers` (its credentials) on each request. */
export function clientOf(send: (request: ApiRequest) => Promise<ReceivedResponse>, headers: Readonly<Record<string, string>>): Client {
  const open = (method: string, target: string, body?: unknown, contentType = 'application/json'): Promise<ReceivedResponse> =>
    send({
      method,
      target,
      headers: { accept: 'application/json', 'user-agent': USER_AGENT, ...headers, ...(body !== undefined && { 'content-type': contentType }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });

  const request = async (method: string, path: string, body?: unknown, contentType?: string): Promise<Reply> => {
    const response = await open(method, path, body, contentType);
    const text = typeof response.body === 'string' ? response.body : Buffer.from(response.body).toString('utf8');
    return { status: response.status, body: text.startsWith('{') ? (JSON.parse(text) as JsonObject) : {} };
  };

  const watchSince: Client['watchSince'] = async (path, resourceVersion, onEvent, onEnd = () => undefined) => {
    const { stream } = await open('GET', `${path}${path.includes('?') ? '&' : '?'}watch=true&resourceVersion=${resourceVersion}`);
    if (stream === undefined) throw new Error(`cannot watch ${path}`);
    let rest = '';
    const stop = stream.subscribe((chunk) => {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) onEvent(JSON.parse(line) as WatchEvent);
    }, onEnd);
    return { resourceVersion, stop };
  };

  const watch = async (path: string, onEvent: (event: WatchEvent) => void): Promise<Watch> => {
    const { status, body } = await request('GET', path);
    if (status !== 200) throw new Error(`cannot list ${path}: ${status} ${String(body['message'])}`);
    const { metadata, items } = body as List;
    for (const object of items ?? []) onEvent({ type: 'ADDED', object });
    return watchSince(path, metadata?.resourceVersion ?? '', onEvent);
  };

  return { request, watch, watchSince };
}
