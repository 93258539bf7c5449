/**
 * Every place where a text from outside is read: headers, paths, queries, tokens, fields of bodies, bodies themselves, patches,
 * selectors, expressions, configurations. A place takes a text and lets the server, or the reader of a file, have it.
 */
import { Duplex } from 'node:stream';
import { ApiServer } from '../../src/engine/api-server';
import { decodeAuthenticationConfiguration } from '../../src/engine/authentication/configuration/load';
import { compileUserRule } from '../../src/engine/authentication/configuration/claim-expressions';
import { parseAuthorizationConfiguration } from '../../src/engine/authorization/configuration/load';
import { policyOfLine } from '../../src/engine/authorization/abac/policy-line';
import { parseCsv } from '../../src/engine/golang/csv';
import { parseDuration } from '../../src/engine/golang/duration';
import { pemBlocks } from '../../src/engine/golang/pem';
import { parseUrl } from '../../src/engine/golang/url';
import { ByteReader } from '../../src/engine/http/byte-reader';
import { factsOf } from '../../src/engine/http/head-facts';
import { RequestBody } from '../../src/engine/http/request-body';
import { readHead } from '../../src/engine/http/request-head';
import { targetOf } from '../../src/engine/http/request-line';
import type { Version } from '../../src/engine/versions';
import { optionsFor } from '../../src/engine/options/parse';
import { jsonOfDocument, repeatedKey } from '../../src/engine/scheme/yaml';
import { SAMPLES } from './objects';

export interface Place {
  readonly name: string;
  readonly read: (text: string) => unknown;
}

const JSON_TYPE = 'application/json';
const POD = '/api/v1/namespaces/default/pods';
const CONFIG_MAP = '/api/v1/namespaces/default/configmaps';

const HEADERS = [
  ...['accept', 'accept-encoding', 'authorization', 'connection', 'content-type', 'content-encoding', 'cookie', 'host', 'user-agent', 'x-forwarded-for'],
  ...['if-match', 'if-none-match', 'if-modified-since', 'transfer-encoding', 'sec-websocket-protocol', 'upgrade', 'expect', 'origin', 'audit-id', 'range'],
  ...['x-remote-user', 'x-remote-group', 'x-remote-extra-a', 'traceparent', 'impersonate-user', 'impersonate-group', 'impersonate-uid', 'impersonate-extra-a'],
];
const PATHS = [
  ...[
    '/',
    '/api/',
    '/api/v1/',
    `${POD}/`,
    `${POD}/web/`,
    `${POD}/web/log/`,
    `${POD}/web/proxy/`,
    '/apis/',
    '/apis/apps/',
    '/apis/apps/v1/',
    '/healthz/',
    '/readyz/',
  ],
  ...['/openapi/v3/', '/version/', '/logs/', '/metrics/', '/api/v1/namespaces/', '/api/v1/watch/', '/api/v1/proxy/', '/.well-known/', '/debug/', 'http://'],
];
const LIST_QUERIES = [
  'labelSelector',
  'fieldSelector',
  'limit',
  'continue',
  'resourceVersion',
  'resourceVersionMatch',
  'timeout',
  'timeoutSeconds',
  'watch',
  'pretty',
  'x',
];
const WRITE_QUERIES = ['fieldManager', 'dryRun', 'fieldValidation', 'force', 'pretty'];
const DELETE_QUERIES = ['gracePeriodSeconds', 'propagationPolicy', 'orphanDependents', 'preconditions'];
const LOG_QUERIES = ['container', 'tailLines', 'sinceTime', 'sinceSeconds', 'follow', 'stream'];
const PATCHES = ['application/json-patch+json', 'application/merge-patch+json', 'application/strategic-merge-patch+json', 'application/apply-patch+yaml'];

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** The object with the text in place of each of its strings and keys, one at a time. */
function variants(value: Json, at: string): readonly (readonly [string, (text: string) => Json])[] {
  if (typeof value === 'string') return [[at, (text) => text]];
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value))
    return (value as readonly Json[]).flatMap((item, index) =>
      variants(item, `${at}[]`).map(([name, make]) => [name, (text: string) => (value as readonly Json[]).with(index, make(text))] as const),
    );
  const entries = Object.entries(value);
  return entries.flatMap(([key, item]) => [
    ...variants(item, at === '' ? key : `${at}.${key}`).map(([name, make]) => [name, (text: string) => ({ ...value, [key]: make(text) }) as Json] as const),
    ...(typeof item === 'string' ? [[`${at}.<key for ${key}>`, (text: string) => Object.fromEntries([...entries, [text, item]]) as Json] as const] : []),
  ]);
}

/** Bytes that come over a connection in pieces. */
function connection(bytes: Buffer): Duplex {
  const socket = new Duplex({ read: () => undefined, write: (_chunk, _encoding, done) => done() });
  for (let at = 0; at < bytes.length; at += 16_384) socket.push(bytes.subarray(at, at + 16_384));
  socket.push(null);
  return socket;
}
const MOST_BODY_BYTES = 3 * 1024 * 1024;

/** A request as a connection reads it, with its body. */
async function readRaw(text: string, version: Version): Promise<unknown> {
  const reader = new ByteReader(connection(Buffer.from(text, 'latin1')), () => undefined);
  const head = await readHead(reader, version);
  if (head === undefined) return undefined;
  const facts = factsOf(head, version);
  await new RequestBody(reader, facts.length, version, () => undefined).read(MOST_BODY_BYTES);
  return [targetOf(head), facts];
}

const jwt = (...parts: readonly string[]): string => `Bearer ${parts.map((part) => Buffer.from(part).toString('base64url')).join('.')}`;
const encoded = (text: string): string => Buffer.from(text).toString('hex').replace(/../g, '%$&');
const asLatin1 = (text: string): string => Buffer.from(text).toString('latin1');

export async function placesOf(kubernetesVersion: string): Promise<readonly Place[]> {
  const options = optionsFor({ kubernetesVersion, flags: { 'authorization-mode': 'RBAC' } });
  const server = ApiServer.start(options);
  await server.ready;
  const admin = { authorization: `Bearer ${server.options.loopbackToken ?? ''}`, accept: JSON_TYPE, host: 'localhost' };
  const send = async (method: string, target: string, headers: Readonly<Record<string, string>> = {}, body?: string | Uint8Array): Promise<unknown> =>
    server.handle({ method, target, headers: { ...admin, ...headers }, ...(body !== undefined && { body }) });
  const post = (path: string, object: unknown): unknown => send('POST', `${path}?dryRun=All`, { 'content-type': JSON_TYPE }, JSON.stringify(object));
  await send(
    'POST',
    CONFIG_MAP,
    { 'content-type': JSON_TYPE },
    JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'kept', labels: { a: 'b' } }, data: { a: 'b' } }),
  );
  const patch = (type: string, body: string): unknown => send('PATCH', `${CONFIG_MAP}/kept?dryRun=All&fieldManager=m`, { 'content-type': type }, body);
  const { version } = options;
  const raw = (text: string): unknown => readRaw(text, version);
  return [
    ...HEADERS.map((name) => ({
      name: `header ${name}`,
      read: (text: string) => send('GET', POD, { ...(name.startsWith('impersonate-') && { 'impersonate-user': 'u' }), [name]: asLatin1(text) }),
    })),
    ...['Bearer ', 'Basic ', 'bearer  '].map((scheme) => ({
      name: `header authorization: ${scheme}`,
      read: (text: string) => send('GET', POD, { authorization: scheme + asLatin1(text) }),
    })),
    ...['application/json;', 'application/json;as=Table;v=', '*/*;q='].map((start) => ({
      name: `header accept: ${start}`,
      read: (text: string) => send('GET', POD, { accept: start + asLatin1(text) }),
    })),
    ...['application/json;', 'application/'].map((start) => ({
      name: `header content-type: ${start}`,
      read: (text: string) => send('POST', POD, { 'content-type': start + asLatin1(text) }, '{}'),
    })),
    { name: 'header impersonate-extra-<text>', read: (text) => send('GET', POD, { 'impersonate-user': 'u', [`impersonate-extra-${asLatin1(text)}`]: 'v' }) },
    {
      name: 'websocket protocol',
      read: (text) =>
        send('GET', POD, {
          authorization: '',
          upgrade: 'websocket',
          connection: 'upgrade',
          'sec-websocket-protocol': `base64url.bearer.authorization.k8s.io.${asLatin1(text)}, x`,
        }),
    },
    {
      name: 'websocket connection',
      read: (text) => send('GET', POD, { authorization: '', upgrade: 'websocket', connection: asLatin1(text), 'sec-websocket-protocol': 'x' }),
    },
    { name: 'token header', read: (text) => send('GET', POD, { authorization: jwt(text, '{}', 's') }) },
    { name: 'token claims', read: (text) => send('GET', POD, { authorization: jwt('{"alg":"ES256"}', text, 's') }) },
    {
      name: 'token claim',
      read: (text) => send('GET', POD, { authorization: jwt('{"alg":"ES256"}', JSON.stringify({ iss: text, sub: text, aud: [text] }), 's') }),
    },
    { name: 'token parts', read: (text) => send('GET', POD, { authorization: `Bearer ${asLatin1(text)}.${asLatin1(text)}.${asLatin1(text)}` }) },
    { name: 'raw header value', read: (text) => raw(`GET / HTTP/1.1\r\nHost: x\r\nX: a${asLatin1(text)}b\r\n\r\n`) },
    { name: 'raw header name', read: (text) => raw(`GET / HTTP/1.1\r\nHost: x\r\n${asLatin1(text)}: b\r\n\r\n`) },
    { name: 'raw request line', read: (text) => raw(`${asLatin1(text)}\r\nHost: x\r\n\r\n`) },
    { name: 'raw target', read: (text) => raw(`GET ${asLatin1(text)} HTTP/1.1\r\nHost: x\r\n\r\n`) },
    { name: 'raw protocol', read: (text) => raw(`GET / ${asLatin1(text)}\r\nHost: x\r\n\r\n`) },
    { name: 'raw absolute target', read: (text) => raw(`GET http://${asLatin1(text)} HTTP/1.1\r\nHost: x\r\n\r\n`) },
    { name: 'raw host', read: (text) => raw(`GET / HTTP/1.1\r\nHost: ${asLatin1(text)}\r\n\r\n`) },
    { name: 'raw connection', read: (text) => raw(`GET / HTTP/1.1\r\nHost: x\r\nConnection: ${asLatin1(text)}\r\n\r\n`) },
    { name: 'raw transfer-encoding', read: (text) => raw(`GET / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: ${asLatin1(text)}\r\n\r\n`) },
    { name: 'raw content-length', read: (text) => raw(`POST / HTTP/1.1\r\nHost: x\r\nContent-Length: ${asLatin1(text)}\r\n\r\n`) },
    { name: 'raw lines', read: (text) => raw(`GET / HTTP/1.1\r\nHost: x\r\n${'X: y\r\n'.repeat(text.length / 6)}${asLatin1(text.slice(0, 1))}\r\n\r\n`) },
    {
      name: 'raw folded lines',
      read: (text) => raw(`GET / HTTP/1.1\r\nHost: x\r\nX: y\r\n${` ${asLatin1(text.slice(0, 1))}\r\n`.repeat(text.length / 4)}\r\n`),
    },
    {
      name: 'raw chunks',
      read: (text) => raw(`POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n${'1\r\nx\r\n'.repeat(text.length / 6)}0\r\n\r\n`),
    },
    ...PATHS.flatMap((path) => [
      { name: `path ${path}<text>`, read: (text: string) => send('GET', path + asLatin1(text)) },
      { name: `path ${path}<encoded>`, read: (text: string) => send('GET', path + encoded(text)) },
      { name: `path ${path}a<text>b`, read: (text: string) => send('POST', `${path}a${asLatin1(text)}b`, { 'content-type': JSON_TYPE }, '{}') },
    ]),
    { name: 'query', read: (text) => send('GET', `${POD}?${asLatin1(text)}`) },
    { name: 'query name', read: (text) => send('GET', `${POD}?${encoded(text)}=1`) },
    ...LIST_QUERIES.flatMap((name) => [
      { name: `query ${name} of a list`, read: (text: string) => send('GET', `${CONFIG_MAP}?${name}=${encoded(text)}`) },
      { name: `query ${name} of a list, not encoded`, read: (text: string) => send('GET', `${CONFIG_MAP}?${name}=a${asLatin1(text)}`) },
    ]),
    ...['a in (', 'a notin (b,', 'a=', '!', 'a,', 'a!='].map((start) => ({
      name: `label selector ${start}`,
      read: (text: string) => send('GET', `${CONFIG_MAP}?labelSelector=${encoded(start + text)}`),
    })),
    ...['metadata.name=', 'metadata.name!=', 'a='].map((start) => ({
      name: `field selector ${start}`,
      read: (text: string) => send('GET', `${CONFIG_MAP}?fieldSelector=${encoded(start + text)}`),
    })),
    ...WRITE_QUERIES.map((name) => ({
      name: `query ${name} of a write`,
      read: (text: string) =>
        send('POST', `${CONFIG_MAP}?${name}=${encoded(text)}`, { 'content-type': JSON_TYPE }, '{"apiVersion":"v1","kind":"ConfigMap","metadata":{}}'),
    })),
    ...DELETE_QUERIES.map((name) => ({
      name: `query ${name} of a deletion`,
      read: (text: string) => send('DELETE', `${CONFIG_MAP}/none?${name}=${encoded(text)}`),
    })),
    ...LOG_QUERIES.map((name) => ({ name: `query ${name} of a log`, read: (text: string) => send('GET', `${POD}/none/log?${name}=${encoded(text)}`) })),
    ...[JSON_TYPE, 'application/yaml', 'application/vnd.kubernetes.protobuf', 'text/plain'].map((type) => ({
      name: `body as ${type}`,
      read: (text: string) => send('POST', CONFIG_MAP, { 'content-type': type }, text),
    })),
    {
      name: 'body as YAML, a value',
      read: (text) =>
        send('POST', CONFIG_MAP, { 'content-type': 'application/yaml' }, `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\ndata:\n  a: ${text}\n`),
    },
    {
      name: 'body as YAML, a key',
      read: (text) =>
        send('POST', CONFIG_MAP, { 'content-type': 'application/yaml' }, `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\ndata:\n  ${text}: a\n`),
    },
    {
      name: 'body as YAML, a flow',
      read: (text) =>
        send('POST', CONFIG_MAP, { 'content-type': 'application/yaml' }, `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\ndata: {${text}}\n`),
    },
    {
      name: 'answer as YAML',
      read: (text) =>
        send(
          'POST',
          `${CONFIG_MAP}?dryRun=All`,
          { 'content-type': JSON_TYPE, accept: 'application/yaml' },
          JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' }, data: { a: text } }),
        ),
    },
    {
      name: 'answer as Table',
      read: (text) =>
        send(
          'POST',
          `${CONFIG_MAP}?dryRun=All`,
          { 'content-type': JSON_TYPE, accept: 'application/json;as=Table;v=v1;g=meta.k8s.io' },
          JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' }, data: { a: text } }),
        ),
    },
    ...SAMPLES.flatMap(({ path, object }) =>
      variants(object as Json, '').map(([field, make]) => ({
        name: `body ${(object as { readonly kind: string }).kind} ${field}`,
        read: (text: string) => post(path, make(text)),
      })),
    ),
    ...PATCHES.flatMap((type) => [
      { name: `patch ${type}`, read: (text: string) => patch(type, text) },
      {
        name: `patch ${type}, a value`,
        read: (text: string) =>
          patch(
            type,
            JSON.stringify(
              type.includes('json-patch') ? [{ op: 'add', path: '/data/x', value: text }] : { apiVersion: 'v1', kind: 'ConfigMap', data: { x: text } },
            ),
          ),
      },
      {
        name: `patch ${type}, a key`,
        read: (text: string) =>
          patch(
            type,
            JSON.stringify(
              type.includes('json-patch') ? [{ op: 'add', path: `/data/${text}`, value: 'x' }] : { apiVersion: 'v1', kind: 'ConfigMap', data: { [text]: 'x' } },
            ),
          ),
      },
    ]),
    ...['op', 'path', 'from'].map((field) => ({
      name: `patch application/json-patch+json, ${field}`,
      read: (text: string) => patch(PATCHES[0] ?? '', JSON.stringify([{ op: 'copy', path: '/data/x', from: '/data/a', [field]: text }])),
    })),
    {
      name: 'patch application/json-patch+json, operations',
      read: (text) => patch(PATCHES[0] ?? '', JSON.stringify(Array.from({ length: text.length / 50 }, () => ({ op: 'test', path: '/data/a', value: 'b' })))),
    },
    { name: 'CEL', read: (text) => compileUserRule(text) },
    { name: 'CEL text', read: (text) => compileUserRule(`user.username == ${JSON.stringify(text)}`) },
    { name: 'CEL expression in matches', read: (text) => compileUserRule(`user.username.matches(${JSON.stringify(text)})`) },
    { name: 'CEL beginning of a text', read: (text) => compileUserRule(`user.username == "${text}`) },
    { name: 'YAML', read: (text) => jsonOfDocument(text) },
    { name: 'YAML with a repeated key', read: (text) => repeatedKey(`a: 1\na: ${text}`) },
    { name: 'ABAC line', read: (text) => policyOfLine(text, version) },
    {
      name: 'ABAC path',
      read: (text) =>
        policyOfLine(
          JSON.stringify({ apiVersion: 'abac.authorization.kubernetes.io/v1beta1', kind: 'Policy', spec: { user: text, nonResourcePath: `${text}*` } }),
          version,
        ),
    },
    { name: 'token file', read: (text) => parseCsv(text) },
    { name: 'authentication configuration', read: (text) => decodeAuthenticationConfiguration(text) },
    { name: 'authorization configuration', read: (text) => parseAuthorizationConfiguration(text, new Set()) },
    { name: 'PEM bundle', read: (text) => pemBlocks(text) },
    { name: 'duration', read: (text) => parseDuration(text) },
    { name: 'URL', read: (text) => parseUrl(text) },
    { name: 'URL with a scheme', read: (text) => parseUrl(`https://${text}`) },
  ];
}
