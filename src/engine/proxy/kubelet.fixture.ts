/** A server with a node whose kubelet is a server of this process, and a client of it. */
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttpsServer, request, type RequestOptions } from 'node:https';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { connect, type TLSSocket } from 'node:tls';
import { text } from 'node:stream/consumers';
import { servePortForward } from '../../streaming/port-forward/serve-port-forward';
import { serveRemoteCommand } from '../../streaming/remote-command/serve-remote-command';
import { ApiServer } from '../api-server';
import { createAuthority } from '../http/certificates';
import { createServer } from '../http/server';
import { optionsFor } from '../options/parse';

export interface Cluster {
  /** The targets that the kubelet was asked for, and who asked. */
  readonly asked: string[];
  readonly address: string;
  /** As a member of system:masters. */
  get(target: string): Promise<{ readonly status: number; readonly body: string }>;
  /** Sends a handshake. */
  upgrade(method: string, target: string, headers: Readonly<Record<string, string>>): Promise<TLSSocket>;
  close(): Promise<void>;
}

const PORT = '80';

/** Answers as a kubelet does; a command says what it reads, and fails. */
async function kubelet(asked: string[], certificate: string, key: string, ca: string) {
  const server = createHttpsServer({ cert: certificate, key, ca, requestCert: true }, ({ url = '', socket }, response) => {
    asked.push(`${url} by ${String((socket as TLSSocket).getPeerCertificate().subject.CN)}`);
    if (url.startsWith('/containerLogs/default/web/gone')) response.writeHead(404).end('no such container');
    else response.end(`${url.split('?', 1)[0] ?? ''} answers`);
  });
  server.on('upgrade', (given: IncomingMessage, socket, head) => {
    asked.push(given.url ?? '');
    const connection = { socket, head };
    if (given.url?.startsWith('/portForward') === true) {
      const echo = async (port: number) => (String(port) === PORT ? new (await import('node:stream')).PassThrough() : Promise.reject(new Error('refused')));
      void servePortForward(given, connection, { ports: [], pod: 'web', uid: '', dial: echo });
      return;
    }
    void serveRemoteCommand(given, connection, { stdin: true, stdout: true, stderr: false, tty: false }).then(async (command) => {
      if (command?.stdin === undefined) return;
      command.stdout?.write(`got ${await text(command.stdin)}`);
      await command.finish({ exitCode: 7 });
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

const pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web', namespace: 'default' },
  spec: { nodeName: 'n', containers: [{ name: 'c' }, { name: 'gone' }] },
};

/** `address` is what the node says; kubelets are asked only with a client certificate. */
export async function clusterWithNode({ address = '127.0.0.1', hasCertificate = true, version = '1.37' } = {}): Promise<Cluster> {
  const authority = await createAuthority('test-ca');
  const folder = mkdtempSync(path.join(tmpdir(), 'kubelet-'));
  const client = await authority.client('kube-apiserver', []);
  const files = { 'client.crt': client.certificatePem, 'client.key': client.keyPem };
  for (const [name, content] of Object.entries(files)) writeFileSync(path.join(folder, name), content);
  writeFileSync(path.join(folder, 'ca.crt'), authority.certificatePem);
  const serving = await authority.serving('server', ['localhost'], ['127.0.0.1']);
  const asked: string[] = [];
  const node = await kubelet(asked, serving.certificatePem, serving.keyPem, authority.certificatePem);
  const certificates = { 'kubelet-client-certificate': 'client.crt', 'kubelet-client-key': 'client.key', 'kubelet-certificate-authority': 'ca.crt' };
  const flags = Object.entries(hasCertificate ? certificates : {}).map(([name, file]) => [name, path.join(folder, file)]);
  const options = optionsFor({
    kubernetesVersion: version,
    flags: { 'authorization-mode': 'AlwaysAllow', 'anonymous-auth': 'true', ...Object.fromEntries(flags) },
  });
  const api = ApiServer.start(options);
  const { port: kubeletPort } = node.address() as AddressInfo;
  const status = { addresses: [{ type: 'InternalIP', address }], daemonEndpoints: { kubeletEndpoint: { Port: kubeletPort } } };
  api.storage.put({ group: '', resource: 'nodes' }, { apiVersion: 'v1', kind: 'Node', metadata: { name: 'n' }, status });
  api.storage.put({ group: '', resource: 'pods' }, pod);
  const server = createServer({ certificate: serving.certificatePem, key: serving.keyPem }, options.version, (given) => api.handle(given));
  const port = await server.listen(0, '127.0.0.1');
  const common: RequestOptions = { host: '127.0.0.1', port, rejectUnauthorized: false, headers: { authorization: `Bearer ${options.loopbackToken ?? ''}` } };
  return {
    asked,
    address: `127.0.0.1:${kubeletPort}`,
    async get(target) {
      const sent = request({ ...common, path: target }).end();
      const [response] = (await once(sent, 'response')) as [IncomingMessage];
      return { status: response.statusCode ?? 0, body: await text(response) };
    },
    async upgrade(method, target, headers) {
      const socket = connect({ host: '127.0.0.1', port, rejectUnauthorized: false });
      const lines = Object.entries({ host: 'a', authorization: `Bearer ${options.loopbackToken ?? ''}`, connection: 'Upgrade', ...headers });
      socket.write(`${method} ${target} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}`).join('\r\n')}\r\n\r\n`);
      await once(socket, 'secureConnect');
      return socket;
    },
    async close() {
      node.closeAllConnections();
      node.close();
      await server.close();
      await api.close();
      rmSync(folder, { recursive: true });
    },
  };
}
