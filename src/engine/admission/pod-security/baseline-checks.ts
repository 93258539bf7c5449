/** The checks of the level baseline: nothing that is known to bring a pod more rights. After k8s.io/pod-security-admission/policy */
import type { Container, SELinuxOptions } from 'kubernetes-types/core/v1';
import { own } from '../../golang/map';
import { quote } from '../../golang/quote';
import { hasOwnUsers, inContainers, namesOf, plural, quoted, setters, sortedSet, type Check, type CheckedPod, type Violation } from './check';
import { safeSysctlsSince } from './sysctls';

type Find = (pod: CheckedPod) => Violation | undefined;

const found = (isFound: boolean, reason: string, detail: () => string): Violation | undefined => (isFound ? { reason, detail: detail() } : undefined);

const APP_ARMOR_ANNOTATION = 'container.apparmor.security.beta.kubernetes.io/';
const PROFILE_TYPES = ['RuntimeDefault', 'Localhost'];
const isAppArmorValue = (value: string): boolean => value === '' || value === 'runtime/default' || value.startsWith('localhost/');

const appArmorProfile: Find = ({ spec, containers, annotations }) => {
  const typeOf = (context: Container['securityContext'] | CheckedPod['spec']['securityContext']): readonly string[] => {
    const profile = context?.appArmorProfile;
    return profile === undefined || PROFILE_TYPES.includes(profile.type) ? [] : [profile.type];
  };
  const ofPod = typeOf(spec.securityContext);
  const bad = namesOf(containers, ({ securityContext }) => typeOf(securityContext).length > 0);
  const forbidden = Object.entries(annotations)
    .filter(([name, value]) => name.startsWith(APP_ARMOR_ANNOTATION) && !isAppArmorValue(value))
    .map(([name, value]) => `${name}=${quote(value)}`)
    .sort();
  const values = [...sortedSet([...ofPod, ...containers.flatMap(({ securityContext }) => typeOf(securityContext))]), ...forbidden];
  const by = [...setters(ofPod.length > 0, bad), ...(forbidden.length > 0 ? [plural('annotation', forbidden.length)] : [])];
  const detail = (): string => `${by.join(' and ')} must not set AppArmor profile type to ${quoted(values)}`;
  return found(by.length > 0, plural('forbidden AppArmor profile', values.length), detail);
};

const DEFAULT_CAPABILITIES = new Set([
  ...['AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD', 'NET_BIND_SERVICE'],
  ...['SETFCAP', 'SETGID', 'SETPCAP', 'SETUID', 'SYS_CHROOT'],
]);

const capabilities: Find = ({ containers }) => {
  const added = ({ securityContext }: Container): readonly string[] =>
    (securityContext?.capabilities?.add ?? []).filter((capability) => !DEFAULT_CAPABILITIES.has(capability));
  const bad = namesOf(containers, (container) => added(container).length > 0);
  const detail = (): string => `${inContainers(bad)} must not include ${quoted(sortedSet(containers.flatMap(added)))} in securityContext.capabilities.add`;
  return found(bad.length > 0, 'non-default capabilities', detail);
};

const hostNamespaces: Find = ({ spec }) => {
  const shared = (['hostNetwork', 'hostPID', 'hostIPC'] as const).filter((field) => spec[field] === true);
  return found(shared.length > 0, 'host namespaces', () => shared.map((field) => `${field}=true`).join(', '));
};

const hostPathVolumes: Find = ({ spec }) => {
  const names = (spec.volumes ?? []).filter(({ hostPath }) => hostPath !== undefined).map(({ name }) => name);
  return found(names.length > 0, 'hostPath volumes', () => `${plural('volume', names.length)} ${quoted(names)}`);
};

const hostPorts: Find = ({ containers }) => {
  const portsOf = ({ ports = [] }: Container): readonly string[] => ports.flatMap(({ hostPort = 0 }) => (hostPort === 0 ? [] : [String(hostPort)]));
  const bad = namesOf(containers, (container) => portsOf(container).length > 0);
  const ports = sortedSet(containers.flatMap(portsOf));
  const uses = plural('uses', bad.length, 'use');
  return found(bad.length > 0, 'hostPort', () => `${inContainers(bad)} ${uses} ${plural('hostPort', ports.length)} ${ports.join(', ')}`);
};

interface Action {
  readonly httpGet?: { readonly host?: string };
  readonly tcpSocket?: { readonly host?: string };
}

const hostProbes: Find = ({ containers }) => {
  const hostsOf = ({ livenessProbe, readinessProbe, startupProbe, lifecycle }: Container): readonly string[] =>
    [livenessProbe, readinessProbe, startupProbe, lifecycle?.postStart, lifecycle?.preStop].flatMap((action: Action = {}) =>
      [action.httpGet?.host ?? '', action.tcpSocket?.host ?? ''].filter((host) => host !== ''),
    );
  const bad = sortedSet(namesOf(containers, (container) => hostsOf(container).length > 0));
  const hosts = sortedSet(containers.flatMap(hostsOf));
  const uses = plural('uses', bad.length, 'use');
  const reason = 'probe or lifecycle host';
  return found(bad.length > 0, reason, () => `${inContainers(bad)} ${uses} ${plural(reason, hosts.length)} ${quoted(hosts)}`);
};

const privileged: Find = ({ containers }) => {
  const bad = namesOf(containers, ({ securityContext }) => securityContext?.privileged === true);
  return found(bad.length > 0, 'privileged', () => `${inContainers(bad)} must not set securityContext.privileged=true`);
};

export const procMount: Find = ({ containers }) => {
  const typeOf = ({ securityContext }: Container): readonly string[] => {
    const type = securityContext?.procMount;
    return type === undefined || type === 'Default' ? [] : [type];
  };
  const bad = namesOf(containers, (container) => typeOf(container).length > 0);
  const types = sortedSet(containers.flatMap(typeOf));
  return found(bad.length > 0, 'procMount', () => `${inContainers(bad)} must not set securityContext.procMount to ${quoted(types)}`);
};

const SELINUX_TYPES = ['', 'container_t', 'container_init_t', 'container_kvm_t'];

const seLinuxOptions =
  (types: readonly string[]): Find =>
  ({ spec, containers }) => {
    const isBad = (options: SELinuxOptions | undefined): boolean =>
      options !== undefined && (!types.includes(options.type ?? '') || (options.user ?? '') !== '' || (options.role ?? '') !== '');
    const all = [spec, ...containers].flatMap(({ securityContext }) => securityContext?.seLinuxOptions ?? []);
    const by = setters(
      isBad(spec.securityContext?.seLinuxOptions),
      namesOf(containers, ({ securityContext }) => isBad(securityContext?.seLinuxOptions)),
    );
    const badTypes = sortedSet(all.map(({ type = '' }) => type).filter((type) => !types.includes(type)));
    const data = [
      ...(badTypes.length > 0 ? [`${plural('type', badTypes.length)} ${quoted(badTypes)}`] : []),
      ...(all.some(({ user = '' }) => user !== '') ? ['user may not be set'] : []),
      ...(all.some(({ role = '' }) => role !== '') ? ['role may not be set'] : []),
    ];
    return found(by.length > 0, 'seLinuxOptions', () => `${by.join(' and ')} set forbidden securityContext.seLinuxOptions: ${data.join('; ')}`);
  };

const SECCOMP_POD_ANNOTATION = 'seccomp.security.alpha.kubernetes.io/pod';
const SECCOMP_CONTAINER_ANNOTATION = 'container.seccomp.security.alpha.kubernetes.io/';
const isSeccompValue = (value: string): boolean => ['runtime/default', 'docker/default'].includes(value) || value.startsWith('localhost/');

/** Before Kubernetes 1.19 profiles were annotations. */
const seccompAnnotations: Find = ({ annotations, containers }) => {
  const names = [SECCOMP_POD_ANNOTATION, ...containers.map(({ name }) => `${SECCOMP_CONTAINER_ANNOTATION}${name}`)];
  const forbidden = sortedSet(
    names.flatMap((name) => {
      const value = own(annotations, name);
      return value === undefined || isSeccompValue(value) ? [] : [`${name}=${quote(value)}`];
    }),
  );
  const detail = (): string => `forbidden ${plural('annotation', forbidden.length)} ${forbidden.join(', ')}`;
  return found(forbidden.length > 0, 'seccompProfile', detail);
};

interface WithProfile {
  readonly securityContext?: { readonly seccompProfile?: { readonly type: string } };
}

export const seccompTypes = ({ securityContext }: WithProfile): readonly string[] => {
  const type = securityContext?.seccompProfile?.type;
  return type === undefined || PROFILE_TYPES.includes(type) ? [] : [type];
};

export const seccompProfile: Find = ({ spec, containers }) => {
  const by = setters(
    seccompTypes(spec).length > 0,
    namesOf(containers, (container) => seccompTypes(container).length > 0),
  );
  const types = sortedSet([spec, ...containers].flatMap(seccompTypes));
  return found(by.length > 0, 'seccompProfile', () => `${by.join(' and ')} must not set securityContext.seccompProfile.type to ${quoted(types)}`);
};

const sysctls =
  (safe: ReadonlySet<string>): Find =>
  ({ spec }) => {
    const forbidden = (spec.securityContext?.sysctls ?? []).map(({ name }) => name).filter((name) => !safe.has(name));
    return found(forbidden.length > 0, 'forbidden sysctls', () => forbidden.join(', '));
  };

const windowsHostProcess: Find = ({ spec, containers }) => {
  const isSet = ({ securityContext }: { readonly securityContext?: { readonly windowsOptions?: { readonly hostProcess?: boolean } } }): boolean =>
    securityContext?.windowsOptions?.hostProcess === true;
  const by = setters(isSet(spec), namesOf(containers, isSet));
  return found(by.length > 0, 'hostProcess', () => `${by.join(' and ')} must not set securityContext.windowsOptions.hostProcess=true`);
};

const baseline = (id: string, ...versions: Check['versions']): Check => ({ id, level: 'baseline', versions });

export const BASELINE_CHECKS: readonly Check[] = [
  baseline('appArmorProfile', { since: 0, check: appArmorProfile }),
  baseline('capabilities_baseline', { since: 0, check: capabilities }),
  baseline('hostNamespaces', { since: 0, check: hostNamespaces }),
  baseline('hostPathVolumes', { since: 0, check: hostPathVolumes }),
  baseline('hostPorts', { since: 0, check: hostPorts }),
  baseline('hostProbesAndHostLifecycle', { since: 34, check: hostProbes }),
  baseline('privileged', { since: 0, check: privileged }),
  baseline('procMount', { since: 0, check: procMount }, { since: 35, check: (pod) => (hasOwnUsers(pod) ? undefined : procMount(pod)) }),
  baseline(
    'seLinuxOptions',
    { since: 0, check: seLinuxOptions(SELINUX_TYPES) },
    { since: 31, check: seLinuxOptions([...SELINUX_TYPES, 'container_engine_t']) },
  ),
  baseline('seccompProfile_baseline', { since: 0, check: seccompAnnotations }, { since: 19, check: seccompProfile }),
  baseline('sysctls', ...safeSysctlsSince.map(({ since, names }) => ({ since, check: sysctls(names) }))),
  baseline('windowsHostProcess', { since: 0, check: windowsHostProcess }),
];
