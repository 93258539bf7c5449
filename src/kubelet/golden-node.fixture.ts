/**
 * A cluster in this process: an API server with its controllers, and a kubelet on it whose containers are scripted and whose time is
 * moved by hand. Plays the cases of testdata/nodes, which real nodes have answered.
 */
import { mkdtempSync, readFileSync, readdirSync, statSync, existsSync } from 'node:fs';
import http from 'node:http';
import { rm } from 'node:fs/promises';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadAll } from 'js-yaml';
import { clientOf, type Client } from '../controllers/client';
import type { JsonObject, KubeObject } from '../engine/api/objects';
import { own } from '../engine/golang/map';
import { optionsFor } from '../engine/options/parse';
import { versionOf } from '../engine/versions';
import { ControlPlane } from '../targets/control-plane';
import { ManualClock } from '../controllers/clock';
import { Kubelet } from './kubelet';
import type { Pod } from './pod';
import { FakeRuntime, type Script } from './runtime/fake-runtime';
import type { ContainerConfig, ExecResult } from './runtime/runtime';
import { staticPodOf } from './static-pods/static-pod';

export interface Step {
  readonly apply?: string;
  readonly delete?: string;
  readonly staticPod?: string | null;
  readonly name?: string;
  readonly until?: string;
  readonly path?: string;
  readonly equals?: string;
  readonly gone?: boolean;
  readonly within?: number;
  readonly see?: string;
  readonly keep?: readonly string[];
  readonly events?: string;
  readonly run?: string;
}
export interface Case {
  readonly name: string;
  readonly about: string;
  readonly steps: readonly Step[];
  readonly seen: readonly JsonObject[];
}

const CASES = path.join(__dirname, '..', '..', 'testdata', 'nodes');

export const casesOf = (version: string): readonly Case[] =>
  readdirSync(path.join(CASES, version)).map((file) => JSON.parse(readFileSync(path.join(CASES, version, file), 'utf8')) as Case);

const TIMES = new Set(
  'uid resourceVersion creationTimestamp deletionTimestamp startTime startedAt finishedAt lastTransitionTime lastProbeTime lastHeartbeatTime lastTimestamp firstTimestamp eventTime renewTime'.split(
    ' ',
  ),
);
const OF_MACHINES = new Set(['capacity', 'allocatable', 'nodeInfo', 'images', 'runtimeHandlers', 'features']);

const plainText = (text: string): string =>
  text
    .replace(/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, '<uid>')
    .replace(/\b[0-9a-f]{64}\b/g, '<id>')
    .replace(/\b[0-9a-f]{32}\b/g, '<hash>')
    .replace(/\.\.20\d\d(_\d\d){5}\.\d+/g, '..<time>')
    .replace(/\b10\.244\.0\.\d+\b/g, '<ip>')
    .replace(/\bdefault-token-[a-z0-9]{5}\b/g, 'default-token-<rand>')
    .replace(/\bkube-api-access-[a-z0-9]{5}\b/g, 'kube-api-access-<rand>')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<time>');

/** Without the values that differ from run to run, as the recordings are. */
export function plain(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((each) => plain(each));
  if (typeof value === 'string') return plainText(value);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== 'managedFields' && !(key === 'status' && OF_MACHINES.has(name)))
      .map(([name, each]) => {
        if (TIMES.has(name)) return [name, each === null ? null : '<varies>'];
        if (name === 'containerID' || name === 'imageID') return [name, each === '' ? '' : '<id>'];
        if (['podIP', 'hostIP', 'ip'].includes(name) && typeof each === 'string') return [name, '<ip>'];
        return [name, plain(each, name)];
      }),
  );
}

const wordsOf = (text: string): readonly string[] => (text.match(/'[^']*'|\S+/g) ?? []).map((word) => word.replace(/^'|'$/g, ''));
/** `web` of namespace `foo` of `pod web -n foo`. */
const placeIn = (text: string): { readonly kind: string; readonly name: string; readonly namespace: string } => {
  const words = wordsOf(text);
  const at = words.indexOf('-n');
  const [kind = '', name = ''] = words.filter((word, index) => !word.startsWith('-') && (at < 0 || index !== at + 1));
  return { kind, name, namespace: at < 0 ? '' : (words[at + 1] ?? '') };
};

function valueAt(object: unknown, jsonPath: string): string {
  const steps = jsonPath
    .replace(/[{}]/g, '')
    .split(/[.[\]]/)
    .filter((step) => step !== '');
  const found = steps.reduce<unknown>((value, step) => own(value as Readonly<Record<string, unknown>> | undefined, step), object);
  return found === undefined ? '' : typeof found === 'string' ? found : JSON.stringify(found);
}

/** What the commands of the cases do, for one container. */
function scriptOf({ command, mounts }: ContainerConfig, port: number): Script {
  const script = command.at(-1) ?? '';
  const files = new Set(/touch (\S+);/.exec(script)?.slice(1) ?? []);
  const placeOf = (file: string): string => {
    const mount = mounts.find(({ containerPath }) => `${file}/`.startsWith(`${containerPath}/`));
    return mount === undefined ? '' : path.join(mount.hostPath, path.relative(mount.containerPath, file));
  };
  const found = (output: string): ExecResult => ({ exitCode: 0, output });
  const exec = (words: readonly string[]): ExecResult => {
    const [program = '', ...args] = words;
    const file = args.at(-1) ?? '';
    if (program === 'rm') files.delete(file);
    if (program === 'touch') files.add(file);
    if (program === 'rm' || program === 'touch' || (program === 'cat' && files.has(file))) return found('');
    const place = placeOf(file);
    if (!existsSync(place)) return { exitCode: 1, output: `${program}: can't open '${file}': No such file or directory\n` };
    if (program === 'stat') return found(`${(statSync(place).mode & 0o777).toString(8)}\n`);
    if (program === 'cat') return found(readFileSync(place, 'utf8'));
    const names = readdirSync(place).sort();
    return found([...(args.includes('-a') ? ['.', '..', ...names] : names.filter((name) => !name.startsWith('.')))].map((name) => `${name}\n`).join(''));
  };
  const listens = (asked: number): net.Socket | undefined => (script.includes(`httpd -p ${asked}`) ? net.connect(port, '127.0.0.1') : undefined);
  const [, code] = /exit (\d+)$/.exec(script) ?? [];
  const [, printed] = /^echo (\w+)$/.exec(script) ?? [];
  const ends = script.includes('while') || script === '' ? undefined : { after: 100, exitCode: Number(code ?? 0) };
  return { exec, listens, whenAsked: 0, ...(ends && { ends }), ...(printed !== undefined && { prints: `${printed}\n` }) };
}

/** Answers /ok while the file is there, for any container. */
function httpd(hasFile: () => boolean): Promise<{ readonly port: number; close(): void }> {
  const server = http.createServer((request, response) => {
    response.statusCode = request.url === '/ok' && hasFile() ? 200 : 404;
    response.end();
  });
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve({ port: (server.address() as net.AddressInfo).port, close: () => server.close() })),
  );
}

/** What its certificate says of a kubelet. */
const AS_NODE = { 'impersonate-user': 'system:node:n1', 'impersonate-group': 'system:nodes' };

export class NodeCluster {
  private constructor(
    readonly version: string,
    readonly client: Client,
    readonly kubelet: Kubelet,
    readonly runtime: FakeRuntime,
    readonly clock: ManualClock,
    readonly close: () => Promise<void>,
  ) {}

  static async start(version: string): Promise<NodeCluster> {
    const rootDir = mkdtempSync(path.join(tmpdir(), 'cukernetes-node-'));
    const controlPlane = await ControlPlane.start(
      {
        ...optionsFor({ kubernetesVersion: version, flags: { 'authorization-mode': 'Node,RBAC', 'enable-admission-plugins': 'NodeRestriction' } }),
        loopbackToken: 'loopback',
        controllers: ['*'],
      },
      'CA',
    );
    const client = clientOf((request) => controlPlane.handle(request), { authorization: 'Bearer loopback' });
    const clock = new ManualClock();
    let serving: Script = {};
    const server = await httpd(() => serving.exec?.(['cat', '/tmp/ok']).exitCode === 0);
    const runtime = new FakeRuntime({
      clock,
      images: ['local/shell', 'luksa/kubectl-proxy'],
      script: (config) => {
        const script = scriptOf(config, server.port);
        if (config.command.at(-1)?.includes('httpd') === true) serving = script;
        return script;
      },
    });
    const kubelet = new Kubelet({
      nodeName: 'n1',
      nodeIP: '192.0.2.10',
      version: versionOf(version),
      kubeletVersion: `v${version}.0`,
      client: clientOf((request) => controlPlane.handle(request), { ...AS_NODE, authorization: 'Bearer loopback', 'user-agent': 'kubelet' }),
      clock,
      runtime,
      rootDir,
    });
    await kubelet.start();
    return new NodeCluster(version, client, kubelet, runtime, clock, async () => {
      kubelet.stop();
      server.close();
      await runtime.close();
      await controlPlane.close();
      await rm(rootDir, { recursive: true, force: true });
    });
  }

  async createNamespace(name: string): Promise<void> {
    await this.client.request('POST', '/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
  }

  /** Ends all that runs in it first. */
  async deleteNamespace(name: string): Promise<boolean> {
    await this.client.request('DELETE', `/api/v1/namespaces/${name}`);
    for (let seconds = 0; seconds < 60; seconds++) {
      await this.clock.advance(1000, () => this.kubelet.settled());
      if ((await this.client.request('GET', `/api/v1/namespaces/${name}`)).status === 404) return true;
    }
    return false;
  }

  /** What the step shows, as a recording has it; undefined for what this cluster cannot do. */
  async play(step: Step): Promise<JsonObject | undefined> {
    if (step.apply !== undefined) return this.#apply(step.apply);
    if (step.delete !== undefined) return this.#delete(step.delete);
    if (step.staticPod !== undefined) {
      this.kubelet.setStaticPods(
        step.staticPod === null ? [] : [staticPodOf(step.staticPod, { file: '/manifests/web.yaml', nodeName: 'n1', now: this.clock.now() })],
      );
      return {};
    }
    if (step.until !== undefined) return this.#until(step.until, step);
    if (step.see !== undefined) return this.#see(step.see, step.keep);
    if (step.events !== undefined) return this.#events(step.events);
    return this.#run(step.run ?? '');
  }

  async #apply(text: string): Promise<JsonObject> {
    for (const object of loadAll(text) as KubeObject[]) {
      const { name, namespace } = object.metadata;
      const plural = `${object.kind?.toLowerCase()}s`;
      await this.client.request('POST', `/api/v1/namespaces/${namespace}/${plural}`, object);
      const target = { apiVersion: 'v1', kind: 'Node', name: 'n1' };
      const binding = { apiVersion: 'v1', kind: 'Binding', metadata: { name, namespace }, target };
      if (plural === 'pods') await this.client.request('POST', `/api/v1/namespaces/${namespace}/pods/${name}/binding`, binding);
    }
    return { code: 0, stderr: '' };
  }

  async #delete(text: string): Promise<JsonObject | undefined> {
    const { name, namespace } = placeIn(text);
    await this.client.request('DELETE', `/api/v1/namespaces/${namespace}/pods/${name}`);
    return undefined;
  }

  async #get({ kind, name, namespace }: ReturnType<typeof placeIn>, query = ''): Promise<{ readonly status: number; readonly body: JsonObject }> {
    const plural = kind.endsWith('s') ? kind : `${kind}s`;
    const group = kind === 'lease' ? '/apis/coordination.k8s.io/v1' : '/api/v1';
    return this.client.request('GET', `${group}${namespace === '' ? '' : `/namespaces/${namespace}`}/${plural}${name === '' ? '' : `/${name}`}${query}`);
  }

  async #until(text: string, { path: jsonPath = '', equals, gone, within = 30 }: Step): Promise<JsonObject | undefined> {
    const place = placeIn(text.replace(/--field-selector \S+/, ''));
    if (place.kind === 'endpoints') return undefined;
    const [, selector] = /--field-selector (\S+)/.exec(text) ?? [];
    for (let seconds = 0; seconds <= within; seconds += 0.25) {
      await this.clock.advance(250, () => this.kubelet.settled());
      const { status, body } = await this.#get(place, selector === undefined ? '' : `?fieldSelector=${encodeURIComponent(selector)}`);
      if (gone === true ? status === 404 : valueAt(body, jsonPath) === equals) return { reached: true };
    }
    return { reached: false, last: JSON.stringify((await this.#get(place)).body) };
  }

  async #see(text: string, keep: readonly string[] | undefined): Promise<JsonObject | undefined> {
    const place = placeIn(text);
    if (place.kind === 'endpoints') return undefined;
    const { body } = await this.#get(place);
    const shown = keep === undefined ? body : Object.fromEntries(Object.entries(body).filter(([key]) => key === 'kind' || keep.includes(key)));
    return { object: plain(shown) } as JsonObject;
  }

  async #events(namespace: string): Promise<JsonObject> {
    await this.kubelet.settled();
    const { body } = await this.#get({ kind: 'events', name: '', namespace });
    const lines = (
      body['items'] as readonly (KubeObject & { involvedObject: JsonObject; source: JsonObject; type: string; reason: string; message: string })[]
    ).map(({ type, reason, involvedObject: { kind, name, fieldPath }, source, message }) =>
      plainText(
        [type, reason, `${String(kind)}/${String(name)}${fieldPath === undefined ? '' : ` ${String(fieldPath)}`}`, source['component'], message].join(' | '),
      ),
    );
    return { events: [...new Set(lines)].sort() };
  }

  async #run(text: string): Promise<JsonObject | undefined> {
    const [verb, , namespace = '', name = '', ...rest] = wordsOf(text);
    const { body } = await this.#get({ kind: 'pod', name, namespace });
    const info = this.runtime.containers((body as unknown as Pod).metadata.uid).findLast((container) => container.name === 'main');
    if (info === undefined) return undefined;
    if (verb === 'logs') return { code: 0, stdout: readFileSync(info.logPath, 'utf8').replace(/^\S+ stdout F /gm, ''), stderr: '' };
    if (verb !== 'exec' || rest.includes('curl') || text.includes('/w/f')) return undefined;
    const { exitCode, output } = await this.runtime.execSync(info.id, rest.slice(1));
    return { code: exitCode, stdout: plainText(output), stderr: '' };
  }
}
