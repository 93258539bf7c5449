/** A control plane in this process with chosen controllers and a clock that stands still, for tests of controllers. */
import type { KubeObject } from '../engine/api/objects';
import { optionsFor } from '../engine/options/parse';
import { ControlPlane } from '../targets/control-plane';
import { ManualClock } from './clock';

export interface Cluster {
  readonly clock: ManualClock;
  /** Sends as the administrator, and returns what is answered. Throws what is refused. */
  send(method: string, path: string, body?: object, contentType?: string): Promise<KubeObject>;
  get(path: string): Promise<KubeObject>;
  list(path: string): Promise<readonly KubeObject[]>;
  /** Moves the clock, and has done what that sets off. */
  advance(seconds: number): Promise<void>;
  close(): Promise<void>;
}

export interface ClusterOptions {
  readonly version?: string;
  readonly controllers?: string;
  readonly scheduler?: boolean;
  readonly flags?: Readonly<Record<string, string>>;
}

export async function startCluster({ version = '1.37', controllers = '*', scheduler = false, flags = {} }: ClusterOptions = {}): Promise<Cluster> {
  const clock = new ManualClock();
  const options = optionsFor({ kubernetesVersion: version, controllers, scheduler, flags });
  const plane = await ControlPlane.start(options, 'CA', clock);
  const send: Cluster['send'] = async (method, target, body, contentType = 'application/json') => {
    const headers = {
      accept: 'application/json',
      authorization: `Bearer ${options.loopbackToken ?? ''}`,
      'user-agent': 'test',
      ...(body && { 'content-type': contentType }),
    };
    const answer = await plane.handle({ method, target, headers, ...(body && { body: JSON.stringify(body) }) });
    const text = typeof answer.body === 'string' ? answer.body : Buffer.from(answer.body).toString('utf8');
    if (answer.status >= 400) throw new Error(`${method} ${target}: ${text}`);
    return JSON.parse(text) as KubeObject;
  };
  const get: Cluster['get'] = (path) => send('GET', path);
  return {
    clock,
    send,
    get,
    list: async (path) => ((await get(path))['items'] ?? []) as readonly KubeObject[],
    advance: (seconds) => clock.advance(seconds * 1000, () => plane.settled()),
    close: () => plane.close(),
  };
}
