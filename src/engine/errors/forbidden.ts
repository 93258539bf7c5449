/**
 * The refusal of an authorizer: who may not do what, HTML-escaped, then the authorizer's reason as it is.
 * After ForbiddenStatusError of k8s.io/apiserver/pkg/endpoints/handlers/responsewriters/errors.go.
 */
import type { Attributes } from '../api/attributes';
import type { Verdict } from '../api/authorizer';
import type { Version } from '../versions';
import { quote } from '../golang/quote';
import { escapeHtml } from './html-escape';
import { internalServerError } from './internal-server-error';
import { forbidden, StatusError } from './status-error';

/**
 * What fmt.Sprintf(text) makes of a text that was never meant as a format: every verb lacks its argument. After doPrintf of Go's fmt: flags, width and
 * precision are read and forgotten.
 */
const VERB = /%([+\-# 0]*)(\*|\d+)?(\.(\*|\d+)?)?([\s\S])?/gu;

function formatWithoutArguments(text: string): string {
  return text.replace(
    VERB,
    (_match, _flags: string, width: string | undefined, _point: string | undefined, precision: string | undefined, verb: string | undefined) => {
      const bad = `${width === '*' ? '%!(BADWIDTH)' : ''}${precision === '*' ? '%!(BADPREC)' : ''}`;
      if (verb === undefined) return `${bad}%!(NOVERB)`;
      return verb === '%' ? `${bad}%` : `${bad}%!${verb}(MISSING)`;
    },
  );
}

function refusal(attributes: Attributes): string {
  const subject = `User ${quote(attributes.user.name)} cannot ${attributes.verb}`;
  if (!attributes.isResourceRequest) return `${subject} path ${quote(attributes.path)}`;
  const { resource, subresource, apiGroup, namespace } = attributes;
  const place = namespace === '' ? 'at the cluster scope' : `in the namespace ${quote(namespace)}`;
  return `${subject} resource ${quote(subresource === '' ? resource : `${resource}/${subresource}`)} in API group ${quote(apiGroup)} ${place}`;
}

/** A refusal that never reached the registry; such an answer carries X-Content-Type-Options too. */
export class RefusedRequest extends StatusError {}

/** As RBAC words it for a right that is asked for later, such as creating by PUT. */
export function forbiddenStatus(attributes: Attributes, reason: string, version: Version, Refusal = StatusError): StatusError {
  const escaped = escapeHtml(refusal(attributes));
  const message = reason === '' ? escaped : `${escaped}: ${reason}`;
  const printed = version.has('refusalIsFormat') ? formatWithoutArguments(message) : message;
  if (!attributes.isResourceRequest) return forbidden({ group: '', resource: '' }, '', printed, Refusal);
  return forbidden({ group: attributes.apiGroup, resource: attributes.resource }, attributes.name, printed, Refusal);
}

export function forbiddenRequest(attributes: Attributes, reason: string, version: Version): RefusedRequest {
  return forbiddenStatus(attributes, reason, version, RefusedRequest);
}

/** What a verdict that does not allow means: an error of the authorizer is an error of the server. */
export function refusalOf(target: string, attributes: Attributes, verdict: Verdict, version: Version): Error {
  if (verdict.error !== undefined) return internalServerError(target, verdict.error.message);
  return forbiddenRequest(attributes, verdict.reason, version);
}
