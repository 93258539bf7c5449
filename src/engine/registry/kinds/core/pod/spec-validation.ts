/** The specification of a pod, also of one that a template describes. After ValidatePodSpec of pkg/apis/core/validation. */
import type { Turns } from '../../../../golang/turns';
import { isIP } from 'node:net';
import type { PodDNSConfig, PodSpec } from 'kubernetes-types/core/v1';
import { dnsSubdomain, dnsSubdomainWithUnderscore, qualifiedName } from '../../../../apimachinery/names';
import { forbiddenField, invalidValue, required } from '../../../../errors/field-error';
import type { Version } from '../../../../versions';
import { validateLabels } from '../../../generic/metadata/validation';
import { complaints, each, inRange, isEmpty, label, optional, requiredOneOf, when, type Errors } from '../../../generic/validation/checks';
import type { Given } from '../../../generic/validation/given';
import { validateQuantityOf, validateResourceName } from '../../../generic/validation/resource-names';
import type { Source } from '../volume-sources';
import { validateContainers, validateInitContainers } from './containers';
import { validateAffinity, validateSpread, validateTolerations } from './scheduling';
import { validatePodSecurityContext } from './security-context';
import { validateFilesOfEnv } from './environment';
import { validateHostUsers } from './host-users';
import { validateVolumes } from './volumes';
import { validateWorkloadFields, type WorkloadFields } from './workload-fields';

export interface PodOptions {
  readonly version: Version;
  readonly allowPrivileged: boolean;
  /** The name of the pod; '' for a template. */
  readonly name: string;
  /** The host ports of a pod have to be its container ports, those of a template only if they are given. */
  readonly isPod: boolean;
}

export const MAX_SECONDS = 2 ** 31 - 1;
const IP = 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)';
const address =
  (version: Version) =>
  (value: string, at: string): Errors =>
    when(isIP(value) === 0, () => invalidValue(at, value, version.has('commonValidationWords') ? IP : 'must be valid IP address'));

function validateSearch(search: string, at: string, version: Version): Errors {
  if (version.has('dnsSearchesRelaxed') && search === '.') return [];
  const name = search.replace(/\.$/, '');
  return complaints(name, at, version.has('dnsSearchesRelaxed') ? dnsSubdomainWithUnderscore(name) : dnsSubdomain(name));
}

function validateDnsConfig(config: Given<PodDNSConfig> | null | undefined, policy: string | null | undefined, at: string, version: Version): Errors {
  const unnamed = isEmpty(config?.nameservers);
  if (policy === 'None' && (config ?? undefined) === undefined) return [required(at, 'must provide `dnsConfig` when `dnsPolicy` is None')];
  if (policy === 'None' && unnamed) return [required(`${at}.nameservers`, 'must provide at least one DNS nameserver when `dnsPolicy` is None')];
  return optional(config, ({ nameservers, searches, options }) => [
    ...when((nameservers ?? []).length > 3, () => invalidValue(`${at}.nameservers`, nameservers ?? [], 'must not have more than 3 nameservers')),
    ...each(nameservers, `${at}.nameservers`, address(version)),
    ...each(searches, `${at}.searches`, (search, place) => validateSearch(search, place, version)),
    ...each(options, `${at}.options`, ({ name }, place) => when(isEmpty(name), () => required(place, 'must not be empty'))),
  ]);
}

/** The port of a template may be left open, as it is filled in for each pod. */
function validateHostPorts(spec: Given<PodSpec>, at: string, { isPod, version }: PodOptions): Errors {
  if (spec.hostNetwork !== true) return [];
  const mayBeOpen = version.has('hostPortsOpenInTemplates');
  return each(spec.containers, `${at}.containers`, (container, place) =>
    each(container.ports, `${place}.ports`, ({ hostPort, containerPort }, port) => {
      const [host, own] = [hostPort ?? 0, containerPort ?? 0];
      if (host === own || (mayBeOpen && !isPod && host === 0)) return [];
      return mayBeOpen
        ? [invalidValue(`${port}.hostPort`, host, 'must match `containerPort` when `hostNetwork` is true')]
        : [invalidValue(`${port}.containerPort`, own, 'must match `hostPort` when `hostNetwork` is true')];
    }),
  );
}

const DNS_POLICIES = ['ClusterFirstWithHostNet', 'ClusterFirst', 'Default', 'None'];
export const RESTART_POLICIES = ['Always', 'OnFailure', 'Never'];

const named = (value: string | null | undefined, at: string): Errors => (isEmpty(value) ? [] : complaints(value ?? '', at, dnsSubdomain(value ?? '')));

function validateOverhead(overhead: Readonly<Record<string, unknown>> | null | undefined, at: string, version: Version): Errors {
  return Object.entries(overhead ?? {}).flatMap(([name, quantity]) => [
    ...validateResourceName(name, `${at}[${name}]`, version),
    ...validateQuantityOf(name, String(quantity), `${at}[${name}]`, version),
  ]);
}

function* validateRest(spec: Given<PodSpec>, at: string, version: Version): Turns<Errors> {
  return [
    ...named(spec.serviceAccountName, `${at}.serviceAccountName`),
    ...named(spec.nodeName, `${at}.nodeName`),
    ...inRange(spec.activeDeadlineSeconds, `${at}.activeDeadlineSeconds`, 1, MAX_SECONDS),
    ...(isEmpty(spec.hostname) ? [] : label(spec.hostname ?? '', `${at}.hostname`, version)),
    ...(isEmpty(spec.subdomain) ? [] : label(spec.subdomain ?? '', `${at}.subdomain`, version)),
    ...(yield* validateTolerations(spec.tolerations, `${at}.tolerations`, version)),
    ...each(spec.hostAliases, `${at}.hostAliases`, ({ ip, hostnames }, place) => [
      ...address(version)(ip ?? '', `${place}.ip`),
      ...each(hostnames, `${place}.hostnames`, (name, host) => complaints(name, host, dnsSubdomain(name))),
    ]),
    ...named(spec.priorityClassName, `${at}.priorityClassName`),
    ...optional(spec.runtimeClassName, (name) => complaints(name, `${at}.runtimeClassName`, dnsSubdomain(name))),
    ...optional(spec.preemptionPolicy, (policy) => requiredOneOf(policy, `${at}.preemptionPolicy`, ['PreemptLowerPriority', 'Never'])),
    ...validateOverhead(spec.overhead, `${at}.overhead`, version),
  ];
}

export function* validatePodSpec(spec: Given<PodSpec>, at: string, options: PodOptions): Turns<Errors> {
  const { version, allowPrivileged, name } = options;
  const volumes = yield* validateVolumes(spec.volumes as readonly Source[] | null | undefined, `${at}.volumes`, name, version);
  const { hostUsers, os } = spec as { readonly hostUsers?: boolean; readonly os?: { readonly name?: string } };
  const byName = new Map((spec.volumes ?? []).map((volume) => [volume.name ?? '', volume as Source]));
  const of = {
    volumes: volumes.good,
    gracePeriod: spec.terminationGracePeriodSeconds,
    allowPrivileged,
    hasOwnUsers: hostUsers === false,
    restartPolicy: spec.restartPolicy,
    os: os?.name,
    version,
  };
  return [
    ...volumes.errors,
    ...(yield* validateContainers(spec.containers, `${at}.containers`, of)),
    ...(yield* validateInitContainers(spec.initContainers, spec.containers, `${at}.initContainers`, of)),
    ...validateHostPorts(spec, at, options),
    ...requiredOneOf(spec.restartPolicy, `${at}.restartPolicy`, RESTART_POLICIES),
    ...requiredOneOf(spec.dnsPolicy, `${at}.dnsPolicy`, DNS_POLICIES),
    ...validateLabels((spec.nodeSelector ?? undefined) as Readonly<Record<string, string>> | undefined, `${at}.nodeSelector`, version),
    ...when(spec.shareProcessNamespace === true && spec.hostPID === true, () =>
      invalidValue(`${at}.shareProcessNamespace`, true, 'ShareProcessNamespace and HostPID cannot both be enabled'),
    ),
    ...validateHostUsers(spec, at, version),
    ...optional(spec.securityContext, (context) => validatePodSecurityContext(context, `${at}.securityContext`, version)),
    ...validateAffinity(spec.affinity, `${at}.affinity`, version),
    ...validateDnsConfig(spec.dnsConfig, spec.dnsPolicy, `${at}.dnsConfig`, version),
    ...each(spec.readinessGates, `${at}.readinessGates`, ({ conditionType }, place) =>
      complaints(conditionType ?? '', `${place}.conditionType`, qualifiedName(conditionType ?? '', version)),
    ),
    ...validateSpread(spec.topologySpreadConstraints, `${at}.topologySpreadConstraints`, version),
    ...(yield* validateRest(spec, at, version)),
    ...validateFilesOfEnv(spec.initContainers, `${at}.initContainers`, byName),
    ...validateFilesOfEnv(spec.containers, `${at}.containers`, byName),
    ...validateWorkloadFields(spec as WorkloadFields, at, version),
  ];
}

/** A token of no account cannot be mounted. Only of pods. */
export function validateTokensHaveAccount(spec: Given<PodSpec>, at: string): Errors {
  if (!isEmpty(spec.serviceAccountName)) return [];
  return each(spec.volumes, `${at}.volumes`, ({ projected }, place) =>
    each(projected?.sources, `${place}.projected.sources`, ({ serviceAccountToken }, source) =>
      optional(serviceAccountToken, () => [forbiddenField(`${source}.serviceAccountToken`, 'must not be specified when serviceAccountName is not set')]),
    ),
  );
}

/** White space around an image is trimmed. Only of pods. */
export const validateImages = ({ containers, initContainers }: Given<PodSpec>, at: string): Errors =>
  (
    [
      [containers, 'containers'],
      [initContainers, 'initContainers'],
    ] as const
  ).flatMap(([list, field]) =>
    each(list, `${at}.${field}`, ({ image }, place) =>
      when((image ?? '').trim() !== (image ?? ''), () => invalidValue(`${place}.image`, image ?? '', 'must not have leading or trailing whitespace')),
    ),
  );
