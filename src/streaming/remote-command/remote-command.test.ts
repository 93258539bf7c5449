import { once } from 'node:events';
import type { Socket } from 'node:net';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, it } from 'node:test';
import { expect } from 'expect';
import { connected, headOf } from '../connected.fixture';
import { frameOf, MessageReader, type Message } from '../websocket/frames';
import { runRemoteCommand } from './run-remote-command';
import { serveRemoteCommand, type RemoteCommandOptions } from './serve-remote-command';
import type { Outcome } from './status';

const ALL: RemoteCommandOptions = { stdin: true, stdout: true, stderr: true, tty: false };
const SPDY_HEADERS = { connection: 'Upgrade', upgrade: 'SPDY/3.1' };
const socketHeaders = (protocol: string): Record<string, string> => ({
  connection: 'Upgrade',
  upgrade: 'websocket',
  'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
  'sec-websocket-version': '13',
  'sec-websocket-protocol': protocol,
});

/** Serves a command that writes what it reads in capitals, and complains. */
async function serve(headers: Record<string, string>, socket: Socket, outcome: Outcome): Promise<void> {
  const command = await serveRemoteCommand({ headers }, { socket, head: Buffer.alloc(0) }, ALL);
  if (command?.stdin === undefined) return;
  command.stdout?.write((await text(command.stdin)).toUpperCase());
  command.stderr?.write('oh\n');
  await command.finish(outcome);
}

async function overSpdy(protocol: string, outcome: Outcome, input: string): Promise<readonly [Outcome, string, string]> {
  const [client, server] = await connected();
  const served = serve({ ...SPDY_HEADERS, 'x-stream-protocol-version': protocol }, server, outcome);
  const { head, rest } = await headOf(client);
  expect(head).toBe(`HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: SPDY/3.1\r\nX-Stream-Protocol-Version: ${protocol}`);
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const [out, errors] = [text(stdout), text(stderr)];
  const ended = await runRemoteCommand({ socket: client, head: rest }, protocol, { stdin: Readable.from([input]), stdout, stderr, tty: false });
  stdout.end();
  stderr.end();
  await served;
  return [ended, await out, await errors];
}

/** Sends messages and collects those that come until the server closes. */
async function overWebSocket(protocol: string, messages: readonly Buffer[], outcome: Outcome): Promise<readonly Message[]> {
  const [client, server] = await connected();
  const served = serve(socketHeaders(protocol), server, outcome);
  const { head, rest } = await headOf(client);
  // The key and its acceptance are those of RFC 6455, 1.3.
  expect(head).toContain('Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=');
  const seen: Message[] = [];
  const reader = new MessageReader(1 << 20);
  const take = (chunk: Buffer): void => void seen.push(...reader.messages(chunk));
  take(rest);
  client.on('data', take).resume();
  for (const message of messages) client.write(Buffer.concat(frameOf(2, message, true)));
  await once(client, 'end');
  client.end();
  await served;
  return seen;
}

describe('a remote command', () => {
  it('has its streams and its exit code over SPDY', async () => {
    expect(await overSpdy('v4.channel.k8s.io', { exitCode: 3 }, 'hello')).toEqual([{ exitCode: 3 }, 'HELLO', 'oh\n']);
    expect(await overSpdy('v4.channel.k8s.io', { exitCode: 0 }, '')).toEqual([{ exitCode: 0 }, '', 'oh\n']);
  });

  it('moves more than any buffer holds', async () => {
    const [, out] = await overSpdy('v4.channel.k8s.io', { exitCode: 0 }, 'x'.repeat(5_000_000));
    expect(out).toBe('X'.repeat(5_000_000));
  });

  it('says before v4 in words how it failed', async () => {
    const [outcome] = await overSpdy('v2.channel.k8s.io', { exitCode: 3 }, '');
    expect(outcome).toEqual({ error: 'error executing remote command: command terminated with non-zero exit code: command terminated with exit code 3' });
  });

  it('is refused in the words of httpstream.Handshake where no protocol is common', async () => {
    const [client, server] = await connected();
    const served = serve({ ...SPDY_HEADERS, 'x-stream-protocol-version': 'v9' }, server, { exitCode: 0 });
    const { head, rest } = await headOf(client);
    client.destroy();
    await served;
    expect(head).toContain('HTTP/1.1 403 Forbidden\r\nX-Accepted-Stream-Protocol-Versions: v4.channel.k8s.io');
    expect(rest.toString()).toContain('unable to upgrade: unable to negotiate protocol: client supports [v9], server accepts [v4.channel.k8s.io v3.');
  });

  it('has channels over a WebSocket, the first message of which is empty, and since v5 the end of its input', async () => {
    const input = [Buffer.from('\0hello'), Buffer.from([255, 0])];
    const seen = await overWebSocket('v5.channel.k8s.io', input, { exitCode: 3 });
    expect(seen.map(({ opcode, payload }) => [opcode, payload.toString('latin1')])).toEqual([
      [2, '\x01'],
      [2, '\x01HELLO'],
      [2, '\x02oh\n'],
      [
        2,
        '\x03{"status":"Failure","message":"command terminated with non-zero exit code: command terminated with exit code 3","reason":"NonZeroExitCode","details":{"causes":[{"reason":"ExitCode","message":"3"}]}}',
      ],
      [8, '\x03\xe8'],
    ]);
  });
});
