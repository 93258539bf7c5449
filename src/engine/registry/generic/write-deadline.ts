/**
 * ?timeout= of a write in older versions: what it does goes on, but who asked is answered when the time is over. Only times in which
 * nothing can be done are looked at. After finishRequest of k8s.io/apiserver/pkg/endpoints/handlers/rest.go.
 */
import type { HandlerResult, Call } from '../../api/registry';
import { parseDuration, formatDuration } from '../../golang/duration';
import { StatusError } from '../../errors/status-error';
import type { Version } from '../../versions';

/** In milliseconds. */
const NO_TIME = 0.01;
/** What is wrong with the body is found before the clock is looked at. */
const FOUND_BEFORE: ReadonlySet<number> = new Set([400, 413, 415]);

function deadlineOf({ request, query }: Call): number | undefined {
  if (request.method === 'GET' || !query.has('timeout')) return undefined;
  try {
    return parseDuration(query.get('timeout') ?? '');
  } catch {
    return undefined;
  }
}

/** Throws 504 for a write that is given no time, once it is done. */
export async function withinDeadline(call: Call, version: Version, handle: () => HandlerResult | Promise<HandlerResult>): Promise<HandlerResult> {
  const deadline = version.has('writeDeadlines') ? deadlineOf(call) : undefined;
  if (deadline === undefined || deadline > NO_TIME) return handle();
  try {
    await handle();
  } catch (error) {
    if (!(error instanceof StatusError) || FOUND_BEFORE.has(error.code)) throw error;
  }
  throw new StatusError(504, 'Timeout', `Timeout: request did not complete within requested timeout ${formatDuration(deadline)}`, {});
}
