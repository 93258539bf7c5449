/**
 * An event of the audit log, and how it is written: as JSON of one of the versions of the group, or as a line of text.
 * After k8s.io/apiserver/pkg/apis/audit and pkg/audit/format.go.
 */
import type { AuditLevel } from '../api/audit';
import type { Identity } from '../api/identity';
import { encodeJson } from '../golang/json';
import { inKeyOrder } from '../golang/map';
import { quote } from '../golang/quote';
import type { Version } from '../versions';
import { microTime, nanoTime, secondTime } from './micro-time';
import type { Stage } from './policy/types';

export interface ObjectReference {
  readonly resource: string;
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly apiGroup: string;
  readonly apiVersion: string;
  readonly resourceVersion: string;
  readonly subresource: string;
}

/** The bounded fields of a Status. */
export interface ResponseStatus {
  readonly status?: string | undefined;
  readonly message?: string | undefined;
  readonly reason?: string | undefined;
  readonly details?: object | undefined;
  readonly code?: number | undefined;
}

export interface AuditEvent {
  readonly level: AuditLevel;
  readonly auditId: string;
  readonly stage: Stage;
  readonly requestUri: string;
  readonly verb: string;
  readonly user: Identity | undefined;
  readonly impersonatedUser: Identity | undefined;
  readonly impersonationConstraint: string;
  readonly sourceIps: readonly string[];
  readonly userAgent: string;
  readonly objectRef: ObjectReference | undefined;
  readonly responseStatus: ResponseStatus | undefined;
  /** JSON. */
  readonly requestObject: string | undefined;
  readonly responseObject: string | undefined;
  /** Microseconds since 1970. */
  readonly receivedAt: number;
  readonly stageAt: number;
  readonly annotations: ReadonlyMap<string, string>;
}

type Filled = Record<string, unknown>;
/** Without what is empty. */
const filled = (fields: Filled): Filled => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== ''));
const unlessEmpty = <T extends object>(value: T): T | undefined => (Object.keys(value).length === 0 ? undefined : value);

const userInfo = (user: Identity | undefined): Filled =>
  user === undefined ? {} : filled({ username: user.name, uid: user.uid, groups: unlessEmpty(user.groups), extra: unlessEmpty(inKeyOrder(user.extra)) });

const statusOf = (given: ResponseStatus): Filled => ({ metadata: {}, ...filled({ ...given, code: given.code === 0 ? undefined : given.code }) });

/** v1alpha1 has the group with the version. */
function referenceOf(reference: ObjectReference, groupVersion: string): Filled {
  const { resource, namespace, name, uid, apiGroup, apiVersion, resourceVersion, subresource } = reference;
  const isWhole = groupVersion === 'v1alpha1';
  const versioned = isWhole && apiGroup !== '' ? `${apiGroup}/${apiVersion}` : apiVersion;
  return filled({ resource, namespace, name, uid, ...(isWhole ? {} : { apiGroup }), apiVersion: versioned, resourceVersion, subresource });
}

/** Old versions have the times of second precision first. */
const oldHead = ({ stageAt, receivedAt }: AuditEvent, level: string): Filled => ({
  metadata: { creationTimestamp: secondTime(stageAt) },
  level,
  timestamp: secondTime(receivedAt),
});

/** Fields of an object, without its braces. */
const inner = (fields: Filled, version: Version): string => encodeJson(fields, { jsonIter: version.has('jsonIter') }).slice(1, -1);

/** One line of JSON without its end. `groupVersion` is the version of the group. */
export function eventJson(event: AuditEvent, groupVersion: string, version: Version): string {
  const { level, auditId, stage, requestUri: requestURI, verb, user, impersonatedUser, objectRef, responseStatus } = event;
  const constraint = event.impersonationConstraint;
  const before: Filled = {
    kind: 'Event',
    apiVersion: `audit.k8s.io/${groupVersion}`,
    ...(groupVersion === 'v1' ? { level } : oldHead(event, level)),
    auditID: auditId,
    stage,
    requestURI,
    verb,
    user: userInfo(user),
    ...(impersonatedUser && { impersonatedUser: userInfo(impersonatedUser) }),
    ...(constraint !== '' && { authenticationMetadata: { impersonationConstraint: constraint } }),
    ...(event.sourceIps.length > 0 && { sourceIPs: event.sourceIps }),
    ...(event.userAgent !== '' && { userAgent: event.userAgent }),
    ...(objectRef && { objectRef: referenceOf(objectRef, groupVersion) }),
    ...(responseStatus && { responseStatus: statusOf(responseStatus) }),
  };
  const after: Filled = {
    requestReceivedTimestamp: microTime(event.receivedAt),
    stageTimestamp: microTime(event.stageAt),
    ...(event.annotations.size > 0 && { annotations: inKeyOrder(Object.fromEntries(event.annotations)) }),
  };
  const objects = [
    ...(event.requestObject === undefined ? [] : [`"requestObject":${event.requestObject}`]),
    ...(event.responseObject === undefined ? [] : [`"responseObject":${event.responseObject}`]),
  ];
  return `{${[inner(before, version), ...objects, inner(after, version)].join(',')}}`;
}

const quotedList = (texts: readonly string[]): string => texts.map(quote).join(',');

/** One line of --audit-log-format=legacy without its end. */
export function eventLine(event: AuditEvent, version: Version): string {
  const { auditId, stage, sourceIps, verb, user, impersonatedUser: other, objectRef, requestUri, responseStatus } = event;
  const isKnown = user !== undefined && user.name !== '';
  const fields = {
    id: auditId,
    stage,
    ip: sourceIps[0] ?? '<unknown>',
    method: verb,
    user: isKnown ? user.name : '<none>',
    groups: isKnown && user.groups.length > 0 ? quotedList(user.groups) : '<none>',
    as: other?.name ?? '<self>',
    asgroups: other === undefined ? '<lookup>' : quotedList(other.groups),
    ...(version.has('auditLinesHaveUserAgent') && { 'user-agent': event.userAgent }),
    namespace: objectRef === undefined || objectRef.namespace === '' ? '<none>' : objectRef.namespace,
    uri: requestUri,
  };
  const words = Object.entries(fields).map(([name, value]) => `${name}=${quote(value)}`);
  return `${nanoTime(event.receivedAt)} AUDIT: ${words.join(' ')} response="${responseStatus === undefined ? '<deferred>' : String(responseStatus.code ?? 0)}"`;
}
