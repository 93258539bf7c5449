/** An error as the object that is answered: metav1.Status, in Go's field order. */
import { errorText } from '../golang/error-text';
import type { JsonObject } from '../api/objects';
import type { Version } from '../versions';
import { plainError, StatusError } from '../errors/status-error';

/** What Go leaves out with omitempty. */
const orAbsent = <T>(value: T | undefined): T | undefined => (value === '' || value === 0 ? undefined : value);

function detailsOf({ details }: StatusError): JsonObject | undefined {
  if (details === undefined) return undefined;
  const { name, group, kind, uid, causes, retryAfterSeconds } = details;
  return {
    name: orAbsent(name),
    group: orAbsent(group),
    kind: orAbsent(kind),
    uid: orAbsent(uid),
    causes:
      causes === undefined || causes.length === 0
        ? undefined
        : causes.map(({ reason, message, field }) => ({ reason: orAbsent(reason), message: orAbsent(message), field: orAbsent(field) })),
    retryAfterSeconds: orAbsent(retryAfterSeconds),
  };
}

/** Go before 1.17 quotes DEL as \u007f. */
const worded = (message: string, version: Version): string =>
  version.has('quotesDelAsRune') ? message.replace(/\\(?:x7f|.)/g, (escape) => (escape === '\\x7f' ? '\\u007f' : escape)) : message;

export function statusOf(error: StatusError, version: Version): JsonObject {
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message: orAbsent(worded(error.message, version)),
    reason: orAbsent(error.reason),
    details: detailsOf(error),
    code: error.code,
  };
}

/** An exception without a Status is an error of the server without a reason. */
export const asStatusError = (error: unknown): StatusError => (error instanceof StatusError ? error : plainError(errorText(error)));
