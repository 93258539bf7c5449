/**
 * The errors of the API, each a Status in the making. Stages throw them; only response/ turns them into bytes.
 * Texts: k8s.io/apimachinery/pkg/api/errors.
 */
import type { GroupResource, GroupVersionKind } from '../api/objects';
import type { FieldError } from './field-error';
import { quote } from '../golang/quote';
import { aggregate } from './field-error';

export interface StatusCause {
  readonly reason?: string;
  readonly message?: string;
  readonly field?: string;
}
export interface StatusDetails {
  readonly name?: string;
  readonly group?: string;
  readonly kind?: string;
  readonly uid?: string;
  readonly causes?: readonly StatusCause[];
  readonly retryAfterSeconds?: number;
}

export class StatusError extends Error {
  constructor(
    readonly code: number,
    /** '' is metav1.StatusReasonUnknown and is left out of the answer. */
    readonly reason: string,
    message: string,
    readonly details?: StatusDetails,
    options?: ErrorOptions,
  ) {
    // An answer, not a fault: to trace where it was made would take longer than the rest of a refusal.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(message, options);
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** `pods`, or `deployments.apps`. */
export const qualified = ({ group, resource }: GroupResource): string => (group === '' ? resource : `${resource}.${group}`);
const qualifiedKind = ({ group, kind }: Pick<GroupVersionKind, 'group' | 'kind'>): string => (group === '' ? kind : `${kind}.${group}`);

/** The details of an error about an object: empty parts are left out, as Go does with omitempty. */
const about = ({ group, resource }: GroupResource, name: string): StatusDetails => ({
  ...(name !== '' && { name }),
  ...(group !== '' && { group }),
  ...(resource !== '' && { kind: resource }),
});

export const notFound = (resource: GroupResource, name: string): StatusError =>
  new StatusError(404, 'NotFound', `${qualified(resource)} ${quote(name)} not found`, about(resource, name));

export const alreadyExists = (resource: GroupResource, name: string): StatusError =>
  new StatusError(409, 'AlreadyExists', `${qualified(resource)} ${quote(name)} already exists`, about(resource, name));

export const generateNameConflict = (resource: GroupResource, name: string): StatusError =>
  new StatusError(
    409,
    'AlreadyExists',
    `${qualified(resource)} ${quote(name)} already exists, the server was not able to generate a unique name for the object`,
    { ...about(resource, name), retryAfterSeconds: 1 },
  );

/** A generated name was taken, in the words of older versions. */
export const tryAgain = ({ group, kind }: GroupVersionKind, operation: string): StatusError =>
  new StatusError(
    500,
    'ServerTimeout',
    `The ${operation} operation against ${qualifiedKind({ group, kind })} could not be completed at this time, please try again.`,
    about({ group, resource: kind }, operation),
  );

export const conflict = (resource: GroupResource, name: string, why: string): StatusError =>
  new StatusError(409, 'Conflict', `Operation cannot be fulfilled on ${qualified(resource)} ${quote(name)}: ${why}`, about(resource, name));

export const forbidden = (resource: GroupResource, name: string, why: string, Refusal = StatusError): StatusError => {
  const subject =
    resource.resource === '' && resource.group === '' ? 'forbidden' : `${qualified(resource)} ${name === '' ? '' : `${quote(name)} `}is forbidden`;
  return new Refusal(403, 'Forbidden', `${subject}: ${why}`, about(resource, name));
};

export const invalid = (kind: Pick<GroupVersionKind, 'group' | 'kind'>, name: string, errors: readonly FieldError[]): StatusError => {
  const why = errors.length === 0 ? '' : `: ${aggregate(errors.map((error) => `${error.field}: ${error.body}`))}`;
  return new StatusError(422, 'Invalid', `${qualifiedKind(kind)} ${quote(name)} is invalid${why}`, {
    ...(name !== '' && { name }),
    ...(kind.group !== '' && { group: kind.group }),
    ...(kind.kind !== '' && { kind: kind.kind }),
    ...(errors.length > 0 && { causes: errors.map((error) => ({ reason: error.reason, message: error.body, field: error.field })) }),
  });
};

export const badRequest = (message: string): StatusError => new StatusError(400, 'BadRequest', message);
export const unauthorized = (): StatusError => new StatusError(401, 'Unauthorized', 'Unauthorized');
export const requestEntityTooLarge = (why: string): StatusError => new StatusError(413, 'RequestEntityTooLarge', `Request entity too large: ${why}`);
export const internalError = (why: string): StatusError =>
  new StatusError(500, 'InternalError', `Internal error occurred: ${why}`, { causes: [{ message: why }] });
export const tooManyRequests = (why: string): StatusError => new StatusError(429, 'TooManyRequests', `Too many requests: ${why}`);
/** An error that upstream does not make a Status: 500, without reason and details. */
export const plainError = (message: string): StatusError => new StatusError(500, '', message);

/** The REST container's own answers; details are always written, even when empty. */
export const resourceNotFound = (): StatusError => new StatusError(404, 'NotFound', 'the server could not find the requested resource', {});
/** Of a verb that a resource does not have. */
export const methodNotSupported = (resource: GroupResource, verb: string): StatusError =>
  new StatusError(405, 'MethodNotAllowed', `${verb} is not supported on resources of kind "${qualified(resource)}"`, {
    ...(resource.group !== '' && { group: resource.group }),
    kind: resource.resource,
  });
export const methodNotAllowed = (): StatusError =>
  new StatusError(405, 'MethodNotAllowed', 'the server does not allow this method on the requested resource', {});

/** An error that upstream answers with http.Error: text/plain, not a Status. */
export class PlainTextError extends Error {
  constructor(
    readonly code: number,
    readonly body: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(body);
  }
}
