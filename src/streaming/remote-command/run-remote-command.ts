/** The client's end of exec and attach over SPDY. After k8s.io/client-go/tools/remotecommand (v1.go to v4.go). */
import type { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { SpdyConnection } from '../spdy/spdy-connection';
import type { SpdyStream } from '../spdy/spdy-stream';
import type { Connection } from '../upgrade';
import { readStatus, type Outcome } from './status';
import { writtenSize, type TerminalSize } from './terminal-size';

export interface ClientStreams {
  readonly stdin?: Readable | undefined;
  readonly stdout?: Writable | undefined;
  readonly stderr?: Writable | undefined;
  readonly tty: boolean;
  /** Calls the listener with each size of the terminal. */
  readonly onResize?: (listener: (size: TerminalSize) => void) => void;
  /** Resolves when the caller wants no more of it. */
  readonly aborted?: Promise<void>;
}

async function textOf(stream: Readable): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

/** Runs what the server was asked for; the connection has been upgraded. */
export async function runRemoteCommand(connection: Connection, protocol: string, streams: ClientStreams): Promise<Outcome> {
  const { stdin, stdout, stderr, tty, onResize, aborted } = streams;
  const spdy = new SpdyConnection(connection.socket, connection.head, false);
  void aborted?.then(() => spdy.close());
  const create = (type: string): Promise<SpdyStream> => spdy.createStream(new Map([['streamtype', type]]));
  try {
    const error = await create('error');
    const status = textOf(error);
    const input = stdin === undefined ? undefined : await create('stdin');
    const outputs = [stdout === undefined ? undefined : ([await create('stdout'), stdout] as const)];
    if (stderr !== undefined && !tty) outputs.push([await create('stderr'), stderr]);
    const resize = tty && /^v[34]\./.test(protocol) ? await create('resize') : undefined;
    if (resize !== undefined) onResize?.((size) => resize.write(writtenSize(size)));
    if (stdin !== undefined && input !== undefined) {
      void pipeline(stdin, input).catch(() => undefined);
      input.resume();
    }
    // What takes the output is the caller's to end.
    await Promise.all(outputs.map((pair) => pair && pipeline(...pair, { end: false })));
    return readStatus(await status, /^v4\./.test(protocol));
  } finally {
    spdy.close();
  }
}
