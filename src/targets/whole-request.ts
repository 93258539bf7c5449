/** A request whose body is still on its way -> the request with its body. */
import type { ApiRequest } from '../engine/api/http';

/** What an API server reads, and one byte that shows that there was more. */
const MOST_BYTES = 3 * 1024 * 1024 + 1;

export async function wholeRequest({ incoming, ...request }: ApiRequest): Promise<ApiRequest> {
  if (incoming === undefined) return request;
  await incoming.read(MOST_BYTES);
  if (incoming.failure !== undefined) throw new Error(incoming.failure);
  return incoming.bytes.length === 0 ? request : { ...request, body: incoming.bytes };
}
