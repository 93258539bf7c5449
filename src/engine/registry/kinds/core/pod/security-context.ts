/** Who a pod and its containers run as. After validatePodSpecSecurityContext and ValidateSecurityContext of pkg/apis/core/validation. */
import type { PodSecurityContext, SeccompProfile, SecurityContext } from 'kubernetes-types/core/v1';
import { duplicate, forbiddenField, invalidValue, required } from '../../../../errors/field-error';
import type { Version } from '../../../../versions';
import { each, inRange, localDescendingPath, oneOf, optional, optionalOneOf, requiredOneOf, when, type Errors } from '../../../generic/validation/checks';
import type { Given } from '../../../generic/validation/given';

const MAX_ID = 2 ** 31 - 1;
const SYSCTL = /^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$/;
const OLD_SYSCTL = /^([a-z0-9]([-_a-z0-9]*[a-z0-9])?\.)*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$/;

const id = (value: number | null | undefined, at: string): Errors => inRange(value, at, 0, MAX_ID);

function validateSeccomp(profile: Given<SeccompProfile> | null | undefined, at: string): Errors {
  return optional(profile, ({ type, localhostProfile }) => {
    const local =
      type === 'Localhost'
        ? (localhostProfile ?? undefined) === undefined
          ? [required(`${at}.localhostProfile`, 'must be set when seccomp type is Localhost')]
          : localDescendingPath(localhostProfile ?? '', `${at}.localhostProfile`)
        : optional(localhostProfile, (given) => [
            invalidValue(`${at}.localhostProfile`, { Type: type ?? '', LocalhostProfile: given }, 'can only be set when seccomp type is Localhost'),
          ]);
    return [...requiredOneOf(type, `${at}.type`, ['Localhost', 'RuntimeDefault', 'Unconfined'], 'type is required when seccompProfile is set'), ...local];
  });
}

function validateSysctls({ sysctls }: Given<PodSecurityContext>, at: string, version: Version): Errors {
  const pattern = version.has('sysctlsWithSlashes') ? SYSCTL : OLD_SYSCTL;
  const shown = version.has('sysctlsWithSlashes')
    ? '^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[\\./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$'
    : '^([a-z0-9]([-_a-z0-9]*[a-z0-9])?\\.)*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$';
  const names = (sysctls ?? []).map(({ name }) => name ?? '');
  return each(names, at, (name, place, index) => {
    if (name === '') return [required(`${place}.name`)];
    if (name.length > 253 || !pattern.test(name)) return [invalidValue(`${place}.name`, name, `must have at most 253 characters and match regex ${shown}`)];
    return when(names.indexOf(name) < index, () => duplicate(`${place}.name`, name));
  });
}

export function validatePodSecurityContext(context: Given<PodSecurityContext>, at: string, version: Version): Errors {
  return [
    ...id(context.fsGroup, `${at}.fsGroup`),
    ...id(context.runAsUser, `${at}.runAsUser`),
    ...id(context.runAsGroup, `${at}.runAsGroup`),
    ...each(context.supplementalGroups, `${at}.supplementalGroups`, id),
    ...validateSysctls(context, `${at}.sysctls`, version),
    ...optionalOneOf(context.fsGroupChangePolicy, `${at}.fsGroupChangePolicy`, ['Always', 'OnRootMismatch']),
    ...validateSeccomp(context.seccompProfile, `${at}.seccompProfile`),
  ];
}

/** `allowPrivileged` is the flag of the server; a pod that has users of its own may see the whole of /proc. */
export function validateSecurityContext(
  context: Given<SecurityContext> | null | undefined,
  at: string,
  { allowPrivileged, hasOwnUsers, version }: { readonly allowPrivileged: boolean; readonly hasOwnUsers: boolean; readonly version: Version },
): Errors {
  return optional(context, (given) => {
    const { privileged, allowPrivilegeEscalation, capabilities, procMount } = given;
    const refused = (text: string): Errors => [invalidValue(at, given, text)];
    const escalates = allowPrivilegeEscalation === false;
    return [
      ...when(privileged === true && !allowPrivileged, () => forbiddenField(`${at}.privileged`, 'disallowed by cluster policy')),
      ...id(given.runAsUser, `${at}.runAsUser`),
      ...id(given.runAsGroup, `${at}.runAsGroup`),
      ...optional(procMount, (type) => oneOf(type, `${at}.procMount`, ['Default', 'Unmasked'])),
      ...when(procMount === 'Unmasked' && !hasOwnUsers && version.has('unmaskedNeedsUsers'), () =>
        invalidValue(`${at}.procMount`, procMount ?? '', '`hostUsers` must be false to use `Unmasked`'),
      ),
      ...validateSeccomp(given.seccompProfile, `${at}.seccompProfile`),
      ...(escalates && privileged === true ? refused('cannot set `allowPrivilegeEscalation` to false and `privileged` to true') : []),
      ...(escalates && (capabilities?.add ?? []).includes('CAP_SYS_ADMIN')
        ? refused('cannot set `allowPrivilegeEscalation` to false and `capabilities.Add` CAP_SYS_ADMIN')
        : []),
    ];
  });
}
