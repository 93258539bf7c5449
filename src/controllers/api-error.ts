/** An answer of the API server that refuses: what a controller cannot go on after, and tries again later. */
import type { Client, Reply } from './client';
import type { JsonObject, KubeObject } from '../engine/api/objects';

export class ApiError extends Error {
  readonly status: number;
  readonly reason: string;
  readonly body: JsonObject;

  constructor({ status, body }: Reply) {
    super(String(body['message'] ?? `status ${status}`));
    this.status = status;
    this.reason = String(body['reason'] ?? '');
    this.body = body;
  }

  /** Reports whether the refusal names this cause (NamespaceTerminating). */
  hasCause(reason: string): boolean {
    const { causes = [] } = (this.body['details'] ?? {}) as { readonly causes?: readonly { readonly reason?: string }[] };
    return causes.some((cause) => cause.reason === reason);
  }
}

/** Reports whether nothing more can be made in the namespace, because it goes. */
export const isNamespaceGoing = (error: unknown): boolean => error instanceof ApiError && error.hasCause('NamespaceTerminating');

/** The object that the server answers with. Throws an ApiError where it refuses. */
export async function ask(client: Client, method: string, path: string, body?: unknown, contentType?: string): Promise<KubeObject> {
  const reply = await client.request(method, path, body, contentType);
  if (reply.status >= 400) throw new ApiError(reply);
  return reply.body as unknown as KubeObject;
}

/** Deletes it, if it is there still. */
export async function remove(client: Client, path: string, options?: object): Promise<void> {
  const reply = await client.request('DELETE', path, options && { apiVersion: 'v1', kind: 'DeleteOptions', ...options });
  if (reply.status >= 400 && reply.status !== 404) throw new ApiError(reply);
}
