/** Holds a pod, with what the policy gives it, against the policy. After ValidatePod and validateContainer of provider.go. */
import type { Container, PodSecurityContext, PodSpec } from 'kubernetes-types/core/v1';
import type { KubeObject } from '../../api/objects';
import { quote } from '../../golang/quote';
import { each, when, type Errors } from '../../registry/generic/validation/checks';
import { forbiddenField, invalidValue } from '../../errors/field-error';
import { containersOf, podSpec } from '../pod';
import { isInRanges, printedRanges, validateGroups } from './groups';
import type { IdRule, Policy, PolicySpec } from './policy';
import { validateAppArmor, validateSeccompOfContainer, validateSeccompOfPod } from './profiles';
import { validateSeLinux } from './se-linux';
import { validateVolumes } from './volumes';

const SAFE_SYSCTLS = ['kernel.shm_rmid_forced', 'net.ipv4.ip_local_port_range', 'net.ipv4.tcp_syncookies', 'net.ipv4.ping_group_range'];

const matches = (name: string, patterns: readonly string[] = []): boolean =>
  patterns.some((pattern) => (pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern));

const validateSysctls = ({ sysctls }: PodSecurityContext, { forbiddenSysctls, allowedUnsafeSysctls }: PolicySpec): Errors =>
  each(sysctls, 'pod.spec.securityContext.sysctls', ({ name }, at) => {
    if (matches(name, forbiddenSysctls)) return [forbiddenField(at, `sysctl ${quote(name)} is not allowed`)];
    if (SAFE_SYSCTLS.includes(name) || matches(name, allowedUnsafeSysctls)) return [];
    return [forbiddenField(at, `unsafe sysctl ${quote(name)} is not allowed`)];
  });

function validateUser(user: number | undefined, nonRoot: boolean | undefined, at: string, { rule, ranges = [] }: IdRule): Errors {
  if (rule === 'MustRunAs')
    return when(user !== undefined && !isInRanges(user, ranges), () =>
      invalidValue(`${at}.runAsUser`, user ?? 0, `must be in the ranges: ${printedRanges(ranges)}`),
    );
  if (rule !== 'MustRunAsNonRoot') return [];
  if (nonRoot === false) return [invalidValue(`${at}.runAsNonRoot`, false, 'must be true')];
  return when(user === 0, () => invalidValue(`${at}.runAsUser`, 0, 'running with the root UID is forbidden'));
}

/** What is added has to be among what the policy adds or allows; what it drops is dropped by then. */
function validateCapabilities(container: Container, at: string, { allowedCapabilities = [], defaultAddCapabilities = [] }: PolicySpec): Errors {
  if (allowedCapabilities.includes('*')) return [];
  const allowed = [...allowedCapabilities, ...defaultAddCapabilities];
  return (container.securityContext?.capabilities?.add ?? [])
    .filter((name) => !allowed.includes(name))
    .map((name) => invalidValue(`${at}.add`, name, 'capability may not be added'));
}

function validateHostPorts({ ports = [] }: Container, at: string, { hostPorts = [] }: PolicySpec): Errors {
  const allowed = hostPorts.map(({ min, max }) => (min === max ? `${min}` : `${min}-${max}`)).join(',');
  return ports
    .map(({ hostPort = 0 }) => hostPort)
    .filter((port) => port > 0 && !isInRanges(port, hostPorts))
    .map((port) => invalidValue(`${at}.hostPort`, port, `Host port ${port} is not allowed to be used. Allowed ports: [${allowed}]`));
}

function validateContainer(pod: KubeObject, container: Container, place: string, policy: Policy): Errors {
  const { spec } = policy;
  const given = container.securityContext ?? {};
  const ofPod = podSpec(pod).securityContext ?? {};
  const at = `${place}.securityContext`;
  const group = given.runAsGroup ?? ofPod.runAsGroup;
  const { procMount = 'Default', allowPrivilegeEscalation } = given;
  const types = (spec.allowedProcMountTypes ?? []).length === 0 ? ['Default'] : (spec.allowedProcMountTypes ?? []);
  return [
    ...validateUser(given.runAsUser ?? ofPod.runAsUser, given.runAsNonRoot ?? ofPod.runAsNonRoot, at, spec.runAsUser),
    ...(spec.runAsGroup === undefined ? [] : validateGroups(group === undefined ? [] : [group], at, spec.runAsGroup)),
    ...validateSeLinux(given.seLinuxOptions ?? ofPod.seLinuxOptions, `${at}.seLinuxOptions`, spec.seLinux),
    ...validateAppArmor(pod, container, policy),
    ...validateSeccompOfContainer(pod, container, policy),
    ...when(spec.privileged !== true && given.privileged === true, () => invalidValue(`${at}.privileged`, true, 'Privileged containers are not allowed')),
    ...when(!types.includes(procMount), () => invalidValue(`${at}.procMount`, procMount, 'ProcMountType is not allowed')),
    ...validateCapabilities(container, `${at}.capabilities`, spec),
    ...validateHostPorts(container, place, spec),
    ...when(spec.readOnlyRootFilesystem === true && given.readOnlyRootFilesystem === false, () =>
      invalidValue(`${at}.readOnlyRootFilesystem`, false, 'ReadOnlyRootFilesystem must be set to true'),
    ),
    ...when(spec.allowPrivilegeEscalation === false && allowPrivilegeEscalation !== false, () =>
      invalidValue(`${at}.allowPrivilegeEscalation`, allowPrivilegeEscalation ?? 'null', 'Allowing privilege escalation for containers is not allowed'),
    ),
  ];
}

function validateHost({ hostNetwork, hostPID, hostIPC }: PodSpec, spec: PolicySpec): Errors {
  const check = (field: string, asked: boolean | undefined, allowed: boolean | undefined, what: string): Errors =>
    when(asked === true && allowed !== true, () => invalidValue(`spec.securityContext.${field}`, true, `Host ${what} is not allowed to be used`));
  return [
    ...check('hostNetwork', hostNetwork, spec.hostNetwork, 'network'),
    ...check('hostPID', hostPID, spec.hostPID, 'PID'),
    ...check('hostIPC', hostIPC, spec.hostIPC, 'IPC'),
  ];
}

function validateRuntimeClass({ runtimeClassName }: PodSpec, { runtimeClass }: PolicySpec): Errors {
  const { allowedRuntimeClassNames: names } = runtimeClass ?? { allowedRuntimeClassNames: ['*'] };
  if (runtimeClassName === undefined || names.includes('*') || names.includes(runtimeClassName)) return [];
  return [invalidValue('spec.runtimeClassName', runtimeClassName)];
}

export function validateAgainst(policy: Policy, pod: KubeObject): Errors {
  const { spec } = policy;
  const given = podSpec(pod);
  const context = given.securityContext ?? {};
  const at = 'spec.securityContext';
  return [
    ...validateGroups(context.fsGroup === undefined ? [] : [context.fsGroup], `${at}.fsGroup`, spec.fsGroup),
    ...validateGroups(context.supplementalGroups ?? [], `${at}.supplementalGroups`, spec.supplementalGroups),
    ...validateSeccompOfPod(pod, policy),
    ...validateSeLinux(context.seLinuxOptions, `${at}.seLinuxOptions`, spec.seLinux),
    ...validateHost(given, spec),
    ...validateSysctls(context, spec),
    ...validateVolumes(pod, spec),
    ...validateRuntimeClass(given, spec),
    ...containersOf(pod).flatMap(({ at: place, container }) => validateContainer(pod, container, place, policy)),
  ];
}
