/**
 * What kube-apiserver finds wrong with the values of single flags, in its words. After the Validate functions of
 * k8s.io/apiserver/pkg/server/options and of k8s.io/kubernetes/pkg/controlplane/apiserver/options, and what reads the files that flags name.
 */
import { aggregate } from '../errors/field-error';
import { parseDuration } from '../golang/duration';
import { readFileBytes } from '../golang/files';
import { table } from '../golang/map';
import { quote } from '../golang/quote';
import { compileRegexp } from '../golang/regexp';
import type { Version } from '../versions';
import type { FlagValues } from './flag-set';
import { parseList, parsePortRange } from './flag-values';

/** What else the check of a value depends on. */
interface Given {
  readonly version: Version;
  /** The last value of another flag, or its default. */
  value(name: string): string;
}
/** Returns what is wrong with a value that could be read. */
type Check = (value: string, given: Given) => string | undefined;

/** Checks that kube-apiserver does not make in old versions. */
const newer =
  (check: Check): Check =>
  (value, given) =>
    given.version.has('serverFlagsChecked') ? check(value, given) : undefined;

const notNegative = (words: string): Check => newer((value) => (value.startsWith('-') ? words : undefined));

/** Go's error about a file that cannot be read; undefined where it can be. */
function openError(file: string): string | undefined {
  if (file === '') return undefined;
  try {
    readFileBytes(file);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

const opened =
  (words: (error: string, file: string, version: Version) => string): Check =>
  (file, { version }) => {
    const error = openError(file);
    return error === undefined ? undefined : words(error, file, version);
  };

const encryption = opened((error, file, version) =>
  version.has('serverFlagsChecked')
    ? `error while parsing file: error while loading file: error reading encryption provider configuration file ${quote(file)}: ${error}`
    : `error opening encryption provider configuration file ${quote(file)}: ${error}`,
);
const kubeletFile = opened((error, _file, version) =>
  version.has('serverFlagsChecked') ? `problem initializing API group "": ${error}` : `error building core storage: ${error}`,
);

const ORIGINS_HELP =
  "List of allowed origins for CORS, comma separated. An allowed origin can be a regular expression to support subdomain matching. If this list is empty CORS will not be enabled. Please ensure each expression matches the entire hostname by anchoring to the start with '^' or including the '//' prefix, and by anchoring to the end with '$' or including the ':' port separator suffix. Examples of valid expressions are '//example\\.com(:|$)' and '^https://example\\.com(:|$)'";

function originFault(origin: string): string | undefined {
  try {
    compileRegexp(origin);
  } catch (error) {
    return (error as Error).message;
  }
  const isPinned = (origin.startsWith('^') || origin.includes('//')) && (origin.endsWith('$') || origin.includes(':'));
  return isPinned ? undefined : 'regular expression does not pin to start/end of host in the origin header';
}

const MEDIA_TYPES = ['application/json', 'application/vnd.kubernetes.protobuf', 'application/yaml'];
const HSTS = /^(?:max-age=\d+|includeSubDomains|preload)$/;
/** k8s.io/component-base/cli/flag/ciphersuites_flag.go: those of Go's crypto/tls. */
const CIPHER_SUITES: ReadonlySet<string> = new Set([
  ...['AES_128_GCM_SHA256', 'AES_256_GCM_SHA384', 'CHACHA20_POLY1305_SHA256'].map((name) => `TLS_${name}`),
  ...['RC4_128_SHA', '3DES_EDE_CBC_SHA', 'AES_128_CBC_SHA', 'AES_256_CBC_SHA', 'AES_128_CBC_SHA256', 'AES_128_GCM_SHA256', 'AES_256_GCM_SHA384'].map(
    (name) => `TLS_RSA_WITH_${name}`,
  ),
  ...['ECDSA', 'RSA'].flatMap((key) =>
    [
      'RC4_128_SHA',
      'AES_128_CBC_SHA',
      'AES_256_CBC_SHA',
      'AES_128_CBC_SHA256',
      'AES_128_GCM_SHA256',
      'AES_256_GCM_SHA384',
      'CHACHA20_POLY1305',
      'CHACHA20_POLY1305_SHA256',
    ].map((name) => `TLS_ECDHE_${key}_WITH_${name}`),
  ),
  'TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA',
]);
/** Numbers of crypto/tls.CurveID: three of NIST, X25519, and the hybrids with ML-KEM. */
const CURVES: ReadonlySet<number> = new Set([23, 24, 25, 29, 4587, 4588, 4589]);
const TLS_VERSIONS = ['', 'VersionTLS10', 'VersionTLS11', 'VersionTLS12', 'VersionTLS13'];
const METRIC_AND_LABEL = /^[a-zA-Z_:][a-zA-Z0-9_:]*,[a-zA-Z_][a-zA-Z0-9_]*$/;

const watchCacheSize = (entry: string): string | undefined => {
  const [resource = '', size, ...rest] = entry.split('#');
  if (resource === '' || size === undefined || rest.length > 0) return `invalid value of watch cache size: ${entry}`;
  if (!/^[+-]?\d+$/.test(size)) return `invalid size of watch cache size: ${entry}`;
  return Number(size) < 0 ? `watch cache size cannot be negative: ${entry}` : undefined;
};

function nodePortFault(value: string, { version, value: valueOf }: Given): string | undefined {
  const port = Number(value);
  const [first, last] = parsePortRange(valueOf('service-node-port-range'));
  const outside = `kubernetes service ${version.has('serverFlagsChecked') ? 'node port' : 'port'} range ${first}-${last} doesn't contain ${port}`;
  const faults = [
    ...(port < 0 || port > 65_535
      ? [`--kubernetes-service-node-port ${port} must be between 0 and 65535, inclusive. If 0, the Kubernetes master service will be of type ClusterIP`]
      : []),
    ...(port > 0 && (port < first || port > last) ? [outside] : []),
  ];
  return faults.length === 0 ? undefined : aggregate(faults);
}

/** Only the minor version before may be named, whose hidden metrics are shown once more. */
function hiddenMetricsFault(value: string, { version }: Given): string | undefined {
  const [, minor = ''] = version.name.split('.');
  const previous = `1.${Number(minor) - 1}`;
  if (value === '' || value === previous) return undefined;
  return `metrics.showHiddenMetricsForVersion: Invalid value: ${quote(value)}: must be omitted or have the value '${previous}'; only the previous minor version is allowed`;
}

const onlyZero: Check = (value) => (Number(value) === 0 ? undefined : `invalid port value ${Number(value)}: only zero is allowed`);

/** By the names of flags. */
const CHECKS = table<Check>({
  'allow-metric-labels': (value) => {
    const pairs = value.split(',').length;
    const [name = '', label = ''] = /^(.*)=([^=]*)$/.exec(value)?.slice(1) ?? [];
    if (value === '' || (pairs > 1 && METRIC_AND_LABEL.test(name))) return undefined;
    return `metrics.allowListMapping: Invalid value: ${JSON.stringify({ [name]: label })}: must have keys with format \`metricName,labelName\` where metricName matches "[a-zA-Z_:][a-zA-Z0-9_:]*" and labelName matches "[a-zA-Z_][a-zA-Z0-9_]*"`;
  },
  'allow-metric-labels-manifest': opened(
    (error, file) => `metrics.allowListMappingManifest: Invalid value: ${quote(file)}: failed to read allow list manifest: ${error}`,
  ),
  'apiserver-count': (value) => (Number(value) > 0 ? undefined : `--apiserver-count should be a positive number, but value '${value}' provided`),
  'coordinated-leadership-lease-duration': (value, { value: valueOf }) =>
    parseDuration(value) > parseDuration(valueOf('coordinated-leadership-renew-deadline'))
      ? undefined
      : '--coordinated-leadership-lease-duration must be greater than --coordinated-leadership-renew-deadline',
  'cors-allowed-origins': newer((value) => {
    const fault = parseList(value)
      .map(originFault)
      .find((found) => found !== undefined);
    return fault === undefined ? undefined : `--cors-allowed-origins has an invalid regular expression: ${fault}, help: ${ORIGINS_HELP}`;
  }),
  'egress-selector-config-file': opened(
    (error, file) => `failed to read egress selector config: unable to read egress selector configuration from ${quote(file)} [${error}]`,
  ),
  'encryption-provider-config': encryption,
  'experimental-encryption-provider-config': encryption,
  'etcd-servers-overrides': (value) =>
    value === '' || value.split(',').every((part) => /^[^#/]*\/[^#/]+#[^#]+$/.test(part))
      ? undefined
      : '--etcd-servers-overrides invalid, must be of format: group/resource#servers, where servers are URLs, semicolon separated',
  'goaway-chance': newer((value) => (Number(value) < 0 || Number(value) > 0.02 ? '--goaway-chance can not be less than 0 or greater than 0.02' : undefined)),
  'insecure-port': onlyZero,
  'kubelet-certificate-authority': kubeletFile,
  'kubelet-client-certificate': kubeletFile,
  'kubernetes-service-node-port': nodePortFault,
  'livez-grace-period': notNegative('--livez-grace-period can not be a negative value'),
  'logging-format': (value, { version }) => {
    if (value === 'text' || value === 'json') return undefined;
    return version.has('serverFlagsChecked') ? `format: Invalid value: ${quote(value)}: Unsupported log format` : `unsupported log format: ${value}`;
  },
  'min-request-timeout': notNegative('--min-request-timeout can not be negative value'),
  'peer-ca-file': (value, { value: valueOf }) =>
    value === '' || valueOf('proxy-client-cert-file') !== '' ? undefined : 'error building peer proxy handler, proxy-cert-file not specified',
  port: onlyZero,
  'request-timeout': notNegative('--request-timeout can not be negative value'),
  'show-hidden-metrics-for-version': newer(hiddenMetricsFault),
  'shutdown-delay-duration': notNegative('--shutdown-delay-duration can not be negative value'),
  'storage-backend': (value) =>
    ['', 'etcd3'].includes(value) ? undefined : "--storage-backend invalid, allowed values: etcd3. If not specified, it will default to 'etcd3'",
  'storage-media-type': newer((value) =>
    MEDIA_TYPES.includes(value) ? undefined : `--storage-media-type ${quote(value)} invalid, allowed values: ${MEDIA_TYPES.join(', ')}`,
  ),
  'strict-transport-security-directives': (value) =>
    value.split(',').every((directive) => HSTS.test(directive))
      ? undefined
      : '--strict-transport-security-directives invalid, allowed values: max-age=expireTime, includeSubDomains, preload. see https://tools.ietf.org/html/rfc6797#section-6.1 for more information',
  'tls-cipher-suites': (value) => {
    const unknown = parseList(value).find((suite) => !CIPHER_SUITES.has(suite));
    return unknown === undefined ? undefined : `Cipher suite ${unknown} not supported or doesn't exist`;
  },
  'tls-curve-preferences': (value) => {
    const unknown = value.split(',').find((curve) => !CURVES.has(Number(curve)));
    return unknown === undefined ? undefined : `curve preference ${unknown} is not supported by the current Go version`;
  },
  'tls-min-version': (value) => (TLS_VERSIONS.includes(value) ? undefined : `unknown tls version ${quote(value)}`),
  'tls-sni-cert-key': (value) => {
    const error = value
      .split(':')[0]
      ?.split(',')
      .map(openError)
      .find((found) => found !== undefined);
    return error === undefined ? undefined : `failed to load SNI cert and key: ${error}`;
  },
  'tracing-config-file': opened((error, file) => `failed to read tracing config: unable to read tracing configuration from ${quote(file)}: ${error}`),
  'watch-cache-sizes': (value) =>
    value
      .split(',')
      .map(watchCacheSize)
      .find((error) => error !== undefined),
});

/** What is wrong with the values that were given, all of which could be read. */
export const flagErrors = (values: FlagValues, version: Version): readonly string[] =>
  values
    .typed((name) => CHECKS[name] !== undefined)
    .flatMap(({ name, value }) => CHECKS[name]?.(value, { version, value: (other) => values.last(other) }) ?? []);
