/**
 * The audit log of a server: which requests it has is in --audit-policy-file, where it goes in --audit-log-path and
 * --audit-webhook-config-file. Without all of them there is none, and a request costs nothing more.
 * After ApplyTo of k8s.io/apiserver/pkg/server/options/audit.go.
 */
import type { AuditTrail } from '../api/audit';
import type { ApiRequest } from '../api/http';
import type { AuditBackendOptions, AuditLogOptions, AuditWebhookOptions, ServerOptions } from '../api/options';
import { StartError } from '../errors/start-error';
import type { Version } from '../versions';
import { callOf, WEBHOOK_TIMEOUT } from '../webhook/call';
import { WEBHOOK_BACK_OFF } from '../webhook/back-off';
import { readKubeconfig } from '../webhook/kubeconfig';
import { AuditedRequest } from './audited-request';
import { unionOf, type Backend } from './backends/backend';
import { Buffered } from './backends/buffered';
import { logBackend } from './backends/log-backend';
import { LogFile, standardOutput, type LineWriter } from './backends/log-file';
import { truncated } from './backends/truncated';
import { webhookBackend } from './backends/webhook-backend';
import { eventJson, eventLine, type AuditEvent } from './event';
import { loadPolicy } from './policy/load';

export interface Audit {
  begin(request: ApiRequest): AuditTrail;
  /** Writes what waits in buffers. */
  close(): Promise<void>;
}

const versionIn = ({ version }: AuditBackendOptions): string => version.slice(version.indexOf('/') + 1);
const ignoringErrors = (backend: Backend): Backend => ({
  write: (events) => {
    const kept = backend.write(events);
    return kept instanceof Promise ? kept.then(() => true) : true;
  },
  close: () => backend.close(),
});

function inMode(backend: Backend, { mode, batch }: AuditBackendOptions): Backend {
  if (mode === 'batch') return new Buffered(backend, batch);
  return mode === 'blocking' ? ignoringErrors(backend) : backend;
}

function wrapped(backend: Backend, options: AuditBackendOptions, jsonOf: (event: AuditEvent) => string): Backend {
  const timed = inMode(backend, options);
  return options.truncate.enabled ? truncated(timed, options.truncate, (event) => Buffer.byteLength(jsonOf(event)) + 1) : timed;
}

/** Old versions rotate after 100 megabytes where no size is given. */
function writerOf(log: AuditLogOptions, version: Version): LineWriter {
  if (log.path === '-') return standardOutput;
  if (!version.has('auditLogFileMadeAtStart')) return new LogFile(log.path, { ...log, maxSize: log.maxSize === 0 ? 100 : log.maxSize });
  const file = new LogFile(log.path, log);
  file.make();
  return file;
}

function logOf(log: AuditLogOptions, version: Version): Backend {
  const jsonOf = (event: AuditEvent): string => eventJson(event, versionIn(log), version);
  const lineOf = log.format === 'legacy' ? (event: AuditEvent) => eventLine(event, version) : jsonOf;
  return wrapped(logBackend(writerOf(log, version), lineOf), log, jsonOf);
}

function webhookOf(webhook: AuditWebhookOptions, version: Version): Backend {
  const jsonOf = (event: AuditEvent): string => eventJson(event, versionIn(webhook), version);
  const call = callOf(readKubeconfig(webhook.configFile, version), WEBHOOK_TIMEOUT, version);
  const backOff = { ...WEBHOOK_BACK_OFF, initialDelay: webhook.initialBackoff };
  return wrapped(webhookBackend({ call, backOff, groupVersion: versionIn(webhook), jsonOf }), webhook, jsonOf);
}

function started<T>(what: string, start: () => T): T {
  try {
    return start();
  } catch (error) {
    throw new StartError(`${what}: ${(error as Error).message}`, { cause: error });
  }
}

function create({ audit: { policyFile, log, webhook }, version }: ServerOptions): Audit | undefined {
  const policy = policyFile === undefined ? undefined : started('loading audit policy file', () => loadPolicy(policyFile, version));
  if (policy === undefined) return undefined;
  const backends = [
    ...(log === undefined ? [] : [started('ensureLogFile', () => logOf(log, version))]),
    ...(webhook === undefined ? [] : [started('initializing audit webhook', () => webhookOf(webhook, version))]),
  ];
  if (backends.length === 0) return undefined;
  const sink = unionOf(backends);
  return { begin: (request) => new AuditedRequest(request, { version, policy, sink }), close: () => sink.close() };
}

const known = new WeakMap<ServerOptions, { readonly audit: Audit | undefined }>();

/** Forks of a server have the same options, and write to the same log. Throws StartError. */
export function auditOf(options: ServerOptions): Audit | undefined {
  const found = known.get(options) ?? { audit: create(options) };
  known.set(options, found);
  return found.audit;
}
