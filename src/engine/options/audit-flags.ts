/** --audit-*: where the audit log goes, and what is wrong with that. After k8s.io/apiserver/pkg/server/options/audit.go. */
import type { AuditBackendOptions, AuditLogOptions, AuditOptions, AuditWebhookOptions } from '../api/options';
import { parseDuration } from '../golang/duration';
import { quote } from '../golang/quote';
import type { Version } from '../versions';
import type { FlagValues } from './flag-set';
import { parseBool, parseFloat32, parseInteger } from './flag-values';

type Plugin = 'log' | 'webhook';
const MODES = ['batch', 'blocking', 'blocking-strict'];
const FORMATS = ['legacy', 'json'];

function backendOptions(values: FlagValues, plugin: Plugin): AuditBackendOptions {
  return {
    mode: values.one(`audit-${plugin}-mode`, String),
    batch: {
      bufferSize: values.one(`audit-${plugin}-batch-buffer-size`, parseInteger),
      maxSize: values.one(`audit-${plugin}-batch-max-size`, parseInteger),
      maxWait: values.one(`audit-${plugin}-batch-max-wait`, parseDuration),
      throttleEnable: values.one(`audit-${plugin}-batch-throttle-enable`, parseBool),
      throttleQps: values.one(`audit-${plugin}-batch-throttle-qps`, parseFloat32),
      throttleBurst: values.one(`audit-${plugin}-batch-throttle-burst`, parseInteger),
    },
    truncate: {
      enabled: values.one(`audit-${plugin}-truncate-enabled`, parseBool),
      maxBatchSize: values.one(`audit-${plugin}-truncate-max-batch-size`, parseInteger),
      maxEventSize: values.one(`audit-${plugin}-truncate-max-event-size`, parseInteger),
    },
    version: values.one(`audit-${plugin}-version`, String),
  };
}

function logOptions(values: FlagValues): AuditLogOptions {
  return {
    ...backendOptions(values, 'log'),
    path: values.one('audit-log-path', String),
    format: values.one('audit-log-format', String),
    maxAge: values.one('audit-log-maxage', parseInteger),
    maxBackup: values.one('audit-log-maxbackup', parseInteger),
    maxSize: values.one('audit-log-maxsize', parseInteger),
    compress: values.one('audit-log-compress', parseBool),
  };
}

/** Of the two names of the first wait the last one given counts; here the new one does. */
function webhookOptions(values: FlagValues): AuditWebhookOptions {
  const old = values.one('audit-webhook-batch-initial-backoff', parseDuration);
  const isNew = values.has('audit-webhook-initial-backoff') || !values.has('audit-webhook-batch-initial-backoff');
  const given = values.one('audit-webhook-initial-backoff', parseDuration);
  return { ...backendOptions(values, 'webhook'), configFile: values.one('audit-webhook-config-file', String), initialBackoff: isNew ? given : old };
}

/** Flags are read whether they count or not. */
export function auditOptions(values: FlagValues): AuditOptions {
  const [policyFile, log, webhook] = [values.file('audit-policy-file'), logOptions(values), webhookOptions(values)];
  return {
    ...(policyFile !== undefined && { policyFile }),
    ...(log.path !== '' && { log }),
    ...(webhook.configFile !== '' && { webhook }),
  };
}

/** The first that is wrong. What does not count is not looked at. */
function batchErrors(plugin: Plugin, { mode, batch }: AuditBackendOptions): readonly string[] {
  if (!MODES.includes(mode)) return [`invalid audit ${plugin} mode ${mode}, allowed modes are ${quote(MODES.join(','))}`];
  if (mode !== 'batch') return [];
  const values = [
    ['buffer size', batch.bufferSize],
    ['max batch size', batch.maxSize],
    ...(batch.throttleEnable
      ? ([
          ['throttle QPS', batch.throttleQps],
          ['throttle burst', batch.throttleBurst],
        ] as const)
      : []),
  ] as const;
  return values.flatMap(([name, value]) => (value > 0 ? [] : [`invalid audit batch ${plugin} ${name} ${value}, must be a positive number`])).slice(0, 1);
}

function truncateErrors(plugin: Plugin, { truncate: { maxEventSize, maxBatchSize } }: AuditBackendOptions): readonly string[] {
  if (maxEventSize <= 0) return [`invalid audit truncate ${plugin} max event size ${maxEventSize}, must be a positive number`];
  if (maxBatchSize >= maxEventSize) return [];
  return [`invalid audit truncate ${plugin} max batch size ${maxBatchSize}, must be greater than max event size (${maxEventSize})`];
}

function versionErrors({ version: text }: AuditBackendOptions, version: Version): readonly string[] {
  const known = version.has('auditBetaVersions') ? ['v1alpha1', 'v1beta1', 'v1'] : ['v1'];
  if (text.split('/').length > 2) return [`unexpected GroupVersion string: ${text}`];
  if (known.some((name) => text === `audit.k8s.io/${name}`)) return [];
  return [`invalid group version, allowed versions are [${known.map((name) => quote(`audit.k8s.io/${name}`)).join(' ')}]`];
}

const backendErrors = (plugin: Plugin, options: AuditBackendOptions, version: Version): readonly string[] => [
  ...batchErrors(plugin, options),
  ...truncateErrors(plugin, options),
  ...versionErrors(options, version),
];

const negative = (name: string, value: number): readonly string[] => (value < 0 ? [`--audit-log-${name} ${value} can't be a negative number`] : []);

export function auditErrors({ log, webhook }: AuditOptions, version: Version): readonly string[] {
  const ofLog =
    log === undefined
      ? []
      : [
          ...backendErrors('log', log, version),
          ...(FORMATS.includes(log.format) ? [] : [`invalid audit log format ${log.format}, allowed formats are ${quote(FORMATS.join(','))}`]),
          ...negative('maxage', log.maxAge),
          ...negative('maxbackup', log.maxBackup),
          ...negative('maxsize', log.maxSize),
        ];
  return [...ofLog, ...(webhook === undefined ? [] : backendErrors('webhook', webhook, version))];
}
