/**
 * Nodes of an API server of this process: kubelets that are its clients, with a runtime in which containers are simulated. Their time and that of
 * the controllers stands still unless a scenario moves it.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Writable } from 'node:stream';
import { clientOf } from '../../controllers/client';
import type { ManualClock } from '../../controllers/clock';
import { Kubelet } from '../../kubelet/kubelet';
import { SimulatedRuntime } from '../../kubelet/runtime/simulated-runtime';
import { staticPodOf } from '../../kubelet/static-pods/static-pod';
import type { ControlPlane } from '../control-plane';
import type { Credentials } from '../credentials';
import type { Requester } from '../target';
import { wireRequest } from '../wire-request';
import { kubeletOptions } from './kubelet-flags';
import type { ExecOutcome, Nodes, PodPlace } from './nodes';

interface Node {
  readonly kubelet: Kubelet;
  readonly runtime: SimulatedRuntime;
  readonly rootDir: string;
  /** The manifests of its static pods by the names of their files. */
  readonly manifests: Map<string, string>;
}

interface Around {
  readonly controlPlane: ControlPlane;
  readonly clock: ManualClock;
  readonly credentials: (requester: Requester) => Promise<Credentials>;
}

/** How far time moves between two looks at what is waited for. */
const LOOK = 1000;

export class SimulatedNodes implements Nodes {
  readonly #around: Around;
  readonly #nodes = new Map<string, Node>();
  /** How many requests kubelets have sent. */
  #requests = 0;

  constructor(around: Around) {
    this.#around = around;
  }

  async add(name: string, flags: Readonly<Record<string, string>>): Promise<void> {
    const { controlPlane, clock, credentials } = this.#around;
    const own = await credentials({ kind: 'user', name: `system:node:${name}`, groups: ['system:nodes'] });
    const client = clientOf((request) => {
      this.#requests += 1;
      const { method, target, headers, body } = request;
      const sent = { as: { kind: 'anonymous' }, method, path: target, headers: { ...headers, 'user-agent': 'kubelet' }, body } as const;
      return controlPlane.handle(wireRequest(sent, own));
    }, {});
    const { version } = controlPlane.options;
    const runtime: SimulatedRuntime = new SimulatedRuntime(clock, (wait) => kubelet.context.activity.pause(wait));
    const rootDir = mkdtempSync(path.join(tmpdir(), 'cukernetes-kubelet-'));
    const kubelet: Kubelet = new Kubelet({
      nodeName: name,
      nodeIP: `192.0.2.${10 + this.#nodes.size}`,
      version,
      kubeletVersion: await this.#gitVersion(),
      client,
      clock,
      runtime,
      rootDir,
      ...kubeletOptions(flags),
    });
    this.#nodes.set(name, { kubelet, runtime, rootDir, manifests: new Map() });
    await kubelet.start();
    await this.settled();
  }

  async stopKubelet(name: string): Promise<void> {
    this.#node(name).kubelet.stop();
    await this.settled();
  }

  async setManifest(nodeName: string, file: string, text: string | undefined): Promise<void> {
    const { kubelet, manifests } = this.#node(nodeName);
    if (text === undefined) manifests.delete(file);
    else manifests.set(file, text);
    const now = this.#around.clock.now();
    kubelet.setStaticPods([...manifests].map(([name, manifest]) => staticPodOf(manifest, { file: name, nodeName, now })));
    await this.settled();
  }

  pass(seconds: number): Promise<void> {
    return this.#advance(seconds * 1000);
  }

  async until(seconds: number, isSo: () => Promise<boolean>): Promise<void> {
    for (let left = seconds * 1000; !(await isSo()) && left > 0; left -= LOOK) await this.#advance(Math.min(left, LOOK));
  }

  async exec(place: PodPlace, command: readonly string[]): Promise<ExecOutcome> {
    const { runtime, id } = this.#container(place);
    let output = '';
    const sink = (): Writable =>
      new Writable({
        write: (chunk: Buffer, _, done) => {
          output += chunk.toString();
          done();
        },
      });
    const exitCode = await runtime.exec(id, command, { stdout: sink(), stderr: sink(), tty: false }).done;
    await this.settled();
    return { exitCode, output };
  }

  async close(): Promise<void> {
    for (const { kubelet, runtime, rootDir } of this.#nodes.values()) {
      kubelet.stop();
      await runtime.close();
      rmSync(rootDir, { recursive: true, force: true });
    }
    this.#nodes.clear();
  }

  /** Resolves when kubelets and controllers have done all that they can without time passing. */
  async settled(): Promise<void> {
    for (let before = -1; before !== this.#requests;) {
      before = this.#requests;
      await this.#around.controlPlane.settled();
      for (const { kubelet } of this.#nodes.values()) await kubelet.settled();
    }
  }

  async #gitVersion(): Promise<string> {
    const { body } = await this.#around.controlPlane.handle({ method: 'GET', target: '/version', headers: {} });
    return (JSON.parse(String(body)) as { readonly gitVersion: string }).gitVersion;
  }

  #advance(milliseconds: number): Promise<void> {
    return this.#around.clock.advance(milliseconds, () => this.settled());
  }

  #node(name: string): Node {
    const node = this.#nodes.get(name);
    if (node === undefined) throw new Error(`No kubelet runs on ${JSON.stringify(name)}: a Given names the node.`);
    return node;
  }

  #container({ namespace, name }: PodPlace): { readonly runtime: SimulatedRuntime; readonly id: string } {
    for (const { kubelet, runtime } of this.#nodes.values()) {
      const pod = kubelet.pods().find(({ metadata }) => metadata.namespace === namespace && metadata.name === name);
      const container = pod?.spec.containers[0]?.name;
      const running = pod && runtime.containers(pod.metadata.uid).findLast((known) => known.name === container && known.state === 'running');
      if (running !== undefined) return { runtime, id: running.id };
    }
    throw new Error(`No container of the pod ${namespace}/${name} runs.`);
  }
}
