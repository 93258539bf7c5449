/**
 * The body of a request on a resource, which may be three MiB long.
 * Upstream: limitedReadBody of k8s.io/apiserver/pkg/endpoints/handlers/rest.go
 */
import type { ApiRequest } from '../../api/http';
import { plainError, requestEntityTooLarge } from '../../errors/status-error';

const MOST_BYTES = 3 * 1024 * 1024;

/** Methods whose handlers read a body; exec, attach, port-forward and proxy leave it where it is. */
const READ_METHODS: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/** Waits for a body that is still on its way, as far as it may be read. */
export async function receiveBody({ method, incoming }: ApiRequest): Promise<void> {
  if (incoming !== undefined && READ_METHODS.has(method)) await incoming.read(MOST_BYTES + 1);
}

export function requestBody({ body = '', incoming }: ApiRequest): Uint8Array {
  if (incoming?.failure !== undefined) throw plainError(incoming.failure);
  const bytes = incoming !== undefined ? incoming.bytes : typeof body === 'string' ? Buffer.from(body) : body;
  if (bytes.length > MOST_BYTES) throw requestEntityTooLarge(`limit is ${MOST_BYTES}`);
  return bytes;
}
