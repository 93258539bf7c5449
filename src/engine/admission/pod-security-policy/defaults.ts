/**
 * What a pod gets of a policy where it says nothing itself: a pod that gets nothing is returned as it is.
 * After MutatePod of pkg/security/podsecuritypolicy/provider.go.
 */
import type { Capabilities, Container, PodSecurityContext, PodSpec, SecurityContext } from 'kubernetes-types/core/v1';
import type { KubeObject } from '../../api/objects';
import { inKeyOrder } from '../../golang/map';
import { withMeta } from '../../storage/object-meta';
import { containersOf, podSpec, withContainers, withPodSpec } from '../pod';
import { defaultGroup } from './groups';
import type { Policy, PolicySpec } from './policy';
import { defaultProfiles } from './profiles';

/** Returns the fields of the first that the second lacks; nothing where that is none. */
function added<T extends object>(fields: T, present: T): T | undefined {
  const missing = Object.entries(fields).filter(([name, value]) => value !== undefined && !Object.hasOwn(present, name));
  return missing.length === 0 ? undefined : (Object.fromEntries(missing) as T);
}

function podDefaults({ supplementalGroups, fsGroup, seLinux }: PolicySpec): Partial<PodSecurityContext> {
  const [group, ofFiles] = [defaultGroup(supplementalGroups), defaultGroup(fsGroup)];
  return {
    ...(seLinux.rule === 'MustRunAs' && seLinux.seLinuxOptions !== undefined && { seLinuxOptions: seLinux.seLinuxOptions }),
    ...(group !== undefined && { supplementalGroups: [group] }),
    ...(ofFiles !== undefined && { fsGroup: ofFiles }),
  };
}

/** Returns what a container adds and drops, its own and the policy's; its own alone where the policy brings nothing new. */
function capabilitiesOf(
  { capabilities }: SecurityContext,
  { defaultAddCapabilities = [], requiredDropCapabilities = [] }: PolicySpec,
): Capabilities | undefined {
  const [add, drop] = [new Set(capabilities?.add), new Set(capabilities?.drop)];
  const allAdded = new Set([...defaultAddCapabilities.filter((name) => !drop.has(name)), ...add]);
  const allDropped = new Set([...requiredDropCapabilities, ...drop]);
  if (allAdded.size === add.size && allDropped.size === drop.size) return capabilities;
  return { ...(allAdded.size > 0 && { add: [...allAdded].sort() }), ...(allDropped.size > 0 && { drop: [...allDropped].sort() }) };
}

/** What the pod's own context says holds for its containers. */
function userDefaults(given: SecurityContext, ofPod: PodSecurityContext, { runAsUser, runAsGroup }: PolicySpec): Partial<SecurityContext> {
  const user = runAsUser.rule === 'MustRunAs' && ofPod.runAsUser === undefined ? runAsUser.ranges?.[0]?.min : undefined;
  const group = runAsGroup !== undefined && ofPod.runAsGroup === undefined ? defaultGroup(runAsGroup) : undefined;
  const decided = [given.runAsUser, given.runAsNonRoot, ofPod.runAsUser, ofPod.runAsNonRoot].some((value) => value !== undefined);
  return {
    ...(user !== undefined && { runAsUser: user }),
    ...(group !== undefined && { runAsGroup: group }),
    ...(runAsUser.rule === 'MustRunAsNonRoot' && !decided && { runAsNonRoot: true }),
  };
}

function withContainerDefaults(container: Container, ofPod: PodSecurityContext, spec: PolicySpec): Container {
  const given = container.securityContext ?? {};
  const escalation = spec.defaultAllowPrivilegeEscalation ?? (spec.allowPrivilegeEscalation === false ? false : undefined);
  const defaults: Partial<SecurityContext> = {
    ...userDefaults(given, ofPod, spec),
    ...(spec.readOnlyRootFilesystem === true && { readOnlyRootFilesystem: true }),
    ...(escalation !== undefined && { allowPrivilegeEscalation: escalation }),
  };
  const capabilities = capabilitiesOf(given, spec);
  const more = added(defaults, given);
  if (more === undefined && capabilities === given.capabilities) return container;
  return { ...container, securityContext: { ...given, ...more, ...(capabilities !== undefined && { capabilities }) } };
}

const isSame = (before: readonly { readonly container: Container }[], after: readonly { readonly container: Container }[]): boolean =>
  before.every(({ container }, index) => container === after[index]?.container);

export function withDefaultsOf(policy: Policy, pod: KubeObject): KubeObject {
  const given: PodSpec = podSpec(pod);
  const context = given.securityContext ?? {};
  const ofContext = added(podDefaults(policy.spec), context);
  const runtimeClassName = given.runtimeClassName === undefined ? policy.spec.runtimeClass?.defaultRuntimeClassName : undefined;
  const changesSpec = ofContext !== undefined || runtimeClassName !== undefined;
  const securityContext = { ...context, ...ofContext };
  const spec = { ...given, securityContext, ...(runtimeClassName !== undefined && { runtimeClassName }) };
  const ofPod = changesSpec ? withPodSpec(pod, spec) : pod;
  const ofContainers = withContainers(ofPod, (container) => withContainerDefaults(container, securityContext, policy.spec));
  const whole = isSame(containersOf(ofPod), containersOf(ofContainers)) ? ofPod : ofContainers;
  const annotations = pod.metadata.annotations ?? {};
  const profiles = added(
    defaultProfiles(
      pod,
      containersOf(pod).map(({ container }) => container),
      policy,
    ),
    Object.fromEntries(Object.entries(annotations).filter(([, value]) => value !== '')),
  );
  return profiles === undefined ? whole : withMeta(whole, { annotations: inKeyOrder({ ...annotations, ...profiles }) });
}
