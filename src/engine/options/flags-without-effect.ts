/**
 * Flags of kube-apiserver that change nothing here: objects lie in memory, and no etcd or backend is behind the server. They are taken, so
 * that the command line of a real server starts this one as it is, and their values are refused as kube-apiserver refuses them. Where a
 * client would notice that the effect is missing, a note says so.
 */
import { table } from '../golang/map';
import type { Version } from '../versions';
import { worded, type FlagValues } from './flag-set';
import { klogReaderOf, readerOf } from './flag-values';

const STORAGE = 'objects are kept in memory, and are gone when the server ends';
const TUNNELS = 'kubelets are reached without a tunnel';
const AGGREGATION = 'no APIService is asked';
const METRICS = 'all metrics are there, with all their labels';

/** By name, what is so instead; '' where no client notices. */
const INSTEAD = table<string>({
  'add-dir-header': '',
  address: '',
  'advertise-address': 'the Endpoints of the Service kubernetes have the address at which the server listens',
  'aggregator-reject-forwarding-redirect': AGGREGATION,
  'allow-metric-labels': METRICS,
  'allow-metric-labels-manifest': METRICS,
  alsologtostderr: '',
  'apiserver-count': '',
  'cloud-config': '',
  'cloud-provider': '',
  'cloud-provider-gce-l7lb-src-cidrs': '',
  'cloud-provider-gce-lb-src-cidrs': '',
  'contention-profiling': '',
  'coordinated-leadership-lease-duration': '',
  'coordinated-leadership-renew-deadline': '',
  'coordinated-leadership-retry-period': '',
  'cors-allowed-origins': 'no answer has the headers of CORS',
  'debug-socket-path': 'no socket is there',
  'default-watch-cache-size': '',
  'delete-collection-workers': '',
  'deserialization-cache-size': '',
  'disabled-metrics': METRICS,
  'egress-selector-config-file': '',
  'enable-aggregator-routing': AGGREGATION,
  'enable-garbage-collector': '',
  'enable-logs-handler': '',
  'enable-swagger-ui': '',
  'encryption-provider-config': STORAGE,
  'encryption-provider-config-automatic-reload': STORAGE,
  'endpoint-reconciler-type': 'the Endpoints of the Service kubernetes are written once',
  'etcd-cafile': STORAGE,
  'etcd-certfile': STORAGE,
  'etcd-compaction-interval': '',
  'etcd-count-metric-poll-period': '',
  'etcd-db-metric-poll-interval': '',
  'etcd-healthcheck-timeout': '',
  'etcd-keyfile': STORAGE,
  'etcd-prefix': STORAGE,
  'etcd-readycheck-timeout': '',
  'etcd-servers': STORAGE,
  'etcd-servers-overrides': STORAGE,
  'event-ttl': 'events stay',
  'experimental-encryption-provider-config': STORAGE,
  'experimental-logging-sanitization': '',
  'goaway-chance': '',
  'identity-lease-duration-seconds': '',
  'identity-lease-renew-interval-seconds': '',
  'insecure-bind-address': '',
  'insecure-port': '',
  'kubelet-https': '',
  'kubelet-read-only-port': '',
  'kubelet-timeout': '',
  'kubernetes-service-node-port': 'the Service kubernetes is of type ClusterIP',
  'lease-reuse-duration-seconds': '',
  'livez-grace-period': '',
  'log-backtrace-at': '',
  'log-dir': '',
  'log-file': '',
  'log-file-max-size': '',
  'log-flush-frequency': '',
  'log-text-info-buffer-size': '',
  'log-text-split-stream': '',
  'logging-format': '',
  logtostderr: '',
  'master-service-namespace': '',
  'max-connection-bytes-per-sec': '',
  'min-request-timeout': '',
  'one-output': '',
  'peer-advertise-ip': '',
  'peer-advertise-port': '',
  'peer-ca-file': '',
  'permit-address-sharing': '',
  'permit-port-sharing': '',
  port: '',
  profiling: 'the pages below /debug/pprof are there',
  'proxy-client-cert-file': AGGREGATION,
  'proxy-client-key-file': AGGREGATION,
  'request-timeout': 'a request may take the default time',
  'show-hidden-metrics-for-version': METRICS,
  'shutdown-delay-duration': '',
  'shutdown-send-retry-after': '',
  'shutdown-watch-termination-grace-period': '',
  'skip-headers': '',
  'skip-log-headers': '',
  'ssh-keyfile': TUNNELS,
  'ssh-user': TUNNELS,
  stderrthreshold: '',
  'storage-backend': '',
  'storage-initialization-timeout': '',
  'storage-media-type': '',
  'strict-transport-security-directives': 'no answer has the header Strict-Transport-Security',
  'target-ram-mb': '',
  'tls-curve-preferences': 'the TLS library of Node.js chooses',
  'tls-sni-cert-key': 'the server has one certificate',
  'tracing-config-file': 'no traces are sent',
  v: '',
  vmodule: '',
  'watch-cache': '',
  'watch-cache-sizes': '',
});

/** Whether the flag is taken and has no effect. */
export const hasNoEffect = (name: string): boolean => INSTEAD[name] !== undefined;

/**
 * What is so instead of what the given flags say: one sentence a flag, for the user. Throws StartError, in pflag's words, where a value cannot
 * be read.
 */
export function notesOf(values: FlagValues, version: Version): readonly string[] {
  const given = values.typed(hasNoEffect);
  for (const { name, type, value } of given) worded(name, value, (version.has('klogFlags') ? klogReaderOf(name) : undefined) ?? readerOf(type));
  return [...new Set(given.map(({ name }) => name))].flatMap((name) => {
    const instead = INSTEAD[name] ?? '';
    return instead === '' ? [] : [`--${name} has no effect here: ${instead}`];
  });
}
