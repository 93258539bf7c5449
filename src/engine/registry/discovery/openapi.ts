/**
 * /openapi/v2 and /openapi/v3: the schemas as a real server of the version serves them: with default flags, and of versions of groups that
 * flags bring with all feature gates.
 * After k8s.io/kube-openapi/pkg/handler and handler3.
 */
import { compareBytes } from '../../golang/bytes';
import { memoized } from '../../golang/memoized';
import { firstHeader } from '../../golang/http-header';
import { createHash } from 'node:crypto';
import type { HandlerResult, Call } from '../../api/registry';
import { openApiV2Json, openApiV2Protobuf, openApiV3, openApiV3Optional } from '../../catalog/non-resource';
import { encodeJson } from '../../golang/json';
import { parseAccept, type AcceptClause } from '../../response/negotiation/accept';
import type { Version } from '../../versions';
import { groupVersionOf } from '../../apimachinery/group-version';
import type { ServedGroup } from './served-group';
import { own } from '../../golang/map';

const PROTOBUF = 'com.github.proto-openapi.spec';
/** Their media type was once written with an @, which a token cannot have. */
const isProtobuf = ({ type, subtype }: AcceptClause, openApi: 'v2' | 'v3', version: Version): boolean =>
  type === 'application' &&
  (subtype === `${PROTOBUF}.${openApi}@v1.0+protobuf` || (version.has('openApiAsJson') && subtype === `${PROTOBUF}.${openApi}.v1.0+protobuf`));
const isJson = ({ type, subtype }: AcceptClause): boolean =>
  (type === 'application' && (subtype === 'json' || subtype === '*')) || (type === '*' && subtype === '*');

function formatFor(call: Call, openApi: 'v2' | 'v3', version: Version): 'json' | 'protobuf' | undefined {
  const accept = firstHeader(call.request, 'accept');
  const clause = parseAccept(accept === '' ? '*/*' : accept).find((candidate) => isJson(candidate) || isProtobuf(candidate, openApi, version));
  if (clause === undefined) return undefined;
  return isJson(clause) ? 'json' : 'protobuf';
}

const tagOf = (bytes: string | Uint8Array): string => createHash('sha512').update(bytes).digest('hex').toUpperCase();
const served = { 'Accept-Ranges': 'bytes', 'Last-Modified': new Date().toUTCString() };

export function openApiV2(call: Call, version: Version): HandlerResult {
  const format = formatFor(call, 'v2', version);
  const vary = { Vary: 'Accept-Encoding, Accept' };
  if (format === undefined) return { status: 406, text: '', headers: { ...vary, 'Content-Type': '' } };
  const bytes = format === 'json' ? openApiV2Json(version) : openApiV2Protobuf(version);
  const named = format === 'json' ? 'application/json' : `application/${PROTOBUF}.v2.v1.0+protobuf`;
  const sniffed = format === 'json' ? 'text/plain; charset=utf-8' : 'application/octet-stream';
  const tagged = version.has('openApiAsJson') ? openApiV2Json(version) : bytes;
  return {
    status: 200,
    text: bytes,
    headers: { ...served, ...vary, Etag: `"${tagOf(tagged)}"`, 'Content-Type': version.has('openApiAsJson') ? named : sniffed },
  };
}

/** Documents of group versions that are not served are not listed. */
function isServed(path: string, groups: readonly ServedGroup[]): boolean {
  const [prefix, group, version] = path.split('/');
  if (prefix !== 'apis' || group === undefined) return true;
  if (version === undefined) return groups.some(({ name }) => name === group);
  return groups.some(
    ({ name, versions }) =>
      name === group && versions.some((candidate) => groupVersionOf({ group: name, version: candidate.version }) === `${group}/${version}`),
  );
}

const linkTo = (path: string, text: string): string => `/openapi/v3/${path}?hash=${tagOf(text)}`;

/** Documents of all versions that can be served, in the order of their paths. */
const documentsOf = memoized((name: string): Readonly<Record<string, string>> => {
  const all = { ...openApiV3({ name }), ...openApiV3Optional({ name }) };
  return Object.fromEntries(Object.entries(all).sort(([a], [b]) => compareBytes(a, b)));
});

type Custom = ReadonlyMap<string, () => string>;

/** `custom`: the documents of custom resources. */
export function openApiV3Root(groups: readonly ServedGroup[], custom: Custom, { name }: Version): HandlerResult {
  const builtIn = Object.entries(documentsOf(name)).filter(([path]) => isServed(path, groups));
  const paths = [...builtIn, ...Array.from(custom, ([path, make]) => [path, make()] as const)].sort(([a], [b]) => compareBytes(a, b));
  const index = { paths: Object.fromEntries(paths.map(([path, text]) => [path, { serverRelativeURL: linkTo(path, text) }])) };
  return { status: 200, text: encodeJson(index), headers: served };
}

export function openApiV3Document(call: Call, groups: readonly ServedGroup[], custom: Custom, version: Version): HandlerResult {
  const path = call.info.path.slice('/openapi/v3/'.length);
  const documents = documentsOf(version.name);
  const text = (isServed(path, groups) ? own(documents, path) : undefined) ?? custom.get(path)?.();
  if (text === undefined) return { status: 404, text: '', headers: { 'Content-Type': '' } };
  if (formatFor(call, 'v3', version) === undefined) return { status: 406, text: '', headers: { Vary: 'Accept', 'Content-Type': '' } };
  const headers = { Vary: 'Accept', Etag: `"${tagOf(text)}"`, 'Content-Type': 'application/json' };
  const hash = call.query.get('hash');
  if (hash === null || hash === '') return { status: 200, text, headers: { ...served, ...headers } };
  if (hash !== tagOf(text)) return { status: 301, text: '', headers: { ...headers, Location: linkTo(path, text) } };
  return {
    status: 200,
    text,
    headers: { ...served, ...headers, 'Cache-Control': 'public, immutable', Expires: new Date(Date.now() + 365 * 24 * 3600 * 1000).toUTCString() },
  };
}
