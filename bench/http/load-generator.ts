/**
 * The client of bench:http, in a process of its own: a fixed number of keep-alive TLS connections, each of which sends the same bytes
 * again as soon as its answer is there. It neither builds requests nor reads answers, so that the server is what is measured.
 */
import { once } from 'node:events';
import { connect, type TLSSocket } from 'node:tls';
import { AnswerCounter } from './answer-counter';

export interface Load {
  readonly port: number;
  readonly request: string;
  /** Of every answer. */
  readonly status: number;
  readonly connections: number;
  readonly seconds: number;
}

export interface Measured {
  readonly perSecond: number;
  /** All of them. */
  readonly answers: number;
  /** The share of its processor that this process needed. */
  readonly busy: number;
}

export type LoadResult = Measured | { readonly error: string };

/** What Go's server would choose among those that both have. */
const CIPHERS = 'TLS_AES_128_GCM_SHA256';

const pause = (seconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

async function measured({ port, request, status, connections, seconds }: Load): Promise<Measured> {
  const bytes = Buffer.from(request);
  let answers = 0;
  let failed: (error: Error) => void = () => undefined;
  const failure = new Promise<never>((_, reject) => (failed = reject));
  const open = (): TLSSocket => {
    const counter = new AnswerCounter(status);
    const socket = connect({ host: '127.0.0.1', port, rejectUnauthorized: false, ALPNProtocols: ['http/1.1'], ciphers: CIPHERS, minVersion: 'TLSv1.3' });
    socket.setNoDelay(true);
    socket.on('secureConnect', () => socket.write(bytes));
    socket.on('error', failed);
    socket.on('data', (chunk: Buffer) => {
      try {
        const ended = counter.add(chunk);
        answers += ended;
        if (ended > 0) socket.write(bytes);
      } catch (error) {
        failed(error as Error);
      }
    });
    return socket;
  };
  const sockets = Array.from({ length: connections }, open);
  const opened = Promise.all(sockets.map((socket) => once(socket, 'secureConnect')));
  try {
    await Promise.race([opened, failure]);
    const [before, cpuBefore, began] = [answers, process.cpuUsage(), performance.now()];
    await Promise.race([pause(seconds), failure]);
    const milliseconds = performance.now() - began;
    const { user, system } = process.cpuUsage(cpuBefore);
    return { perSecond: ((answers - before) * 1000) / milliseconds, answers, busy: (user + system) / 1000 / milliseconds };
  } finally {
    for (const socket of sockets)
      socket
        .removeAllListeners('error')
        .on('error', () => undefined)
        .destroy();
  }
}

process.on('message', (load: Load) => {
  void measured(load)
    .catch((error: unknown) => ({ error: error instanceof Error ? error.message : String(error) }))
    .then((result: LoadResult) => process.send?.(result));
});
process.once('disconnect', () => process.exit());
