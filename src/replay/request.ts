/** The request of an exchange as it comes over the wire: saved values filled in, credentials and usual headers added. */
import type { ApiRequest } from '../engine/api/http';
import type { Credential } from './credentials';
import type { Actor, Exchange, RecordedRequest } from './recording';

export type Saved = ReadonlyMap<string, unknown>;

/** ${name} anywhere in a request stands for a value of an earlier answer. */
export function fillIn(request: RecordedRequest, saved: Saved): RecordedRequest {
  const text = JSON.stringify(request);
  if (!text.includes('${')) return request;
  const filled = text.replace(/\$\{(\w+)\}/g, (whole, name: string) => (saved.has(name) ? JSON.stringify(saved.get(name) ?? null).slice(1, -1) : whole));
  return JSON.parse(filled) as RecordedRequest;
}

export function impersonation(actor: Actor | undefined): RecordedRequest['headers'] {
  if (typeof actor !== 'object' || !('impersonate' in actor)) return {};
  const { user, groups, uid, extra = {} } = actor.impersonate;
  return {
    ...(user !== undefined && { 'impersonate-user': user }),
    ...(groups !== undefined && { 'impersonate-group': groups }),
    ...(uid !== undefined && { 'impersonate-uid': uid }),
    ...Object.fromEntries(Object.entries(extra).map(([key, values]) => [`impersonate-extra-${key.toLowerCase()}`, values])),
  };
}

function authorization({ token, basic }: Credential): RecordedRequest['headers'] {
  if (token !== undefined) return { authorization: `Bearer ${token}` };
  return basic === undefined ? {} : { authorization: `Basic ${Buffer.from(basic).toString('base64')}` };
}

const lowerCase = (headers: RecordedRequest['headers'] = {}): Record<string, string | readonly string[]> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
const mapValue = (value: string | readonly string[], change: (text: string) => string): string | readonly string[] =>
  typeof value === 'string' ? change(value) : value.map(change);

/**
 * The bytes of a target or header, one a character. The client that made the recordings writes head and body as one text in
 * UTF-8, and a head alone in Latin-1.
 */
const bytesOf = (text: string, withBody: boolean): string => (withBody ? Buffer.from(text).toString('latin1') : text);

export function requestOf(exchange: Exchange, credential: Credential, saved: Saved, host: string): ApiRequest {
  const { method, path: target, headers, body } = fillIn(exchange.request, saved);
  const content = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
  const payload = content === undefined ? {} : { 'content-length': String(Buffer.byteLength(content)) };
  const contentType = content === undefined ? {} : { 'content-type': 'application/json' };
  const asBytes = (text: string): string => bytesOf(text, content !== undefined);
  const given = Object.entries({ ...lowerCase(headers), ...impersonation(exchange.as) }).map(([name, value]) => [name, mapValue(value, asBytes)] as const);
  return {
    // It writes methods in capitals, too.
    method: method.toUpperCase(),
    target: asBytes(target),
    headers: { host, accept: 'application/json', ...contentType, ...Object.fromEntries(given), ...authorization(credential), ...payload },
    ...(content !== undefined && { body: content }),
    ...(credential.peerCertificates && { peerCertificates: credential.peerCertificates }),
    remoteAddress: '127.0.0.1:50432',
  };
}
