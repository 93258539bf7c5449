/** One probe of a container: a command in it, a connection to it or a request to it. Upstream: pkg/kubelet/prober/prober.go, pkg/probe */
import http from 'node:http';
import https from 'node:https';
import type { Duplex } from 'node:stream';
import type { Clock } from '../../controllers/clock';
import type { Container, HttpGet, Probe } from '../pod';
import { ExecTimeout, type Runtime } from '../runtime/runtime';
import { formatDuration } from '../../engine/golang/duration';

export interface ProbeOutcome {
  readonly succeeded: boolean;
  readonly output: string;
}
export interface ProbeTarget {
  readonly runtime: Runtime;
  readonly clock: Clock;
  readonly container: Container;
  readonly containerId: string;
  readonly sandboxId: string;
  readonly podIP: string;
}

/** More of an answer is not read. */
const LONGEST_ANSWER = 10 * 1024;

function portOf({ ports = [] }: Container, port: number | string): number {
  const named = typeof port === 'number' ? port : (ports.find(({ name }) => name === port)?.containerPort ?? Number(port));
  if (!Number.isInteger(named) || named < 1 || named > 65_535) throw new Error(`invalid port number: ${port}`);
  return named;
}

async function execProbe(command: readonly string[], seconds: number, { runtime, containerId }: ProbeTarget): Promise<ProbeOutcome> {
  try {
    const { exitCode, output } = await runtime.execSync(containerId, command, seconds * 1000);
    return { succeeded: exitCode === 0, output };
  } catch (error) {
    if (error instanceof ExecTimeout)
      return { succeeded: false, output: `command timed out: ${JSON.stringify(command.join(' '))} timed out after ${formatDuration(seconds * 1000)}` };
    throw error;
  }
}

/** Of what listens on a port of the pod, or on the host that the probe names. */
const dial = async ({ runtime, sandboxId }: ProbeTarget, port: number): Promise<Duplex> => runtime.dial(sandboxId, port);

async function tcpProbe(port: number, target: ProbeTarget): Promise<ProbeOutcome> {
  try {
    (await dial(target, port)).destroy();
    return { succeeded: true, output: '' };
  } catch (error) {
    return { succeeded: false, output: (error as Error).message };
  }
}

interface HttpAnswer {
  readonly status: number;
  readonly body: string;
}

function send(stream: Duplex, { path = '/', scheme = 'HTTP', httpHeaders = [] }: HttpGet, host: string, probeVersion: string): Promise<HttpAnswer> {
  const { request: open } = scheme === 'HTTPS' ? https : http;
  const headers = { 'User-Agent': `kube-probe/${probeVersion}`, Accept: '*/*', Connection: 'close', Host: host };
  const own = Object.fromEntries(httpHeaders.map(({ name, value }) => [name, value]));
  return new Promise((resolve, reject) => {
    const made = open(
      {
        method: 'GET',
        path: path.startsWith('/') ? path : `/${path}`,
        headers: { ...headers, ...own },
        createConnection: () => stream as never,
        rejectUnauthorized: false,
      },
      (response) => {
        let body = '';
        response.on('data', (chunk: Buffer) => (body = (body + chunk.toString()).slice(0, LONGEST_ANSWER)));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
        response.on('error', reject);
      },
    );
    made.on('error', reject);
    made.end();
  });
}

async function httpProbe(action: HttpGet, seconds: number, target: ProbeTarget, version: string): Promise<ProbeOutcome> {
  const port = portOf(target.container, action.port);
  const host = `${action.host ?? target.podIP}:${port}`;
  const url = `${(action.scheme ?? 'HTTP').toLowerCase()}://${host}${(action.path ?? '/').startsWith('/') ? '' : '/'}${action.path ?? '/'}`;
  const failed = (why: string): ProbeOutcome => ({ succeeded: false, output: `Get "${url}": ${why}` });
  const stream = await dial(target, port).catch((error: unknown) => error as Error);
  if (stream instanceof Error) return failed(stream.message);
  let cancel = (): void => undefined;
  const late = new Promise<undefined>((resolve) => (cancel = target.clock.after(seconds * 1000, () => resolve(undefined))));
  try {
    const answer = await Promise.race([send(stream, action, host, version), late]);
    if (answer === undefined) return failed('context deadline exceeded (Client.Timeout exceeded while awaiting headers)');
    const succeeded = answer.status >= 200 && answer.status < 400;
    return { succeeded, output: succeeded ? answer.body : `HTTP probe failed with statuscode: ${answer.status}` };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return failed(code === 'ECONNRESET' ? 'EOF' : message);
  } finally {
    cancel();
    stream.destroy();
  }
}

/** Throws when the probe itself cannot be made. */
export async function runProbe(probe: Probe, target: ProbeTarget, version: string): Promise<ProbeOutcome> {
  const seconds = probe.timeoutSeconds ?? 1;
  if (probe.exec !== undefined) return execProbe(probe.exec.command ?? [], seconds, target);
  if (probe.httpGet !== undefined) return httpProbe(probe.httpGet, seconds, target, version);
  if (probe.tcpSocket !== undefined) return tcpProbe(portOf(target.container, probe.tcpSocket.port), target);
  throw new Error('missing probe handler');
}
