/**
 * Waits for what a cluster does a moment after it answered a write. Its authorizer decides by informers, each of which learns of the
 * writes to its resource in their order: so a marker of the run is changed after the writes of the scenario, once for each of RBAC's
 * four resources, and when the changes have their effect so has all that was written before. Its admission is waited for by markers
 * as well, where webhooks or policies were written. What controllers have still to do can be seen from the objects of the scenario.
 */
import type { ApiResponse } from '../../engine/api/http';
import type { KubeObject } from '../../engine/api/objects';
import { versionOf } from '../../engine/versions';
import { ADMISSION_GROUP_VERSION, AdmissionMarkers, type MarkerStore } from '../envtest/admission-markers';
import { awaitedOf, WATCHED, type Observed } from '../envtest/controllers-at-rest';
import { until } from '../envtest/until';
import type { CreatedObjects } from './created';
import { labelsOf, markOf } from './mark';

export type SendJson = (method: string, path: string, body?: object, contentType?: string) => Promise<ApiResponse>;

const RBAC = 'rbac.authorization.k8s.io';
const ROOT = `/apis/${RBAC}/v1`;
const SEEN_WITHIN = 30_000;
const MERGE = 'application/merge-patch+json';
/** Of kube-controller-manager: what becomes of a namespace, a ServiceAccount and a ClusterRole. */
const CONTROLLERS = ['serviceaccount', 'root-ca-cert-publisher', 'serviceaccount-token', 'clusterrole-aggregation', 'namespace'];

export class Settling {
  readonly #name: string;
  readonly #admission: AdmissionMarkers;
  #markers: Promise<void> | undefined;
  #turn = 0;
  /** Scenarios of a run may settle at the same time; a marker has one turn at a time. */
  #queue: Promise<void> = Promise.resolve();

  constructor(
    readonly run: string,
    readonly kubernetesVersion: string,
    readonly hasControllers: boolean,
    readonly send: SendJson,
    readonly created: CreatedObjects,
  ) {
    const { suffix } = markOf(run, 0);
    this.#name = `cukernetes-marker${suffix}`;
    this.#admission = new AdmissionMarkers(this.#markerStore(), {}, ({ method, path, body }) => send(method, path, body as object), suffix);
  }

  #authorizersHaveSeenAll(): Promise<void> {
    const turn = this.#queue.then(() => this.#mark());
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  /** `namespaces` are those of the scenario, `admission` the resources of webhooks and policies that it has written to. */
  async settled(namespaces: readonly string[], admission: ReadonlySet<string>): Promise<void> {
    if (this.hasControllers) await this.#controllersAtRest(namespaces);
    await this.#authorizersHaveSeenAll();
    await this.#admission.seen(admission);
  }

  #markerStore(): MarkerStore {
    const collection = (resource: string): string => `/apis/${ADMISSION_GROUP_VERSION}/${resource}`;
    return {
      write: async (name, objects) => {
        const metadata = { name, labels: labelsOf(markOf(this.run, 0)) };
        for (const [resource, fields] of Object.entries(objects))
          await this.#create(collection(resource), { apiVersion: ADMISSION_GROUP_VERSION, metadata, ...fields }, name);
      },
      remove: async (name, resources) => {
        for (const resource of resources) await this.send('DELETE', `${collection(resource)}/${name}`);
      },
    };
  }

  async #controllersAtRest(namespaces: readonly string[]): Promise<void> {
    const version = versionOf(this.kubernetesVersion);
    await until(
      async () => awaitedOf(CONTROLLERS, await this.#observed(namespaces), version),
      SEEN_WITHIN,
      (missing) => new Error(`The controllers of the cluster have not done within ${SEEN_WITHIN / 1000} seconds what they should: ${missing}.`),
    );
  }

  async #observed(namespaces: readonly string[]): Promise<Observed> {
    const list = async (path: string): Promise<readonly KubeObject[]> => {
      const { status, body } = await this.send('GET', path);
      return status === 200 ? (JSON.parse(String(body)) as { readonly items: readonly KubeObject[] }).items : [];
    };
    const inEach = async (resource: string): Promise<readonly KubeObject[]> =>
      (await Promise.all(namespaces.map((namespace) => list(`/api/v1/namespaces/${namespace}/${resource}`)))).flat();
    const [all, serviceAccounts, secrets, configMaps, clusterRoles] = await Promise.all([
      list(WATCHED.namespaces.path),
      inEach('serviceaccounts'),
      inEach('secrets'),
      inEach('configmaps'),
      list(WATCHED.clusterRoles.path),
    ]);
    return {
      namespaces: all.filter(({ metadata }) => namespaces.includes(metadata.name ?? '')),
      serviceAccounts,
      secrets,
      configMaps,
      clusterRoles,
      policies: [],
    };
  }

  async #mark(): Promise<void> {
    await (this.#markers ??= this.#createMarkers());
    const turn = `t${(this.#turn += 1)}`;
    const subjects = [{ kind: 'User', apiGroup: RBAC, name: this.#user(turn) }];
    const patches = [
      [`${ROOT}/clusterroles/${this.#name}`, { rules: this.#rules('everywhere', turn) }],
      [`${ROOT}/namespaces/${this.#name}/roles/${this.#name}`, { rules: this.#rules('here', turn) }],
      [`${ROOT}/clusterrolebindings/${this.#name}`, { subjects }],
      [`${ROOT}/namespaces/${this.#name}/rolebindings/${this.#name}`, { subjects }],
    ] as const;
    await Promise.all(patches.map(([path, patch]) => this.#succeed('PATCH', path, patch, MERGE)));
    await until(
      async () => ((await this.#may(turn, 'everywhere')) && (await this.#may(turn, 'here')) ? undefined : turn),
      SEEN_WITHIN,
      () => new Error(`Within ${SEEN_WITHIN / 1000} seconds the RBAC authorizer of the cluster has not seen what was written.`),
    );
  }

  #user(turn: string): string {
    return `${this.#name}-${turn}`;
  }

  #rules(verb: string, turn: string): readonly object[] {
    return [{ verbs: [verb], apiGroups: ['cukernetes.dev'], resources: [turn] }];
  }

  async #may(turn: string, verb: string): Promise<boolean> {
    const { body } = await this.#succeed('POST', '/apis/authorization.k8s.io/v1/subjectaccessreviews', {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SubjectAccessReview',
      spec: { user: this.#user(turn), resourceAttributes: { verb, group: 'cukernetes.dev', resource: turn, namespace: this.#name } },
    });
    return (JSON.parse(String(body)) as { readonly status: { readonly allowed: boolean } }).status.allowed;
  }

  async #createMarkers(): Promise<void> {
    const metadata = { name: this.#name, labels: labelsOf(markOf(this.run, 0)) };
    const role = (kind: string): object => ({ apiVersion: `${RBAC}/v1`, kind, metadata, rules: [] });
    const bound = (kind: string, to: string): object => ({ apiVersion: `${RBAC}/v1`, kind, metadata, roleRef: { apiGroup: RBAC, kind: to, name: this.#name } });
    const objects = [
      ['/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata }],
      [`${ROOT}/clusterroles`, role('ClusterRole')],
      [`${ROOT}/clusterrolebindings`, bound('ClusterRoleBinding', 'ClusterRole')],
      [`${ROOT}/namespaces/${this.#name}/roles`, role('Role')],
      [`${ROOT}/namespaces/${this.#name}/rolebindings`, bound('RoleBinding', 'Role')],
    ] as const;
    for (const [path, object] of objects) await this.#create(path, object, this.#name);
  }

  async #create(collection: string, object: object, name: string): Promise<void> {
    const { body } = await this.#succeed('POST', collection, object);
    const { uid } = (JSON.parse(String(body)) as { readonly metadata: { readonly uid: string } }).metadata;
    this.created.add({ path: `${collection}/${name}`, uid });
  }

  async #succeed(...request: Parameters<SendJson>): Promise<ApiResponse> {
    const response = await this.send(...request);
    if (response.status < 300) return response;
    throw new Error(`${request[0]} ${request[1]} was answered ${response.status}: ${String(response.body).trim()}`);
  }
}
