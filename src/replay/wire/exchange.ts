/** Bytes over a TLS connection -> all that comes back until the server ends it. */
import { connect } from 'node:tls';

/** A text, one character a byte, or one that comes several times. */
export type Part = string | { readonly repeat: string; readonly times: number };

export interface WireCase {
  readonly name: string;
  readonly sent: readonly Part[];
  /** The client ends its side after that; else a last request follows, which shows whether the connection goes on. */
  readonly ends?: boolean;
}

export interface RecordedCase extends WireCase {
  /** The one answer, or those that a real server gives by turns. */
  readonly answers: readonly string[];
}

export interface WireRecording {
  readonly recordedFrom: string;
  readonly cases: readonly RecordedCase[];
}

const LAST = 'GET /healthz HTTP/1.1\r\nHost: last\r\nConnection: close\r\n\r\n';

export const bytesOf = (parts: readonly Part[]): string => parts.map((part) => (typeof part === 'string' ? part : part.repeat.repeat(part.times))).join('');

export function exchangeBytes(host: string, port: number, { sent, ends = false }: WireCase, patience = 10_000): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, rejectUnauthorized: false, ALPNProtocols: ['http/1.1'] });
    const chunks: Buffer[] = [];
    const timer = setTimeout(() => {
      socket.destroy();
      reject(new Error(`the server did not end the connection within ${patience} ms; it answered ${JSON.stringify(text())}`));
    }, patience);
    const text = (): string => Buffer.concat(chunks).toString('latin1');
    socket.on('data', (chunk) => chunks.push(chunk));
    // A server that refuses early may reset the connection while the client still sends.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearTimeout(timer);
      resolve(masked(text()));
    });
    const bytes = Buffer.from(bytesOf(sent) + (ends ? '' : LAST), 'latin1');
    if (ends) socket.end(bytes);
    else socket.write(bytes);
  });
}

/** What differs from run to run, and the headers of API Priority and Fairness. */
const masked = (text: string): string =>
  text
    .split('\r\n')
    .filter((line) => !line.startsWith('X-Kubernetes-Pf-'))
    .map((line) => (line.startsWith('Date: ') ? 'Date: <time>' : line.startsWith('Audit-Id: ') ? 'Audit-Id: <uid>' : line))
    .join('\r\n')
    .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g, '<time>');
