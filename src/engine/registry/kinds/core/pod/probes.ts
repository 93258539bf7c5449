/** What is asked of containers, and what runs at their start and end. After validateProbe, validateHandler and validateLifecycle of pkg/apis/core/validation. */
import type { HTTPGetAction, Lifecycle, Probe } from 'kubernetes-types/core/v1';
import { forbiddenField, invalidValue, notSupported, required } from '../../../../errors/field-error';
import {
  each,
  isEmpty,
  nonNegative,
  oneOf,
  optional,
  optionalOneOf,
  portNumber,
  portNumberOrName,
  present,
  when,
  type Errors,
} from '../../../generic/validation/checks';
import { own } from '../../../../golang/map';
import type { Version } from '../../../../versions';
import type { Given } from '../../../generic/validation/given';

interface Handler {
  readonly exec?: Given<{ command?: string[] }> | null;
  readonly httpGet?: Given<HTTPGetAction> | null;
  readonly tcpSocket?: Given<{ port: string | number }> | null;
  readonly grpc?: Given<{ port: number; mode?: string }> | null;
  readonly sleep?: Given<{ seconds: number }> | null;
}

const HEADER_NAME = /^[-A-Za-z0-9]+$/;
const HEADER_COMPLAINT =
  "a valid HTTP header must consist of alphanumeric characters or '-' (e.g. 'X-Header-Name', regex used for validation is '[-A-Za-z0-9]+')";

/** HTTP/2 without TLS. */
const protocolOf = (protocol: string, scheme: unknown, at: string): Errors => [
  ...oneOf(protocol, at, ['HTTP1', 'HTTP2']),
  ...when(protocol === 'HTTP2' && scheme !== 'HTTP', () => invalidValue(at, protocol, 'is only supported with HTTP (H2C)')),
];

const httpGet = ({ path, port, scheme, httpHeaders, ...more }: Given<HTTPGetAction>, at: string, version: Version): Errors => [
  ...present(path, `${at}.path`),
  ...portNumberOrName(port, `${at}.port`, version),
  ...oneOf(scheme, `${at}.scheme`, ['HTTP', 'HTTPS']),
  ...each(httpHeaders, at, ({ name = '' }) => when(!HEADER_NAME.test(name ?? ''), () => invalidValue(`${at}.httpHeaders`, name ?? '', HEADER_COMPLAINT))),
  ...optional((more as { readonly protocol?: string }).protocol, (protocol) => protocolOf(protocol, scheme, `${at}.protocol`)),
];

const sleep = (seconds: number, gracePeriod: number | null | undefined, at: string): Errors =>
  typeof gracePeriod === 'number' && (seconds < 0 || seconds > gracePeriod)
    ? [invalidValue(at, seconds, `must be non-negative and less than terminationGracePeriodSeconds (${gracePeriod})`)]
    : [];

const grpc = ({ port, mode }: NonNullable<Handler['grpc']>, at: string): Errors => [
  ...portNumber(port ?? 0, `${at}.port`),
  ...optionalOneOf(mode, `${at}.mode`, ['Plaintext', 'TLS']),
];

/** Exactly one kind of handler; those after the first are refused, not looked at. */
function validateHandler(handler: Handler, gracePeriod: number | null | undefined, at: string, version: Version): Errors {
  const kinds: readonly (readonly [string, Errors | null | undefined])[] = [
    ['exec', handler.exec && present(handler.exec.command, `${at}.exec.command`)],
    ['httpGet', handler.httpGet && httpGet(handler.httpGet, `${at}.httpGet`, version)],
    ['tcpSocket', handler.tcpSocket && portNumberOrName(handler.tcpSocket.port, `${at}.tcpSocket.port`, version)],
    ['grpc', handler.grpc && grpc(handler.grpc, `${at}.grpc`)],
    ['sleep', handler.sleep && sleep(handler.sleep.seconds ?? 0, gracePeriod, `${at}.sleep`)],
  ];
  const given = kinds.flatMap(([kind, errors]) => (errors === undefined || errors === null ? [] : [{ kind, errors }]));
  if (given.length === 0) return [required(at, 'must specify a handler type')];
  return given.flatMap(({ kind, errors }, index) => (index === 0 ? errors : [forbiddenField(`${at}.${kind}`, 'may not specify more than 1 handler type')]));
}

const NUMBERS = ['initialDelaySeconds', 'timeoutSeconds', 'periodSeconds', 'successThreshold', 'failureThreshold'] as const;

export function validateProbe(
  kind: 'liveness' | 'readiness' | 'startup',
  probe: Given<Probe> | null | undefined,
  gracePeriod: number | null | undefined,
  at: string,
  version: Version,
): Errors {
  if (isEmpty(probe) || probe === null || probe === undefined) return [];
  const { successThreshold = 0, terminationGracePeriodSeconds } = probe;
  return [
    ...validateHandler(probe, gracePeriod, at, version),
    ...NUMBERS.flatMap((field) => nonNegative(probe[field], `${at}.${field}`)),
    ...optional(terminationGracePeriodSeconds, (seconds) =>
      when(seconds <= 0, () => invalidValue(`${at}.terminationGracePeriodSeconds`, seconds, 'must be greater than 0')),
    ),
    ...(kind === 'readiness'
      ? optional(terminationGracePeriodSeconds, (seconds) => [
          invalidValue(`${at}.terminationGracePeriodSeconds`, seconds, 'must not be set for readinessProbes'),
        ])
      : when(successThreshold !== 1, () => invalidValue(`${at}.successThreshold`, successThreshold ?? 0, 'must be 1'))),
  ];
}

const REAL_TIME = Array.from({ length: 14 }, (_, index) => [`SIGRTMAX-${index + 1}`, `SIGRTMIN+${index + 1}`]).flat();
const SIGNALS: Readonly<Record<string, readonly string[]>> = {
  windows: ['SIGKILL', 'SIGTERM'],
  linux: [
    ...'ABRT ALRM BUS CHLD CLD CONT FPE HUP ILL INT IO IOT KILL PIPE POLL PROF PWR QUIT SEGV STKFLT STOP SYS TERM TRAP TSTP TTIN TTOU URG USR1 USR2'
      .split(' ')
      .map((name) => `SIG${name}`),
    ...['SIGVTALRM', 'SIGWINCH', 'SIGXCPU', 'SIGXFSZ', 'SIGRTMIN', 'SIGRTMIN+15', 'SIGRTMAX', ...REAL_TIME],
  ].sort(),
};

/** Which signals there are depends on the operating system, which the pod has to name. */
function stopSignal(signal: string, os: string | undefined, at: string): Errors {
  if (os === undefined) return [forbiddenField(at, 'may not be set for containers with empty `spec.os.name`')];
  const supported = own(SIGNALS, os) ?? [signal];
  return when(!supported.includes(signal), () => notSupported(at, signal, supported));
}

export const validateLifecycle = (
  lifecycle: Given<Lifecycle> | null | undefined,
  gracePeriod: number | null | undefined,
  at: string,
  version: Version,
  os: string | undefined,
): Errors =>
  optional(lifecycle, ({ postStart, preStop, ...more }) => [
    ...optional(postStart, (handler) => validateHandler(handler, gracePeriod, `${at}.postStart`, version)),
    ...optional(preStop, (handler) => validateHandler(handler, gracePeriod, `${at}.preStop`, version)),
    ...optional((more as { readonly stopSignal?: string }).stopSignal, (signal) => stopSignal(signal, os, `${at}.stopSignal`)),
  ]);
