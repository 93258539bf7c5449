/**
 * What happens when the server itself is at fault: the request gets a 500, its connection ends, the standard error output
 * gets one line, and every other request goes on. Upstream: k8s.io/apiserver/pkg/server/filters/wrap.go
 */
import type { ApiRequest, ApiResponse } from '../api/http';

const PANIC: ApiResponse = {
  status: 500,
  headers: { 'Content-Type': 'text/plain; charset=utf-8', 'X-Content-Type-Options': 'nosniff' },
  body: 'This request caused apiserver to panic. Look in the logs for details.\n',
};

const MAX_PATH = 200;
const MAX_STACK = 1000;

/** One line, whatever the text holds. */
const quoted = (text: string, length: number): string => JSON.stringify(text.slice(0, length));
const stackOf = (error: unknown): string => quoted(error instanceof Error ? (error.stack ?? error.message) : String(error), MAX_STACK);
const report = (line: string): void => void process.stderr.write(`${line}\n`);

export const isPanic = (response: ApiResponse): boolean => response === PANIC;

/** The answer of `handle`, which may fail. */
export async function answering(handle: (request: ApiRequest) => Promise<ApiResponse>, request: ApiRequest): Promise<ApiResponse> {
  try {
    return await handle(request);
  } catch (error) {
    reportRequest(request, error);
    return PANIC;
  }
}

/** Writes the request, without its query, and what went wrong. */
function reportRequest({ method, target }: Pick<ApiRequest, 'method' | 'target'>, error: unknown): void {
  report(`apiserver panic'd: method=${quoted(method, MAX_PATH)} path=${quoted(target.split('?', 1)[0] ?? '', MAX_PATH)} err=${stackOf(error)}`);
}

/** Writes what ended a connection that no request of it explains. */
export function reportConnection(error: unknown): void {
  report(`connection ended: err=${stackOf(error)}`);
}

/** Keeps the process serving after an error that nothing caught, which would otherwise end it. */
export function surviveErrors(): void {
  process.on('uncaughtException', (error, origin) => report(`still serving after ${origin}: err=${stackOf(error)}`));
}
