/**
 * The least that a server in Node can do: node:https, which writes what it was given for a method and a target. It stands for what
 * TLS, HTTP and the system cost, whatever is answered.
 */
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';

export interface KeptAnswer {
  readonly method: string;
  readonly target: string;
  readonly status: number;
  /** Without Date, which node:https writes. */
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
}

export interface BareServer {
  readonly certificate: string;
  readonly key: string;
  readonly answers: readonly KeptAnswer[];
}

process.once('message', ({ certificate, key, answers }: BareServer) => {
  const kept = new Map(
    answers.map(({ method, target, status, headers, body }) => [`${method} ${target}`, { status, headers: headers.flat(), body: Buffer.from(body) }]),
  );
  const server = createServer({ cert: certificate, key }, (request, response) => {
    const answer = kept.get(`${request.method ?? ''} ${request.url ?? ''}`);
    if (answer === undefined) throw new Error(`No answer is known for ${request.method ?? ''} ${request.url ?? ''}`);
    request.resume();
    response.writeHead(answer.status, answer.headers);
    response.end(answer.body);
  });
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
});
process.once('disconnect', () => process.exit());
