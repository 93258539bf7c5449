/** What of a Status is kept beside the answer itself. After LogResponseObject of k8s.io/apiserver/pkg/audit/context.go. */
import type { Version } from '../versions';
import type { ResponseStatus } from './event';

export function statusOfObject(object: object, version: Version): ResponseStatus {
  const { status, message, reason, details, code } = object as ResponseStatus;
  return version.has('auditStatusesHaveMessages') ? { status, message, reason, details, code } : { status, reason, code };
}
