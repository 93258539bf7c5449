/**
 * An error of a stage before the registry (request info, authorization, impersonation): 500 in plain text, not a Status.
 * After InternalError of k8s.io/apiserver/pkg/endpoints/handlers/responsewriters/errors.go.
 */
import { quote } from '../golang/quote';
import { escapeHtml } from './html-escape';
import { PlainTextError } from './status-error';

/** `target` is the request target as it was sent. */
export const internalServerError = (target: string, why: string): PlainTextError =>
  new PlainTextError(500, escapeHtml(`Internal Server Error: ${quote(target)}: ${why}`));
