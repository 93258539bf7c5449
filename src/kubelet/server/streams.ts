/** Commands in containers, their streams and ports of pods, over the connection that the client upgraded. Upstream: pkg/kubelet/server/server.go, k8s.io/cri-streaming */
import type { IncomingMessage } from 'node:http';
import { servePortForward } from '../../streaming/port-forward/serve-port-forward';
import { serveRemoteCommand } from '../../streaming/remote-command/serve-remote-command';
import type { Connection } from '../../streaming/upgrade';
import type { Pod } from '../pod';
import type { ContainerInfo, Execution, ExecStreams, Runtime } from '../runtime/runtime';

export interface StreamTarget {
  readonly runtime: Runtime;
  readonly pod: Pod;
  readonly request: IncomingMessage;
  readonly connection: Connection;
  readonly query: URLSearchParams;
}

async function serveCommand({ request, connection, query }: StreamTarget, begin: (streams: ExecStreams) => Execution, verb: string): Promise<void> {
  const has = (name: string): boolean => ['1', 'true'].includes(query.get(name) ?? '');
  const tty = has('tty');
  // With a terminal there is one stream.
  const asked = { stdin: has('input') || has('stdin'), stdout: has('output') || has('stdout'), stderr: !tty && (has('error') || has('stderr')), tty };
  const command = await serveRemoteCommand(request, connection, asked);
  if (command === undefined) return;
  const { stdin, stdout, stderr } = command;
  const execution = begin({ stdin, stdout, stderr, tty });
  void command.closed.then(() => execution.kill());
  const outcome = await execution.done.then(
    (exitCode) => ({ exitCode }),
    (error: unknown) => ({ error: `error ${verb}: ${(error as Error).message}` }),
  );
  await command.finish(outcome);
}

export const serveExec = (target: StreamTarget, { id }: ContainerInfo): Promise<void> =>
  serveCommand(target, (streams) => target.runtime.exec(id, target.query.getAll('command'), streams), 'executing command in container');

export const serveAttach = (target: StreamTarget, { id }: ContainerInfo): Promise<void> =>
  serveCommand(target, (streams) => target.runtime.attach(id, streams), 'attaching to container');

export async function serveForward({ runtime, pod, request, connection, query }: StreamTarget): Promise<void> {
  const { name, namespace, uid } = pod.metadata;
  const [sandbox] = runtime.sandboxes(uid).filter(({ isReady }) => isReady);
  await servePortForward(request, connection, {
    ports: query.getAll('port').flatMap((ports) => ports.split(',').map(Number)),
    pod: `${name}_${namespace}`,
    uid,
    dial: (port) => (sandbox === undefined ? Promise.reject(new Error(`sandbox of pod ${name} is not running`)) : runtime.dial(sandbox.id, port)),
  });
}
