/**
 * What differs from run to run becomes a placeholder before two answers are compared: uids, times, revisions, generated
 * names, keys. Everything else counts.
 */
import type { JsonObject, JsonValue } from '../engine/api/objects';
import { setOwn } from '../engine/golang/map';
import { replacePemBlocks, type PemBlock } from '../engine/golang/pem';
import { GO_PEEK_FAILED, GO_TIMED_OUT } from '../report/go-http-client';

/** Fields by name. `undefined`: the field is left out. */
const VOLATILE: ReadonlyMap<string, string | undefined> = new Map([
  ['uid', '<uid>'],
  ['resourceVersion', '<rv>'],
  ['managedFields', undefined],
  ['continue', '<continue>'],
  ['serverAddress', '<address>'],
  ['clusterIP', '<ip>'],
  ['clusterIPs', '<ips>'],
  ['nodePort', '<port>'],
  ['healthCheckNodePort', '<port>'],
  ...placeholder('<time>', ['creationTimestamp', 'deletionTimestamp', 'expirationTimestamp', 'startTime', 'eventTime', 'firstTimestamp', 'lastTimestamp']),
  ...placeholder('<time>', ['lastTransitionTime', 'lastHeartbeatTime', 'lastUpdateTime', 'lastProbeTime', 'renewTime', 'acquireTime']),
  ...placeholder('<build>', ['buildDate', 'gitCommit', 'gitTreeState', 'goVersion', 'platform', 'compiler']),
]);

/** Lists whose order the real server itself does not fix. */
const UNORDERED: ReadonlySet<string> = new Set(['resourceRules', 'nonResourceRules']);

const TEXTS: readonly (readonly [RegExp, string])[] = [
  [/(?<![\w-])eyJ[\w-]+\.[\w-]+\.[\w-]*/g, '<jwt>'],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, '<uid>'],
  [/\bX509SHA256=[0-9a-f]{64}\b/g, 'X509SHA256=<hash>'],
  [/(?<=[a-z0-9-])-token-[a-z0-9]{5}\b/g, '-token-<rand>'],
  [/\bkube-api-access-[a-z0-9]{5}\b/g, 'kube-api-access-<rand>'],
  [new RegExp(GO_TIMED_OUT, 'g'), '<timed out>'],
  [GO_PEEK_FAILED, ''],
  // go-cmp begins the lines of a difference with spaces or with no-break spaces, by the second in which the server was started.
  [/(?<=(?:^|\n|: )[-+\u00a0])\u00a0/g, ' '],
  [/(?<=^|\n|: )\u00a0(?= )/g, ' '],
  [/\b20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, '<time>'],
  [/\b20\d\d-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)? [+-]\d{4} [A-Z]+( m=[+0-9.]+)?/g, '<time>'],
];

function placeholder(text: string, fields: readonly string[]): readonly (readonly [string, string])[] {
  return fields.map((field) => [field, text]);
}

const CERTIFICATE = '<certificate>';
const maskCertificate = ({ type, text }: PemBlock): string => (type === 'CERTIFICATE' ? CERTIFICATE : text);
const withoutCertificates = (text: string): string =>
  text.includes('-----BEGIN ') ? replacePemBlocks(text, maskCertificate).replaceAll(`${CERTIFICATE}\n`, CERTIFICATE) : text;

export const maskText = (text: string): string =>
  TEXTS.reduce((masked, [pattern, replacement]) => masked.replace(pattern, replacement), withoutCertificates(text));

export const isObject = (value: JsonValue | undefined): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);
export const isList = (value: JsonValue | undefined): value is readonly JsonValue[] => Array.isArray(value);

export function mask(value: JsonValue, field = ''): JsonValue {
  if (typeof value === 'string') return maskText(value);
  if (isList(value)) return maskList(value, field);
  if (isObject(value)) return withoutOwnPlace(maskObject(value));
  return value;
}

function maskList(list: readonly JsonValue[], field: string): JsonValue {
  const items = list.map((item) => mask(item));
  return UNORDERED.has(field) ? items.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)) : items;
}

function maskObject(object: JsonObject): JsonObject {
  const masked: Record<string, JsonValue> = {};
  for (const [field, value] of Object.entries(object)) {
    if (value === undefined) continue;
    if (!VOLATILE.has(field) || isObject(value)) {
      setOwn(masked, field, mask(value, field));
      continue;
    }
    const text = VOLATILE.get(field);
    if (text !== undefined) setOwn(masked, field, value === null || value === '' || value === '0' ? value : text);
  }
  return masked;
}

/** The server's own service and endpoints: their address is the machine's, and their port wherever this run listens. */
function withoutOwnPlace(object: JsonObject): JsonObject {
  const { metadata } = object;
  if (!isObject(metadata) || metadata['name'] !== 'kubernetes' || metadata['namespace'] !== 'default') return object;
  const text = JSON.stringify(object)
    .replace(/"(port|targetPort)":\d+/g, '"$1":"<port>"')
    .replace(/"ip":"[^"]+"/g, '"ip":"<ip>"');
  return JSON.parse(text) as JsonObject;
}
