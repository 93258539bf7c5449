/**
 * The journey of a request, in order. Each stage is a named import: to find why a request was refused, read down.
 *
 *   request-info    what is asked: verb, resource, namespace, name, or a path
 *   authentication  who asks; from here on the audit log has it; then whom they act as (impersonation)
 *   requests in flight, which are limited from here on
 *   authorization   may they
 *   registry        do it: admission, validation, storage
 *   response        the answer as bytes
 */
import type { Attributes } from './api/attributes';
import type { Explanation } from './api/explainer';
import type { ApiRequest, ApiResponse, AuditRecord } from './api/http';
import type { ServerOptions } from './api/options';
import type { Call } from './api/registry';
import type { Storage } from './api/storage';
import type { ServiceAccountTokens } from './api/tokens';
import { isFault } from './golang/error-text';
import { encodeJson } from './golang/json';
import type { PluginContext } from './admission/plugin-context';
import { createAdmission } from './admission/admission';
import { createAuthentication, type Authentication } from './authentication/authentication';
import { authenticationFiles } from './authentication/files';
import { LOOPBACK_USER } from './authentication/loopback-token';
import { createImpersonation } from './authentication/impersonation';
import type { Impersonation } from './authentication/impersonation/impersonation';
import { createAuthorization, type Authorization } from './authorization/authorization';
import { createRequestsInFlight, releasedAfter, type RequestsInFlight } from './request-info/requests-in-flight';
import { auditOf, type Audit } from './audit/audit';
import { NOT_AUDITED } from './audit/not-audited';
import { attributesOf } from './request-info/attributes';
import { checkDeadline, isLongRunning } from './request-info/request-deadline';
import { isLongHead, readHeadAhead } from './request-info/read-ahead';
import { requestInfoOf } from './request-info/request-info';
import { createRegistry, type Registry } from './registry/registry';
import { bootstrappedStorage } from './registry/bootstrap/bootstrap';
import { refusalOf } from './errors/forbidden';
import { respond, respondError } from './response/respond';
import { keepOwnKeys } from './authentication/service-account/keys';
import { createServiceAccountTokens } from './authentication/service-account/token-generator';

/** What is known of a request so far. */
type Noted = { -readonly [Field in keyof AuditRecord]: AuditRecord[Field] };

export class ApiServer {
  /** Makes ServiceAccount tokens; kube-controller-manager has the same key. */
  readonly tokens: ServiceAccountTokens;
  readonly #authentication: Authentication;
  readonly #impersonation: Impersonation;
  readonly #authorization: Authorization;
  readonly #audit: Audit | undefined;
  readonly #inFlight: RequestsInFlight;
  readonly #registry: Registry;

  private constructor(
    readonly options: ServerOptions,
    readonly storage: Storage,
  ) {
    this.tokens = createServiceAccountTokens(options);
    this.#authentication = createAuthentication(options, storage, this.tokens);
    this.#authorization = createAuthorization(options, storage);
    this.#audit = auditOf(options);
    this.#inFlight = createRequestsInFlight(options.inFlight);
    this.#impersonation = createImpersonation(options.version, this.#authorization.authorizer);
    this.#registry = createRegistry({
      options,
      storage,
      tokens: this.tokens,
      tokenReviewer: this.#authentication,
      authorizer: this.#authorization.authorizer,
      ruleLister: this.#authorization.ruleLister,
      self: LOOPBACK_USER,
      admission: createAdmission({ options, storage, authorizer: this.#authorization.authorizer, ...this.#ownClient() }),
    });
  }

  /** A server on a fresh cluster: the bootstrap objects of the version and nothing else. Throws StartError on bad files. */
  static start(options: ServerOptions): ApiServer {
    authenticationFiles(options);
    return new ApiServer(options, bootstrappedStorage(options));
  }

  /** A server of its own on the objects of this moment; O(1). With options it starts anew, and the tokens of before still count. */
  fork(options: ServerOptions = this.options): ApiServer {
    keepOwnKeys(this.options, options);
    return new ApiServer(options, this.storage.fork());
  }

  /** Requests before that may find that an issuer of tokens is not known yet. */
  get ready(): Promise<void> {
    return this.#authentication.ready;
  }

  /** Resolves when what the audit log still has to write is written. */
  async close(): Promise<void> {
    await this.#audit?.close();
  }

  /** What each authorizer says of a request, and what comes nearest where nothing allows it. */
  explain(attributes: Attributes): Promise<readonly Explanation[]> {
    return this.#authorization.explainer.explain(attributes);
  }

  /** How the server itself asks for something: as LOOPBACK_USER, who is authorized to do everything. */
  #ownClient(): Pick<PluginContext, 'createNamespace' | 'updateStatus'> {
    const send = async (method: string, target: string, object: object): Promise<void> => {
      const request = { method, target, headers: { 'user-agent': 'kube-apiserver' }, body: encodeJson(object) };
      const { info, query } = requestInfoOf(request, this.options.version);
      await this.#registry.handle({ request, info, user: LOOPBACK_USER, query, warnings: [], audit: NOT_AUDITED });
    };
    return {
      createNamespace: (name) => send('POST', '/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name } }),
      updateStatus: (base, resource, object) =>
        send('PUT', `${base}/namespaces/${object.metadata.namespace ?? ''}/${resource}/${object.metadata.name ?? ''}/status`, object),
    };
  }

  async handle(request: ApiRequest): Promise<ApiResponse> {
    const { version } = this.options;
    let audit: Noted | undefined;
    let release = (): void => undefined;
    const warnings: string[] = [];
    const trail = this.#audit?.begin(request) ?? NOT_AUDITED;
    try {
      if (isLongHead(request)) await readHeadAhead(request, version);
      const { info, query } = requestInfoOf(request, version);
      audit = { verb: info.verb };
      if (trail !== NOT_AUDITED) trail.asked({ info, query, isLongRunning: isLongRunning(info) });
      if (version.has('requestDeadline')) checkDeadline(info, query);
      const requester = await this.#authentication.authenticate(request, info, { warnings, audit: trail });
      audit.user = requester.name;
      const requested = attributesOf(info, requester, version);
      if (trail !== NOT_AUDITED) await trail.received(requested);
      audit.id = trail.id;
      const user = await this.#impersonation.impersonate(request, requested, trail);
      if (user !== requester) audit.impersonatedUser = user.name;
      const attributes = user === requester ? requested : { ...requested, user };
      const entered = this.#inFlight.enter(info, user);
      release = entered instanceof Promise ? await entered : entered;
      const verdict = await this.#authorization.authorizer.authorize(attributes);
      audit.decision = verdict.decision === 'Allow' ? 'allow' : 'forbid';
      audit.reason = verdict.reason;
      trail.decided(verdict);
      if (verdict.decision !== 'Allow')
        return await trail.answered(
          await respondError({ request, warnings, audit: trail }, refusalOf(request.target, attributes, verdict, version), version, audit),
        );
      const call: Call = { request, info, user, query, warnings, audit: trail };
      const response = await respond(call, await this.#registry.handle(call), version, audit);
      if (response.parts === undefined) return trail === NOT_AUDITED ? response : await trail.answered(response);
      const parts = releasedAfter(response.parts, release);
      release = () => undefined;
      return trail === NOT_AUDITED ? { ...response, parts } : await trail.answered({ ...response, parts });
    } catch (error) {
      trail.refused(error);
      if (isFault(error)) trail.panicked(error);
      if (audit !== undefined) audit.id = trail.id;
      return await trail.answered(await respondError({ request, warnings, audit: trail }, error, version, audit));
    } finally {
      release();
    }
  }
}
