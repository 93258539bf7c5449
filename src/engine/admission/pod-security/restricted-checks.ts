/** The checks that the level restricted adds: a pod is hardened as far as is good practice. After k8s.io/pod-security-admission/policy */
import type { Container, Volume } from 'kubernetes-types/core/v1';
import { procMount, seccompProfile } from './baseline-checks';
import { hasOwnUsers, inContainers, isWindows, namesOf, plural, quoted, setters, sortedSet, type Check, type CheckedPod, type Violation } from './check';

type Find = (pod: CheckedPod) => Violation | undefined;

const exceptWindows =
  (find: Find): Find =>
  (pod) =>
    isWindows(pod) ? undefined : find(pod);
const exceptOwnUsers =
  (find: Find): Find =>
  (pod) =>
    hasOwnUsers(pod) ? undefined : find(pod);

const allowPrivilegeEscalation: Find = ({ containers }) => {
  const bad = namesOf(containers, ({ securityContext }) => securityContext?.allowPrivilegeEscalation !== false);
  if (bad.length === 0) return undefined;
  return { reason: 'allowPrivilegeEscalation != false', detail: `${inContainers(bad)} must set securityContext.allowPrivilegeEscalation=false` };
};

const capabilities: Find = ({ containers }) => {
  const added = ({ securityContext }: Container): readonly string[] => (securityContext?.capabilities?.add ?? []).filter((name) => name !== 'NET_BIND_SERVICE');
  const keeping = namesOf(containers, ({ securityContext }) => securityContext?.capabilities?.drop?.includes('ALL') !== true);
  const adding = namesOf(containers, (container) => added(container).length > 0);
  const names = quoted(sortedSet(containers.flatMap(added)));
  const details = [
    ...(keeping.length > 0 ? [`${inContainers(keeping)} must set securityContext.capabilities.drop=["ALL"]`] : []),
    ...(adding.length > 0 ? [`${inContainers(adding)} must not include ${names} in securityContext.capabilities.add`] : []),
  ];
  return details.length === 0 ? undefined : { reason: 'unrestricted capabilities', detail: details.join('; ') };
};

const ALLOWED_VOLUMES = ['configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'image', 'persistentVolumeClaim', 'projected', 'secret'];

/** The field that says what a volume is; one that says nothing becomes an empty directory. */
const typeOf = (volume: Volume): string => Object.keys(volume).find((field) => field !== 'name') ?? 'emptyDir';

const restrictedVolumes: Find = ({ spec }) => {
  const bad = (spec.volumes ?? []).filter((volume) => !ALLOWED_VOLUMES.includes(typeOf(volume)));
  if (bad.length === 0) return undefined;
  const types = sortedSet(bad.map(typeOf));
  const names = `${plural('volume', bad.length)} ${quoted(bad.map(({ name }) => name))}`;
  const used = `${plural('uses', bad.length, 'use')} ${plural('restricted volume type', types.length)} ${quoted(types)}`;
  return { reason: 'restricted volume types', detail: `${names} ${used}` };
};

const runAsNonRoot: Find = ({ spec, containers }) => {
  const reason = 'runAsNonRoot != true';
  const ofPod = spec.securityContext?.runAsNonRoot;
  const by = setters(
    ofPod === false,
    namesOf(containers, ({ securityContext }) => securityContext?.runAsNonRoot === false),
  );
  if (by.length > 0) return { reason, detail: `${by.join(' and ')} must not set securityContext.runAsNonRoot=false` };
  const silent = ofPod === true ? [] : namesOf(containers, ({ securityContext }) => securityContext?.runAsNonRoot === undefined);
  return silent.length === 0 ? undefined : { reason, detail: `pod or ${inContainers(silent)} must set securityContext.runAsNonRoot=true` };
};

const runAsUser: Find = ({ spec, containers }) => {
  const by = setters(
    spec.securityContext?.runAsUser === 0,
    namesOf(containers, ({ securityContext }) => securityContext?.runAsUser === 0),
  );
  return by.length === 0 ? undefined : { reason: 'runAsUser=0', detail: `${by.join(' and ')} must not set runAsUser=0` };
};

const seccomp: Find = (pod) => {
  const { spec, containers } = pod;
  const wrong = seccompProfile(pod);
  if (wrong !== undefined) return wrong;
  const silent =
    spec.securityContext?.seccompProfile === undefined ? namesOf(containers, ({ securityContext }) => securityContext?.seccompProfile === undefined) : [];
  if (silent.length === 0) return undefined;
  return { reason: 'seccompProfile', detail: `pod or ${inContainers(silent)} must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost"` };
};

const restricted = (id: string, versions: Check['versions'], overrides?: string): Check => ({
  id,
  level: 'restricted',
  versions,
  ...(overrides !== undefined && { overrides }),
});

export const RESTRICTED_CHECKS: readonly Check[] = [
  restricted('allowPrivilegeEscalation', [
    { since: 8, check: allowPrivilegeEscalation },
    { since: 25, check: exceptWindows(allowPrivilegeEscalation) },
  ]),
  restricted(
    'capabilities_restricted',
    [
      { since: 22, check: capabilities },
      { since: 25, check: exceptWindows(capabilities) },
    ],
    'capabilities_baseline',
  ),
  restricted('procMount_restricted', [{ since: 35, check: procMount }], 'procMount'),
  restricted('restrictedVolumes', [{ since: 0, check: restrictedVolumes }], 'hostPathVolumes'),
  restricted('runAsNonRoot', [
    { since: 0, check: runAsNonRoot },
    { since: 35, check: exceptOwnUsers(runAsNonRoot) },
  ]),
  restricted('runAsUser', [
    { since: 23, check: runAsUser },
    { since: 35, check: exceptOwnUsers(runAsUser) },
  ]),
  restricted(
    'seccompProfile_restricted',
    [
      { since: 19, check: seccomp },
      { since: 25, check: exceptWindows(seccomp) },
    ],
    'seccompProfile_baseline',
  ),
];
