/**
 * The webhook of a recording: it answers by the policy that the recording names, and tells on request what it was sent. It
 * listens wherever there is room, so that recordings can be replayed side by side.
 */
import { webcrypto } from 'node:crypto';
import { createServer, type Server } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { BasicConstraintsExtension, PemConverter, SubjectAlternativeNameExtension, X509CertificateGenerator } from '@peculiar/x509';
import type { ApiResponse } from '../engine/api/http';

/** The first rule whose conditions hold answers: with a status, with a text as it is, or with an HTTP error. */
interface Rule {
  readonly when?: Readonly<Record<string, unknown>>;
  readonly answer?: unknown;
  readonly raw?: string;
  readonly http?: number;
  readonly envelope?: object;
}
/** Rules by path. */
export type WebhookPolicy = Readonly<Record<string, readonly Rule[]>>;

export interface ReplayWebhook {
  readonly port: number;
  /** PEM of the authority that its certificate is from. */
  readonly authority: string;
  /** What a recording asks of the webhook itself: /__webhook/captured and /__webhook/clear. */
  tell(target: string): ApiResponse;
  close(): void;
}

const KEPT_HEADERS = ['content-type', 'accept', 'authorization'] as const;
const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

async function makeCertificate(): Promise<{ readonly certificate: string; readonly key: string }> {
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=webhook',
    keys,
    signingAlgorithm: ALGORITHM,
    notBefore: new Date(Date.now() - 86_400_000),
    notAfter: new Date(Date.now() + 20 * 86_400_000),
    extensions: [new BasicConstraintsExtension(true), new SubjectAlternativeNameExtension([{ type: 'ip', value: '127.0.0.1' }])],
  });
  return { certificate: certificate.toString('pem'), key: PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY') };
}
let made: ReturnType<typeof makeCertificate> | undefined;

const valueAt = (body: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((value, step) => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[step] : undefined), body);

/** null wants a field that is not there, `x*` a text that begins with x. */
function holds(body: unknown, [path, wanted]: readonly [string, unknown]): boolean {
  const found = valueAt(body, path);
  if (wanted === null) return found === undefined;
  if (typeof wanted === 'string' && wanted.endsWith('*')) return typeof found === 'string' && found.startsWith(wanted.slice(0, -1));
  return JSON.stringify(found) === JSON.stringify(wanted);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function answer(policy: WebhookPolicy, path: string, body: unknown, response: ServerResponse): void {
  const json = (value: unknown, code = 200): void => void response.writeHead(code, { 'content-type': 'application/json' }).end(JSON.stringify(value));
  const rule = policy[path]?.find(({ when = {} }) => Object.entries(when).every((condition) => holds(body, condition)));
  if (rule === undefined) return json({ message: 'no rule' }, 404);
  if (rule.http !== undefined) return void response.writeHead(rule.http, { 'content-type': 'text/plain' }).end(rule.raw ?? '');
  if (rule.raw !== undefined) return void response.writeHead(200, { 'content-type': 'application/json' }).end(rule.raw);
  const { apiVersion, kind } = body as { readonly apiVersion?: string; readonly kind?: string };
  json({ apiVersion, kind, ...(rule.answer === undefined ? {} : { status: rule.answer }), ...rule.envelope });
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

const listening = (server: Server): Promise<number> =>
  new Promise((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)));

export async function startWebhook(policy: WebhookPolicy): Promise<ReplayWebhook> {
  made ??= makeCertificate();
  const { certificate, key } = await made;
  let captured: readonly object[] = [];
  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = parsed(await textOf(request));
    const path = request.url ?? '/';
    const headers = Object.fromEntries(KEPT_HEADERS.flatMap((name) => (request.headers[name] === undefined ? [] : [[name, request.headers[name]]])));
    // Who shows no certificate has an empty one.
    const { subject } = (request.socket as TLSSocket).getPeerCertificate() as { readonly subject?: { readonly CN?: string } };
    captured = [...captured, { method: request.method, path, headers, ...(subject?.CN !== undefined && { clientCertificate: subject.CN }), body }];
    answer(policy, path.split('?')[0] ?? '', body, response);
  };
  const server = createServer({ key, cert: certificate, requestCert: true, rejectUnauthorized: false }, (request, response) => void take(request, response));
  const port = await listening(server);
  return {
    port,
    authority: certificate,
    tell(target) {
      const items = target.startsWith('/__webhook/clear') ? [] : captured;
      if (target !== '/__webhook/captured') captured = [];
      return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ items }) };
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
