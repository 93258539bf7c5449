/**
 * One request on its way to the audit log: what its stages say of it is put together, and written as events at RequestReceived,
 * ResponseStarted (requests that last) and ResponseComplete.
 * After k8s.io/apiserver/pkg/audit (context.go, request.go) and pkg/endpoints/filters (audit.go, authn_audit.go, request_deadline.go).
 */
import { firstHeader } from '../golang/http-header';
import { randomUUID } from 'node:crypto';
import type { Asked, AuditLevel, AuditTrail } from '../api/audit';
import type { Attributes } from '../api/attributes';
import type { Verdict } from '../api/authorizer';
import type { ApiRequest, ApiResponse } from '../api/http';
import type { Identity } from '../api/identity';
import { encodeJson } from '../golang/json';
import { textOfLatin1 } from '../golang/utf8-text';
import { internalServerError } from '../errors/internal-server-error';
import type { Version } from '../versions';
import { reportLost, type Kept, type Sink } from './backends/backend';
import { compactJson } from './compact-json';
import type { AuditEvent, ObjectReference, ResponseStatus } from './event';
import { failedAuthentication } from './failed-authentication';
import { Latencies } from './latencies';
import { nowMicros } from './micro-time';
import { auditConfigOf, type AuditConfig, type AuditedAttributes } from './policy/match';
import { LEVELS, type Policy, type Stage } from './policy/types';
import { requestUriOf } from './request-uri';
import { sourceIps } from './source-ips';
import { statusOfObject } from './status-of-object';
import { whenRead } from './when-read';
import { withoutManagedFields } from './without-managed-fields';

const LONGEST_USER_AGENT = 1024;
const DECISION = 'authorization.k8s.io/decision';
const REASON = 'authorization.k8s.io/reason';

const isAtLeast = (level: AuditLevel, wanted: AuditLevel): boolean => LEVELS.indexOf(level) >= LEVELS.indexOf(wanted);

const header = (request: ApiRequest, name: string): string => textOfLatin1(firstHeader(request, name));

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function userAgentOf(request: ApiRequest): string {
  const text = header(request, 'user-agent');
  const bytes = Buffer.from(text);
  return bytes.length > LONGEST_USER_AGENT ? `${bytes.subarray(0, LONGEST_USER_AGENT).toString()}...TRUNCATED` : text;
}

/** What the requests of a server have in common. */
interface AuditContext {
  readonly version: Version;
  readonly policy: Policy;
  readonly sink: Sink;
}

type Mutable<T> = { -readonly [Field in keyof T]: T[Field] };

export class AuditedRequest implements AuditTrail {
  readonly #context: AuditContext;
  readonly #request: ApiRequest;
  readonly #id: string;
  readonly #receivedAt = nowMicros();
  readonly #annotations = new Map<string, string>();
  readonly #latencies = new Latencies();
  #asked: Asked | undefined;
  /** The rule that counts; absent until the requester is known. */
  #config: AuditConfig | undefined;
  /** Whether only the beginning of the answer is written: the request was refused before it came here. */
  #isRefused = false;
  #isOver = false;
  /** Reports whether something in it is not JSON. */
  #isUnwritable = false;
  #attributes: AuditedAttributes | undefined;
  #impersonatedUser: Identity | undefined;
  #impersonationConstraint = '';
  #objectRef: Mutable<ObjectReference> | undefined;
  #responseStatus: ResponseStatus | undefined;
  #requestObject: string | undefined;
  #responseObject: string | undefined;

  constructor(request: ApiRequest, context: AuditContext) {
    this.#request = request;
    this.#context = context;
    this.#id = header(request, 'audit-id') || randomUUID();
  }

  /** Old versions name only events that are written. */
  get id(): string | undefined {
    return this.#context.version.has('auditIdHeader') || this.#level !== 'None' ? this.#id : undefined;
  }

  get #level(): AuditLevel {
    return this.#config?.level ?? 'None';
  }

  keeps(level: AuditLevel): boolean {
    return isAtLeast(this.#level, level);
  }

  annotate(key: string, value: string, level: AuditLevel = 'Metadata'): void {
    if (this.#config !== undefined && !this.keeps(level)) return;
    if (!this.#annotations.has(key)) this.#annotations.set(key, value);
  }

  asked(asked: Asked): void {
    this.#asked = asked;
  }

  received(attributes: Attributes): void | Promise<void> {
    this.#latencies.end('authentication');
    this.#choose(attributes);
    if (this.#level === 'None') return;
    const kept = this.#write('RequestReceived');
    return kept instanceof Promise ? kept.then((isKept) => this.#goOn(isKept)) : this.#goOn(kept);
  }

  #goOn(isKept: boolean): void {
    if (isKept) return;
    this.#isOver = true;
    throw internalServerError(this.#request.target, 'failed to store audit event');
  }

  impersonated(user: Identity, constraint: string): void {
    this.#impersonatedUser = user;
    this.#impersonationConstraint = constraint;
  }

  decided({ decision, reason, error }: Verdict): void {
    this.#latencies.end('authorization');
    if (decision !== 'Allow' && error !== undefined) {
      this.annotate(REASON, 'internal error');
      return;
    }
    this.annotate(DECISION, decision === 'Allow' ? 'allow' : 'forbid');
    this.annotate(REASON, reason);
  }

  refused(error: unknown): void {
    if (this.#config !== undefined || this.#asked === undefined) return;
    this.#isRefused = true;
    const { fieldSelector: _fields, labelSelector: _labels, ...info } = this.#asked.info;
    this.#choose({ ...info, user: undefined });
    const { code, message } = error as { readonly code?: number; readonly message?: string };
    this.#responseStatus = { message: code === 401 ? failedAuthentication(this.#request, this.#asked.query) : message };
  }

  panicked(error: unknown): void {
    if (this.#isOver || this.#level === 'None') return;
    this.#isOver = true;
    this.#responseStatus = { status: 'Failure', message: `APIServer panic'd: ${String(error)}`, reason: 'InternalError', code: 500 };
    void this.#write('Panic');
  }

  #choose(attributes: AuditedAttributes): void {
    this.#config = auditConfigOf(this.#context.policy, attributes);
    this.#attributes = attributes;
    if (!attributes.isResourceRequest) return;
    const { resource, namespace, name, apiGroup, apiVersion, subresource } = attributes;
    this.#objectRef = { resource, namespace, name, uid: '', apiGroup, apiVersion, resourceVersion: '', subresource };
  }

  requestObject(object: object): void {
    if (!this.keeps('Metadata')) return;
    const { metadata } = object as {
      readonly metadata?: { readonly namespace?: string; readonly name?: string; readonly uid?: string; readonly resourceVersion?: string };
    };
    const reference = this.#objectRef;
    if (reference !== undefined && metadata !== undefined) {
      reference.namespace ||= metadata.namespace ?? '';
      reference.name ||= metadata.name ?? '';
      reference.uid ||= metadata.uid ?? '';
      reference.resourceVersion ||= metadata.resourceVersion ?? '';
    }
    const versioned = this.keeps('Request') ? this.#inVersion(object) : undefined;
    if (versioned !== undefined) this.#requestObject = this.#encoded(versioned);
  }

  /** Old versions write an object in the version of its resource, and leave out one of another; options of a deletion are of the server's own version. */
  #inVersion(object: object): object | undefined {
    const { apiGroup = '', apiVersion = '' } = this.#asked?.info ?? {};
    const ofResource = apiGroup === '' ? apiVersion : `${apiGroup}/${apiVersion}`;
    const isOld = this.#context.version.has('auditedObjectsAreOfResource');
    const found = object as { readonly kind?: string; readonly apiVersion?: string };
    if (found.kind === 'DeleteOptions') return { ...object, apiVersion: isOld ? ofResource : 'meta.k8s.io/__internal' };
    return isOld && found.apiVersion !== ofResource ? undefined : object;
  }

  requestPatch(json: string): void {
    if (!this.keeps('Request')) return;
    // Upstream finds that it is not JSON when it encodes the event, which then is in no log.
    if (isJson(json)) this.#requestObject = compactJson(json);
    else this.#isUnwritable = true;
  }

  responseObject(kind: string | undefined, make: () => object): void {
    if (!this.keeps('Metadata')) return;
    const isKept = this.keeps('RequestResponse');
    if (kind !== 'Status' && !isKept) return;
    const object = make();
    if (kind === 'Status') this.#responseStatus = statusOfObject(object, this.#context.version);
    if (isKept) this.#responseObject = this.#encoded(object);
  }

  #encoded(object: object): string {
    const shown = this.#config?.omitManagedFields === true ? withoutManagedFields(object) : object;
    return encodeJson(shown, { jsonIter: this.#context.version.has('jsonIter') });
  }

  answered(response: ApiResponse): ApiResponse | Promise<ApiResponse> {
    if (this.#isOver || this.#level === 'None' || this.#asked === undefined) return response;
    if (response.stream !== undefined && this.#context.version.has('watchesAuditedAtTheirEnd')) {
      const { 'Audit-Id': _, ...headers } = response.headers;
      return whenRead({ ...response, headers }, () => {
        this.#responseStatus = { status: 'Success', message: 'Connection closed early', code: 200 };
        if (!this.#isOver) void this.#write('ResponseStarted');
        void this.#complete();
      });
    }
    this.#responseStatus = { ...this.#responseStatus, code: response.status };
    const started = this.#isRefused || this.#asked.isLongRunning ? this.#write('ResponseStarted') : true;
    if (this.#isRefused) return started instanceof Promise ? started.then(() => response) : response;
    return started instanceof Promise ? started.then(() => this.#ended(response)) : this.#ended(response);
  }

  /** Writes the end once the answer is read; what is there as a whole is kept before it goes out. */
  #ended(response: ApiResponse): ApiResponse | Promise<ApiResponse> {
    if (response.stream !== undefined || response.parts !== undefined) return whenRead(response, () => void this.#complete());
    const kept = this.#complete();
    return kept instanceof Promise ? kept.then(() => response) : response;
  }

  #complete(): Kept {
    if (this.#isOver) return true;
    this.#isOver = true;
    if (this.#context.version.has('auditedLatencies') && this.#asked?.info.verb !== 'watch')
      for (const [key, value] of this.#latencies.annotations()) this.annotate(key, value);
    return this.#write('ResponseComplete');
  }

  #write(stage: Stage): Kept {
    const omitStages = this.#config?.omitStages ?? [];
    if (this.#isUnwritable) {
      reportLost('log', 'the patch is not JSON', 1);
      return false;
    }
    return omitStages.includes(stage) || this.#context.sink.write([this.#event(stage)]);
  }

  #event(stage: Stage): AuditEvent {
    return {
      level: this.#level,
      auditId: this.#id,
      stage,
      requestUri: requestUriOf(this.#request.target),
      verb: this.#asked?.info.verb ?? '',
      user: this.#attributes?.user,
      impersonatedUser: this.#impersonatedUser,
      impersonationConstraint: this.#impersonationConstraint,
      sourceIps: sourceIps(this.#request),
      userAgent: userAgentOf(this.#request),
      objectRef: this.#objectRef && { ...this.#objectRef },
      responseStatus: this.#responseStatus,
      requestObject: this.#requestObject,
      responseObject: this.#responseObject,
      receivedAt: this.#receivedAt,
      stageAt: stage === 'RequestReceived' ? this.#receivedAt : nowMicros(),
      annotations: new Map(this.#annotations),
    };
  }
}
