/**
 * A real kube-apiserver with its controllers, in a folder of its own. It is started for one set of flags and files, and can
 * be taken back to how it was then. `settled` is the one place that waits for what a real server does a moment later.
 */
import { rmSync } from 'node:fs';
import type { ApiResponse } from '../../engine/api/http';
import { loadAuthorizationConfiguration } from '../../engine/authorization/configuration/load';
import type { KubeObject } from '../../engine/api/objects';
import { versionOf } from '../../engine/versions';
import { temporaryFolder } from '../../temporary-folder';
import type { ClientAuthority } from '../client-authority';
import type { Credentials } from '../credentials';
import { HttpsSender } from '../https-sender';
import type { TargetOptions, TargetRequest } from '../target';
import { AdmissionInEtcd } from './admission-in-etcd';
import { AdmissionMarkers } from './admission-markers';
import { apiServerFlags, argumentsOf } from './api-server-flags';
import { assetsFor, versionOfProgram } from './assets';
import { Baseline } from './baseline';
import type { BootstrappedKeys } from './bootstrapped-keys';
import { awaitedOf, orphansAmong, WATCHED, type Observed } from './controllers-at-rest';
import type { Etcd } from './etcd';
import { freePort } from './free-port';
import { authorizersHaveSeenAll } from './markers';
import { Program } from './program';
import { issuerKeysThere } from './issuer-keys';
import { startRealControllers, type RealControllers } from './real-controllers';
import type { KeyPairPem } from './service-account-keys';
import { startFailure } from './start-failure';
import { until } from './until';

const READY_WITHIN = 120_000;
const AT_REST_WITHIN = 120_000;
/** A controller that fails tries again ten times, ever less often, which takes so long; then it forgets the object until it hears of it again. */
const CONTROLLERS_GIVE_UP_AFTER = 6_000;
/** Below the prefix of the API server. */
const WATCHED_KEYS = ['/namespaces/', '/serviceaccounts/', '/secrets/', '/clusterroles/', '/validatingadmissionpolicies/'];

/** Go collects garbage when there is four times as much as is in use: a server that lives for seconds spends less of them on it. */
const RARELY_COLLECTED = { GOGC: '400' };

/** What the control planes of a session share. */
export interface Shared {
  readonly etcd: Etcd;
  readonly authority: ClientAuthority;
  readonly serviceAccountKeys: KeyPairPem;
  readonly bootstrapped: BootstrappedKeys;
}

export class RealControlPlane {
  #baseline: Baseline | undefined;
  #controllers: RealControllers | undefined;
  #turns = 0;
  readonly #admission: AdmissionInEtcd;
  readonly #admissionMarkers: AdmissionMarkers;
  /** What was last listed, and the last change of it that etcd knew of before. */
  readonly #listed = new Map<keyof Observed, { readonly change: string; readonly items: readonly KubeObject[] }>();

  private constructor(
    readonly kubernetesVersion: string,
    readonly folder: string,
    readonly etcd: Etcd,
    readonly etcdPrefix: string,
    readonly apiServer: Program,
    readonly sender: HttpsSender,
    readonly administrator: Credentials,
    readonly flags: Readonly<Record<string, string>>,
  ) {
    this.#admission = new AdmissionInEtcd(etcd, etcdPrefix);
    this.#admissionMarkers = new AdmissionMarkers(this.#admission, flags, (request) => this.#send(request));
  }

  /** Throws StartError with kube-apiserver's words when it refuses the configuration. */
  static async start(
    options: TargetOptions & { readonly kubernetesVersion: string },
    { etcd, authority, serviceAccountKeys, bootstrapped }: Shared,
  ): Promise<RealControlPlane> {
    const { kubernetesVersion } = options;
    const { apiServer: file, controllerManager } = assetsFor(kubernetesVersion);
    const folder = temporaryFolder('control-plane');
    const [port, etcdPrefix] = [await freePort(), etcd.newPrefix()];
    const flags = await apiServerFlags(options, { folder, port, etcdUrl: etcd.url, etcdPrefix, authority, serviceAccountKeys });
    const url = `https://127.0.0.1:${port}`;
    const keyPair = await authority.client('admin', ['system:masters']);
    const found = bootstrapped.of(options, flags);
    await found.writeTo(etcd, etcdPrefix);
    const apiServer = Program.start('kube-apiserver', file, argumentsOf(flags), folder, RARELY_COLLECTED);
    const controlPlane = new RealControlPlane(
      versionOfProgram(file),
      folder,
      etcd,
      etcdPrefix,
      apiServer,
      new HttpsSender(url, authority.certificatePem),
      { kind: 'certificate', keyPair },
      flags,
    );
    try {
      await controlPlane.#ready();
      const issuer = flags['oidc-issuer-url'];
      if (issuer !== undefined) await issuerKeysThere(issuer, (request) => controlPlane.#send(request));
      controlPlane.#controllers = await startRealControllers({
        kubernetesVersion: controlPlane.kubernetesVersion,
        names: options.controllers,
        program: controllerManager,
        url,
        authorityPem: authority.certificatePem,
        administrator: keyPair,
        flags,
        folder,
      });
      await controlPlane.settled();
      await controlPlane.#ownEndpoints();
      controlPlane.#baseline = await Baseline.of(etcd, etcdPrefix);
      found.keep(controlPlane.#baseline);
      return controlPlane;
    } catch (error) {
      await controlPlane.stop();
      throw error;
    }
  }

  /**
   * Until everything written so far has its effect: first the controllers have done what they make of it, then the authorizers and
   * admission have seen that as well. After this the server answers as the embedded one does, which is at rest after each write.
   */
  async settled(): Promise<void> {
    await this.#atRest(() => Promise.resolve(false));
    // A webhook that is asked before the Node authorizer would hear of the marker.
    const modes = modesOf(this.flags);
    const node = modes.includes('Node') && !modes.includes('Webhook');
    await authorizersHaveSeenAll(this.etcd, this.etcdPrefix, `t${(this.#turns += 1)}`, (request) => this.#send(request), {
      rbac: modes.includes('RBAC'),
      node,
    });
    const { resources, seen } = await this.#admission.written();
    await this.#admissionMarkers.seen(resources);
    seen();
  }

  /**
   * Takes back everything that was written since the start. A controller that has not heard yet that a namespace is gone may give
   * it a ServiceAccount again, so this goes on until nothing differs while the controllers are at rest.
   */
  async restore(): Promise<void> {
    await this.#atRest(async () => (await this.#baseline?.restore()) ?? false);
    await this.settled();
  }

  /** `disturb` may write and says whether it did. */
  async #atRest(disturb: () => Promise<boolean>): Promise<void> {
    const names = this.#controllers?.names ?? [];
    let remindAt = Date.now() + CONTROLLERS_GIVE_UP_AFTER;
    await until(
      async () => {
        this.#failIfEnded();
        if (await disturb()) return 'something was written that is not of the scenario';
        const awaited = names.length === 0 ? undefined : await this.#awaited(names);
        if (awaited !== undefined && Date.now() > remindAt) {
          await this.#remindControllers();
          remindAt = Date.now() + CONTROLLERS_GIVE_UP_AFTER;
        }
        return awaited;
      },
      AT_REST_WITHIN,
      (missing) => (this.#controllers?.program ?? this.apiServer).failure(`was not done within ${AT_REST_WITHIN / 1000} seconds: ${missing}`),
    );
  }

  async #awaited(controllers: readonly string[]): Promise<string | undefined> {
    const observed = await this.#observe();
    const orphans = orphansAmong(observed);
    if (orphans.length === 0) return awaitedOf(controllers, observed, versionOf(this.kubernetesVersion));
    await this.etcd.write(
      new Map(),
      orphans.map((key) => this.etcdPrefix + key),
    );
    return `there was ${orphans.join(', ')} without its namespace`;
  }

  async #remindControllers(): Promise<void> {
    const keys = [...(await this.etcd.all(this.etcdPrefix, { keysOnly: true })).keys()];
    for (const key of keys.filter((candidate) => WATCHED_KEYS.some((part) => candidate.startsWith(this.etcdPrefix + part)))) await this.etcd.touch(key);
  }

  /** As the administrator. */
  #send(request: TargetRequest): Promise<ApiResponse> {
    return this.sender.send(request, this.administrator);
  }

  async stop(): Promise<void> {
    await this.sender.close();
    await this.#controllers?.stop();
    await this.apiServer.stop();
    await this.etcd.removeAll(this.etcdPrefix);
    rmSync(this.folder, { recursive: true, force: true });
  }

  async #ready(): Promise<void> {
    await until(
      async () => {
        if (this.apiServer.ended !== undefined) throw startFailure(this.apiServer);
        return this.#answersReady();
      },
      READY_WITHIN,
      (missing) => this.apiServer.failure(`was not ready within ${READY_WITHIN / 1000} seconds (${missing})`),
    );
  }

  /** The server writes its own endpoints a moment after it is ready, and looks at them again only every ten seconds. */
  async #ownEndpoints(): Promise<void> {
    if (this.flags['endpoint-reconciler-type'] === 'none') return;
    const path = '/api/v1/namespaces/default/endpoints/kubernetes';
    await until(
      async () => ((await this.#send({ as: { kind: 'administrator' }, method: 'GET', path })).status === 404 ? 'its endpoints' : undefined),
      READY_WITHIN,
      (missing) => this.apiServer.failure(`has not written ${missing} within ${READY_WITHIN / 1000} seconds`),
    );
  }

  async #answersReady(): Promise<string | undefined> {
    try {
      const { status, body } = await this.#send({ as: { kind: 'administrator' }, method: 'GET', path: '/readyz' });
      return status === 200 ? undefined : String(body);
    } catch (error) {
      return (error as Error).message;
    }
  }

  #failIfEnded(): void {
    const ended = [this.etcd.program, this.apiServer, this.#controllers?.program].find((program) => program?.ended !== undefined);
    if (ended !== undefined) throw ended.failure('');
  }

  /**
   * What has not changed in etcd since it was listed is not listed again. A list is kept only if it is of the revision at which etcd was
   * asked: what came later and is gone again would stay in it.
   */
  async #observe(): Promise<Observed> {
    const names = Object.keys(WATCHED) as (keyof Observed)[];
    const { revision, changes } = await this.etcd.lastChanges(names.map((name) => `${this.etcdPrefix}/${WATCHED[name].key}/`));
    const lists = names.map(async (name, at) => {
      const change = changes[at] ?? '';
      const known = this.#listed.get(name);
      if (known?.change === change) return [name, known.items] as const;
      const { body } = await this.#send({ as: { kind: 'administrator' }, method: 'GET', path: WATCHED[name].path });
      const { items = [], metadata } = JSON.parse(String(body)) as {
        readonly items?: readonly KubeObject[];
        readonly metadata: { readonly resourceVersion?: string };
      };
      if ((metadata.resourceVersion ?? revision) === revision) this.#listed.set(name, { change, items });
      else this.#listed.delete(name);
      return [name, items] as const;
    });
    return Object.fromEntries(await Promise.all(lists)) as Observed;
  }
}

function modesOf(flags: Readonly<Record<string, string>>): readonly string[] {
  const configuration = flags['authorization-config'];
  if (configuration === undefined) return (flags['authorization-mode'] ?? '').split(',');
  try {
    return loadAuthorizationConfiguration(configuration).map(({ type }) => type);
  } catch {
    // The API server will refuse it too, in its own words.
    return [];
  }
}
