/**
 * A scenario on a running cluster. Users and groups act by impersonation, ServiceAccounts with tokens of their own, the administrator
 * with the credentials of the context. What the scenario calls things, and what the cluster calls them, are two languages: each
 * request is translated into the one, each answer back into the other, so that a scenario reads the same on every target.
 */
import { randomBytes } from 'node:crypto';
import type { ApiRequest, ApiResponse } from '../../engine/api/http';
import { versionOf } from '../../engine/versions';
import { kubeconfigOf } from '../kubeconfig';
import { listen, type Listener } from '../listener';
import type { Requester, Target, TargetRequest } from '../target';
import { wholeRequest } from '../whole-request';
import { wireRequest } from '../wire-request';
import { isAdmission } from './admission-scope';
import { responseRestored } from './restored-response';
import { type CreatedObjects } from './created';
import { NotApplicable } from './not-applicable';
import { RequestTranslation, type ClusterRequest } from './request';
import { ScenarioNames } from './scenario-names';
import type { ClusterSession } from './session';

const NO_CREDENTIALS = { kind: 'none' } as const;

const refusal = (code: number, reason: string, message: string): ApiResponse => ({
  status: code,
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({ kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, reason, code }),
});

export class ClusterTarget implements Target {
  readonly kubernetesVersion: string;
  readonly server: object;
  readonly #session: ClusterSession;
  readonly #names: ScenarioNames;
  readonly #created: CreatedObjects;
  readonly #tokens = new Map<string, Promise<string>>();
  readonly #pending = new Set<Promise<unknown>>();
  readonly #namespaces = new Set<string>();
  #listener: Promise<Listener> | undefined;
  /** Who comes with which token to the listener. */
  readonly #guests = new Map<string, Requester>();
  #unsettled = false;
  /** The resources of webhooks and policies that were written to since it was last waited for them; whether any ever was. */
  readonly #admission = new Set<string>();
  #hasAdmission = false;
  #closed = false;

  constructor(session: ClusterSession) {
    this.#session = session;
    this.server = session;
    this.kubernetesVersion = session.kubernetesVersion;
    this.#names = new ScenarioNames(session.nextScenario(), (type, name) => session.presence(type, name));
    this.#created = session.created.ofScenario();
  }

  send(request: TargetRequest): Promise<ApiResponse> {
    return this.#whileOpen(() => this.#send(request.as, wireRequest(request, NO_CREDENTIALS)));
  }

  async kubeconfig(requester: Requester): Promise<string> {
    const listener = await (this.#listener ??= listen(
      { handle: (request) => this.#whileOpen(() => this.#asGuest(request)) },
      versionOf(this.kubernetesVersion),
      this.#session.authority,
    ));
    const token = randomBytes(24).toString('base64url');
    this.#guests.set(token, requester);
    return kubeconfigOf(listener, { kind: 'token', token });
  }

  /** What is under way is waited for, so that nothing is created behind the back of who removes. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.allSettled(this.#pending);
    await (await this.#listener)?.close();
    await this.#created.removeAll();
  }

  async #whileOpen<T>(act: () => Promise<T>): Promise<T> {
    if (this.#closed) throw new Error('The scenario is over: nothing more is sent to the cluster.');
    const acting = act();
    this.#pending.add(acting);
    return acting.finally(() => this.#pending.delete(acting));
  }

  /** A program that was given a kubeconfig. It learns from a Status what cannot be done. */
  async #asGuest(request: ApiRequest): Promise<ApiResponse> {
    const { authorization = '', 'accept-encoding': _, connection: __, host: ___, 'content-length': ____, ...headers } = request.headers;
    const requester = this.#guests.get(String(authorization).replace(/^Bearer /, ''));
    if (requester === undefined) return refusal(401, 'Unauthorized', 'Unauthorized');
    try {
      return await this.#send(requester, { ...(await wholeRequest(request)), headers });
    } catch (error) {
      return refusal(501, 'NotImplemented', (error as Error).message);
    }
  }

  async #send(as: Requester, request: ApiRequest): Promise<ApiResponse> {
    const translation = new RequestTranslation(this.#names, await this.#session.types(), this.#created);
    const translated = await translation.of(request);
    if (this.#hasAdmission && translated.writes && translated.elsewhere)
      throw new NotApplicable(`${request.method} ${request.target}: on a cluster, webhooks and policies of a scenario are only asked about its own namespaces`);
    if (this.#unsettled) await this.#settle();
    const { connection, headers } = await this.#credentials(as, translated.request.headers);
    const answer = await connection.send({ ...translated.request, headers });
    if (answer.status < 300) this.#remember(request, translated, answer);
    return responseRestored(answer, this.#names, translated.watching);
  }

  async #settle(): Promise<void> {
    this.#unsettled = false;
    const written = new Set(this.#admission);
    this.#admission.clear();
    await this.#session.settling.settled([...this.#namespaces], written);
  }

  #remember({ method, target }: ApiRequest, { request, place, writes, dryRun, collection }: ClusterRequest, answer: ApiResponse): void {
    if (dryRun) throw new NotApplicable(`${method} ${target} would change what this run did not create`);
    if (!writes) return;
    this.#unsettled = true;
    if (place?.type !== undefined && isAdmission(place.type)) {
      this.#hasAdmission = true;
      this.#admission.add(place.type.name);
    }
    if (answer.status !== 201 || collection === undefined) return;
    const { metadata } = JSON.parse(String(answer.body)) as { readonly metadata?: { readonly name?: string; readonly uid?: string } };
    if (metadata?.name === undefined) throw new Error(`${request.method} ${request.target} created something that does not say its name.`);
    const path = `${collection}/${encodeURIComponent(metadata.name)}`;
    this.#created.add({ path, ...(metadata.uid !== undefined && { uid: metadata.uid }) });
    if (place?.type?.name === 'namespaces') this.#namespaces.add(metadata.name);
  }

  async #credentials(
    as: Requester,
    headers: ApiRequest['headers'],
  ): Promise<{ readonly connection: ClusterSession['connection']; readonly headers: ApiRequest['headers'] }> {
    const { connection, anonymous } = this.#session;
    if (as.kind === 'administrator') return { connection, headers };
    if (as.kind === 'anonymous') return { connection: anonymous, headers };
    if (as.kind === 'user') {
      if (Object.keys(headers).some((name) => name.startsWith('impersonate-')))
        throw new NotApplicable(`${as.name} impersonates another user, and on a cluster users act by impersonation themselves`);
      const groups = await Promise.all((as.groups ?? []).map((group) => this.#names.group(group)));
      const impersonation = { 'Impersonate-User': await this.#names.user(as.name), ...(groups.length > 0 && { 'Impersonate-Group': groups }) };
      return { connection, headers: { ...headers, ...impersonation } };
    }
    const token = as.kind === 'token' ? as.token : await this.#tokenOf(as.namespace, as.name);
    return { connection: anonymous, headers: { ...headers, authorization: `Bearer ${token}` } };
  }

  #tokenOf(namespace: string, name: string): Promise<string> {
    const key = `${namespace}/${name}`;
    const token = this.#tokens.get(key) ?? this.#requestToken(namespace, name);
    this.#tokens.set(key, token);
    token.catch(() => this.#tokens.delete(key));
    return token;
  }

  async #requestToken(namespace: string, name: string): Promise<string> {
    const path = `/api/v1/namespaces/${await this.#names.namespace(namespace)}/serviceaccounts/${name}/token`;
    const { status, body } = await this.#session.sendJson('POST', path, { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: {} });
    const answer = JSON.parse(String(body)) as { readonly message?: string; readonly status?: { readonly token?: string } };
    if (answer.status?.token !== undefined) return answer.status.token;
    throw new Error(`no token for the ServiceAccount ${namespace}/${name}: ${this.#names.restored(answer.message ?? String(status))}`);
  }
}
