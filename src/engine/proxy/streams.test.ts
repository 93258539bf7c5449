import { once } from 'node:events';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { after, before, describe, it } from 'node:test';
import { expect } from 'expect';
import { headOf } from '../../streaming/connected.fixture';
import { runRemoteCommand } from '../../streaming/remote-command/run-remote-command';
import { SpdyConnection } from '../../streaming/spdy/spdy-connection';
import { frameOf, MessageReader } from '../../streaming/websocket/frames';
import { Tunnel } from '../../streaming/websocket/tunnel';
import { clusterWithNode, type Cluster } from './kubelet.fixture';

const POD = '/api/v1/namespaces/default/pods/web';
const EXEC = `${POD}/exec?container=c&command=cat&command=a+b&stdin=true&stdout=true`;
const SPDY = { upgrade: 'SPDY/3.1', 'x-stream-protocol-version': 'v4.channel.k8s.io' };
const socketHeaders = (protocol: string): Record<string, string> => ({
  upgrade: 'websocket',
  'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
  'sec-websocket-version': '13',
  'sec-websocket-protocol': protocol,
});

describe('streams of a pod', () => {
  let cluster: Cluster;
  before(async () => (cluster = await clusterWithNode()));
  after(() => cluster.close());

  it('of exec go to the kubelet over SPDY', async () => {
    const socket = await cluster.upgrade('POST', EXEC, SPDY);
    const { head, rest } = await headOf(socket);
    expect(head).toContain('101 Switching Protocols');
    const stdout = new PassThrough();
    const outcome = await runRemoteCommand({ socket, head: rest }, 'v4.channel.k8s.io', { stdin: Readable.from(['hello']), stdout, tty: false });
    stdout.end();
    expect([outcome, await text(stdout)]).toEqual([{ exitCode: 7 }, 'got hello']);
    // streamLocation of pkg/registry/core/pod/strategy.go
    expect(cluster.asked).toContain('/exec/default/web/c?command=cat&command=a+b&input=1&output=1');
  });

  it('of exec in channels of v5 are translated for a kubelet that does not say that it knows them', async () => {
    const socket = await cluster.upgrade('GET', EXEC, socketHeaders('v5.channel.k8s.io'));
    const { head, rest } = await headOf(socket);
    expect(head).toContain('Sec-WebSocket-Protocol: v5.channel.k8s.io');
    const reader = new MessageReader(1 << 20);
    const seen = [...reader.messages(rest)];
    socket.on('data', (chunk: Buffer) => seen.push(...reader.messages(chunk))).resume();
    for (const message of ['\0hello', '\xff\0']) socket.write(Buffer.concat(frameOf(2, Buffer.from(message, 'latin1'), true)));
    await once(socket, 'end');
    const [, output, status] = seen.map(({ payload }) => payload.toString('latin1'));
    expect([output, status?.slice(1)]).toEqual([
      '\x01got hello',
      '{"status":"Failure","message":"command terminated with non-zero exit code: command terminated with exit code 7","reason":"NonZeroExitCode","details":{"causes":[{"reason":"ExitCode","message":"7"}]}}',
    ]);
  });

  it('of a port are forwarded, in a WebSocket too', async () => {
    const socket = await cluster.upgrade('GET', `${POD}/portforward`, socketHeaders('SPDY/3.1+portforward.k8s.io'));
    const { head, rest } = await headOf(socket);
    expect(head).toContain('Sec-WebSocket-Protocol: SPDY/3.1+portforward.k8s.io');
    const connection = new SpdyConnection(new Tunnel({ socket, head: rest }, true), Buffer.alloc(0), false);
    const [error, data] = await Promise.all(
      ['error', 'data'].map((streamtype) => connection.createStream(new Map(Object.entries({ streamtype, port: '80', requestid: '0' })))),
    );
    error?.end();
    data?.end('hello');
    expect([await text(data ?? Readable.from([])), await text(error ?? Readable.from([]))]).toEqual(['hello', '']);
    connection.close();
  });

  it('are asked for with an upgrade', async () => {
    const { status, body } = await cluster.get(EXEC);
    expect([status, (JSON.parse(body) as { message: string }).message]).toEqual([400, 'Upgrade request required']);
  });

  it('are logs too, with the certificate of the server', async () => {
    expect(await cluster.get(`${POD}/log?container=c&tailLines=5`)).toEqual({ status: 200, body: '/containerLogs/default/web/c answers' });
    expect(cluster.asked).toContain('/containerLogs/default/web/c?tailLines=5 by kube-apiserver');
    const { status, body } = await cluster.get(`${POD}/log?container=gone`);
    // NewGenericServerResponse
    expect([status, (JSON.parse(body) as { message: string }).message]).toEqual([404, 'the server could not find the requested resource (pods/log web)']);
  });
});

describe('what a server connects to', () => {
  const messageOf = async (settings: Parameters<typeof clusterWithNode>[0], target: string): Promise<string> => {
    const cluster = await clusterWithNode(settings);
    const { body } = await cluster.get(target);
    await cluster.close();
    return (JSON.parse(body) as { message: string }).message;
  };

  it('is nothing without a certificate for kubelets', async () => {
    expect(await messageOf({ hasCertificate: false }, `${POD}/log?container=c`)).toContain('this server connects to no node, pod or Service');
  });

  it('is this machine alone in a process that runs scenarios', async () => {
    for (const address of ['198.51.100.7', 'example.test'])
      expect(await messageOf({ address }, `${POD}/log?container=c`)).toContain(`this machine alone, and ${address}`);
  });

  it('is not an address of loopback by way of nodes/proxy, as isProxyableHostname has it', async () => {
    expect(await messageOf({}, '/api/v1/nodes/n/proxy/healthz')).toBe('address not allowed');
  });
});
