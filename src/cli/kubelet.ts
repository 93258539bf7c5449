/** `cukernetes kubelet`: a node of the cluster of a kubeconfig, until it is stopped. Containers are processes of this machine. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { makeFolders } from '../engine/golang/files';
import { clientOf } from '../controllers/client';
import { createAuthority } from '../engine/http/certificates';
import { VERSIONS, versionOf } from '../engine/versions';
import { systemClock } from '../controllers/clock';
import { Kubelet } from '../kubelet/kubelet';
import { findIsolation } from '../kubelet/runtime/process/isolation';
import { ProcessRuntime } from '../kubelet/runtime/process/process-runtime';
import { KubeletServer } from '../kubelet/server/kubelet-server';
import { watchManifests } from '../kubelet/static-pods/manifest-folder';
import { UsageError } from '../runner/usage-error';
import { connectionTo, type Connection } from '../targets/connection';
import { kubeconfigOfFiles } from '../targets/kubeconfig-files';

export interface KubeletCommandOptions {
  readonly node?: string;
  readonly kubeconfig?: string;
  readonly rootDir?: string;
  readonly nodeIp: string;
  readonly port: string;
  readonly podManifestPath?: string;
  readonly clientCaFile?: string;
  readonly anonymousAuth: boolean;
  readonly authorizationMode: string;
  readonly registerNode: boolean;
  readonly nodeLabels?: string;
}

const headers = { 'user-agent': 'kubelet' };

async function gitVersionOf(connection: Connection): Promise<string> {
  const { status, body } = await connection.send({ method: 'GET', target: '/version', headers: { ...headers, accept: 'application/json' } });
  if (status !== 200) throw new Error(`${connection.url} does not say its version: status ${status}`);
  return (JSON.parse(body.toString()) as { readonly gitVersion: string }).gitVersion;
}

function labelsOf(text: string | undefined): Readonly<Record<string, string>> {
  const pairs = (text ?? '').split(',').filter((pair) => pair !== '');
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      if (at < 1) throw new UsageError(`--node-labels: ${JSON.stringify(pair)} is not a label: write key=value`);
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
}

function authorizationOf(mode: string): 'AlwaysAllow' | 'Webhook' {
  if (mode !== 'AlwaysAllow' && mode !== 'Webhook') throw new UsageError(`--authorization-mode: ${JSON.stringify(mode)} is neither AlwaysAllow nor Webhook`);
  return mode;
}

const log = (message: string): void => void process.stderr.write(`${message}\n`);

/** Resolves when the node is registered; the process then lives until SIGTERM or SIGINT. */
export async function kubelet(options: KubeletCommandOptions): Promise<void> {
  const config = kubeconfigOfFiles(options.kubeconfig);
  if (config === undefined) throw new UsageError('no kubeconfig was found: name one with --kubeconfig');
  const connection = connectionTo(config);
  const kubeletVersion = await gitVersionOf(connection);
  const minor = /^v(\d+\.\d+)/.exec(kubeletVersion)?.[1] ?? '';
  if (!VERSIONS.some((version) => version === minor)) throw new Error(`${connection.url} is ${kubeletVersion}; a kubelet may be ${VERSIONS.join(', ')}`);
  const nodeName = options.node ?? hostname().toLowerCase();
  const rootDir = options.rootDir ?? mkdtempSync(path.join(tmpdir(), 'cukernetes-kubelet-'));
  makeFolders(rootDir);

  const { hostname: host, port: apiPort } = new URL(connection.url);
  const port = apiPort === '' ? '443' : apiPort;
  // No proxy leads from the address of the Service to the server, so pods of this machine go to it directly.
  const env = new Map([
    ['KUBERNETES_SERVICE_HOST', host],
    ['KUBERNETES_SERVICE_PORT', port],
    ['KUBERNETES_SERVICE_PORT_HTTPS', port],
  ]);
  const runtime = new ProcessRuntime({ folder: path.join(rootDir, 'runtime'), clock: systemClock, isolation: await findIsolation(), env });
  const node = new Kubelet({
    nodeName,
    nodeIP: options.nodeIp,
    version: versionOf(minor),
    kubeletVersion,
    client: clientOf((request) => connection.receive(request), headers),
    runtime,
    rootDir,
    port: Number(options.port),
    registerNode: options.registerNode,
    nodeLabels: labelsOf(options.nodeLabels),
    log,
  });
  const { certificatePem, keyPem } = await (await createAuthority(`${nodeName}-ca`)).serving(nodeName, [nodeName], [options.nodeIp]);
  const server = new KubeletServer(node, {
    certificatePem,
    keyPem,
    clientCaPem: options.clientCaFile === undefined ? undefined : readFileSync(options.clientCaFile, 'utf8'),
    anonymous: options.anonymousAuth,
    webhook: true,
    authorization: authorizationOf(options.authorizationMode),
  });
  const listening = await server.listen(Number(options.port), options.nodeIp);
  await node.start();
  const endManifests =
    options.podManifestPath === undefined
      ? undefined
      : watchManifests({ folder: options.podManifestPath, nodeName, clock: systemClock, log }, (pods) => node.setStaticPods(pods));
  const stop = (): void => {
    endManifests?.();
    node.stop();
    void runtime
      .close()
      .then(() => server.close())
      .finally(() => {
        if (options.rootDir === undefined) rmSync(rootDir, { recursive: true, force: true });
        process.exit(0);
      });
  };
  process.once('SIGTERM', stop).once('SIGINT', stop);
  process.stdout.write(`Node ${nodeName} listens on ${options.nodeIp}:${listening} (Kubernetes ${kubeletVersion})\n`);
}
