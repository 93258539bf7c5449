/**
 * One run on one cluster: the connection, what the cluster is, what the run has created. Opening it asks whether the run may begin and
 * writes nothing; ending it waits until everything is gone that the run created.
 */
import type { ApiRequest, ApiResponse } from '../../engine/api/http';
import { ClientAuthority } from '../client-authority';
import { connectionTo, type Connection } from '../connection';
import { kubeconfigOfFiles } from '../kubeconfig-files';
import { CreatedObjects } from './created';
import { collectionOf, discover, type ResourceType } from './discovery';
import { markOf, newRunId, type Mark } from './mark';
import { checkRights } from './rights';
import type { Presence } from './scenario-names';
import type { ClusterChoice } from '../target';
import { checked, type ClusterSettings } from './settings';
import { Settling } from './settling';

const BOOTSTRAPPING = 'kubernetes.io/bootstrapping';
const OF_THE_CLUSTER = /^(?:system[:-]|kube-|default$)/;

/** Connects to the cluster of an allowed context. No request is sent. */
export function connectionOf(choice: ClusterChoice): Connection {
  const { kubeconfig, context } = checked(choice);
  const config = kubeconfigOfFiles(kubeconfig, context);
  if (config === undefined) throw new Error('No kubeconfig was found: name one with --kubeconfig or in KUBECONFIG.');
  if (config.getCurrentUser()?.impersonateUser)
    throw new Error(`The context ${JSON.stringify(context)} impersonates a user, so that no other can be impersonated.`);
  return connectionTo(config);
}

export class ClusterSession {
  readonly run = newRunId();
  readonly created: CreatedObjects;
  readonly settling: Settling;
  #types: Promise<readonly ResourceType[]> | undefined;
  #scenarios = 0;

  private constructor(
    readonly settings: ClusterSettings,
    readonly connection: Connection,
    readonly anonymous: Connection,
    readonly kubernetesVersion: string,
    /** Of the listeners that programs with a kubeconfig of a scenario talk to. */
    readonly authority: ClientAuthority,
    hasControllers: boolean,
  ) {
    this.created = new CreatedObjects((request) => connection.send(request));
    this.settling = new Settling(
      this.run,
      kubernetesVersion,
      hasControllers,
      (method, path, body, type) => this.sendJson(method, path, body, type),
      this.created,
    );
  }

  static async open(choice: ClusterChoice): Promise<ClusterSession> {
    const settings = checked(choice);
    const connection = connectionOf(settings);
    await checkRights(settings.context, (request) => connection.send(request));
    const { body } = await connection.send({ method: 'GET', target: '/version', headers: { accept: 'application/json' } });
    const { major, minor } = JSON.parse(String(body)) as { readonly major: string; readonly minor: string };
    const account = await connection.send({ method: 'GET', target: '/api/v1/namespaces/default/serviceaccounts/default', headers: {} });
    const version = `${major}.${/^\d*/.exec(minor)?.[0] ?? ''}`;
    return new ClusterSession(settings, connection, connection.anonymous(), version, await ClientAuthority.create(), account.status === 200);
  }

  nextScenario(): Mark {
    return markOf(this.run, (this.#scenarios += 1));
  }

  /** As the context itself. */
  send(request: ApiRequest): Promise<ApiResponse> {
    return this.connection.send(request);
  }

  sendJson(method: string, target: string, body?: object, contentType = 'application/json'): Promise<ApiResponse> {
    const content = body === undefined ? {} : { body: JSON.stringify(body) };
    return this.send({ method, target, headers: { accept: 'application/json', ...(body !== undefined && { 'content-type': contentType }) }, ...content });
  }

  types(): Promise<readonly ResourceType[]> {
    return (this.#types ??= discover((path) => this.sendJson('GET', path)));
  }

  async presence(type: ResourceType, name: string): Promise<Presence> {
    if (name.includes('/') || name === '.' || name === '..') return 'foreign';
    const { status, body } = await this.sendJson('GET', `${collectionOf(type)}/${encodeURIComponent(name)}`);
    if (status === 404) return 'absent';
    const labels = status === 200 ? (JSON.parse(String(body)) as { readonly metadata?: { readonly labels?: object } }).metadata?.labels : undefined;
    return OF_THE_CLUSTER.test(name) || (labels !== undefined && BOOTSTRAPPING in labels) ? 'own' : 'foreign';
  }

  /** Removes what is left, waits until it is gone, and ends the connections. */
  async end(): Promise<void> {
    try {
      await this.created.removeAll();
      await this.created.gone();
    } finally {
      this.connection.close();
      this.anonymous.close();
      this.authority.close();
    }
  }
}
