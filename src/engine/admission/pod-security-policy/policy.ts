/**
 * What a PodSecurityPolicy says, as admission reads it. Of a kind that later versions removed there are no types in the library.
 * Upstream: k8s.io/api/policy/v1beta1/types.go
 */
import type { KubeObject } from '../../api/objects';
import { SECCOMP_CONTAINER, SECCOMP_POD } from '../../registry/kinds/core/pod/seccomp-annotations';

export interface IdRange {
  readonly min: number;
  readonly max: number;
}
export interface IdRule {
  readonly rule: 'MustRunAs' | 'MayRunAs' | 'MustRunAsNonRoot' | 'RunAsAny';
  readonly ranges?: readonly IdRange[];
}
export interface SeLinuxOptions {
  readonly level?: string;
  readonly role?: string;
  readonly type?: string;
  readonly user?: string;
}

export interface PolicySpec {
  readonly privileged?: boolean;
  readonly defaultAddCapabilities?: readonly string[];
  readonly requiredDropCapabilities?: readonly string[];
  readonly allowedCapabilities?: readonly string[];
  readonly volumes?: readonly string[];
  readonly hostNetwork?: boolean;
  readonly hostPorts?: readonly IdRange[];
  readonly hostPID?: boolean;
  readonly hostIPC?: boolean;
  readonly seLinux: { readonly rule: 'MustRunAs' | 'RunAsAny'; readonly seLinuxOptions?: SeLinuxOptions };
  readonly runAsUser: IdRule;
  readonly runAsGroup?: IdRule;
  readonly supplementalGroups: IdRule;
  readonly fsGroup: IdRule;
  readonly readOnlyRootFilesystem?: boolean;
  readonly defaultAllowPrivilegeEscalation?: boolean;
  readonly allowPrivilegeEscalation?: boolean;
  readonly allowedHostPaths?: readonly { readonly pathPrefix?: string; readonly readOnly?: boolean }[];
  readonly allowedFlexVolumes?: readonly { readonly driver: string }[];
  readonly allowedCSIDrivers?: readonly { readonly name: string }[];
  readonly allowedUnsafeSysctls?: readonly string[];
  readonly forbiddenSysctls?: readonly string[];
  readonly allowedProcMountTypes?: readonly string[];
  readonly runtimeClass?: { readonly allowedRuntimeClassNames: readonly string[]; readonly defaultRuntimeClassName?: string };
}

export interface Policy extends KubeObject {
  readonly spec: PolicySpec;
}

/** The names of the containers of a policy's users' pods are appended to the first of these. */
export const APP_ARMOR = {
  container: 'container.apparmor.security.beta.kubernetes.io/',
  default: 'apparmor.security.beta.kubernetes.io/defaultProfileName',
  allowed: 'apparmor.security.beta.kubernetes.io/allowedProfileNames',
} as const;
export const SECCOMP = {
  pod: SECCOMP_POD,
  container: SECCOMP_CONTAINER,
  default: 'seccomp.security.alpha.kubernetes.io/defaultProfileName',
  allowed: 'seccomp.security.alpha.kubernetes.io/allowedProfileNames',
} as const;

const needsRange = ({ rule, ranges = [] }: IdRule): boolean => (rule === 'MustRunAs' || rule === 'MayRunAs') && ranges.length === 0;

/** Reports whether a pod can be held against the policy: a rule that needs ranges or options has them. Others are passed over. */
export function isUsable({ spec }: Policy): boolean {
  const { runAsUser, runAsGroup, fsGroup, supplementalGroups, seLinux } = spec;
  if ([runAsUser, fsGroup, supplementalGroups, ...(runAsGroup === undefined ? [] : [runAsGroup])].some(needsRange)) return false;
  return seLinux.rule !== 'MustRunAs' || seLinux.seLinuxOptions !== undefined;
}
