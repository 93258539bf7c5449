/**
 * An answer with its stream, if it has one, read to the end: what a client has when the connection is done. Nothing is written while
 * a client waits for that, so the end of a watch comes at once: its time would bring nothing more.
 */
import type { ApiResponse } from '../engine/api/http';

export function wholeResponse(response: ApiResponse): Promise<ApiResponse> {
  const { stream, ...rest } = response;
  if (stream === undefined) return Promise.resolve(response);
  return new Promise((resolve) => {
    const chunks: string[] = [];
    stream.subscribe(
      (chunk) => chunks.push(chunk),
      () => resolve({ ...rest, body: chunks.join('') }),
      0,
    );
  });
}
