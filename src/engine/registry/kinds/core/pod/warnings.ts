/** What a client is warned of that writes a pod or a template of pods: what counts for nothing, what goes, and what surprises. After pkg/api/pod/warnings.go. */
import type { Container, PodAffinity, PodSpec, Volume } from 'kubernetes-types/core/v1';
import type { KubeObject } from '../../../../api/objects';
import { dnsLabel } from '../../../../apimachinery/names';
import { own } from '../../../../golang/map';
import { quote } from '../../../../golang/quote';
import type { Version } from '../../../../versions';
import { givenFields, type Given } from '../../../generic/validation/given';
import { addressWarnings } from '../../../generic/warnings/addresses';
import { fractionWarnings } from '../../../generic/warnings/fractions';
import { deprecationOf, termWarnings } from '../node/label-warnings';
import { claimSpecWarnings } from '../persistent-volume-claim/warnings';
import { APP_ARMOR_CONTAINER, appArmorField, isSameProfile, type AppArmorProfile } from './app-armor-annotations';
import { overlapWarnings } from './overlapping-paths';
import { portWarnings, type PlacedContainer } from './port-warnings';
import { SECCOMP_CONTAINER, SECCOMP_POD } from './seccomp-annotations';

type Warnings = readonly string[];
type Spec = Given<PodSpec>;
type Annotations = Readonly<Record<string, string>>;
interface Template {
  readonly metadata?: { readonly annotations?: Annotations };
  readonly spec?: unknown;
}

const ANNOTATIONS: readonly (readonly [key: string, message: string])[] = [
  ['scheduler.alpha.kubernetes.io/critical-pod', 'non-functional in v1.16+; use the "priorityClassName" field instead'],
  ['security.alpha.kubernetes.io/sysctls', 'non-functional in v1.11+; use the "sysctls" field instead'],
  ['security.alpha.kubernetes.io/unsafe-sysctls', 'non-functional in v1.11+; use the "sysctls" field instead'],
];
const NO_SECCOMP = 'non-functional in v1.27+; use the "seccompProfile" field instead';
const NO_SELECTOR = 'a null labelSelector results in matching no pod';
/** Kinds of volumes in the order in which they are warned of. */
const VOLUMES: readonly (readonly [field: string, message: string])[] = [
  ['photonPersistentDisk', 'deprecated in v1.11, non-functional in v1.16+'],
  ['gitRepo', 'deprecated in v1.11, and disabled by default in v1.33+'],
  ['scaleIO', 'deprecated in v1.16, non-functional in v1.22+'],
  ['flocker', 'deprecated in v1.22, non-functional in v1.25+'],
  ['storageos', 'deprecated in v1.22, non-functional in v1.25+'],
  ['quobyte', 'deprecated in v1.22, non-functional in v1.25+'],
  ['glusterfs', 'deprecated in v1.25, non-functional in v1.26+'],
  ['ephemeral', ''],
  ['cephfs', 'deprecated in v1.28, non-functional in v1.31+'],
  ['rbd', 'deprecated in v1.28, non-functional in v1.31+'],
];

export const containersIn = (spec: Spec, at: string): readonly PlacedContainer[] =>
  (['initContainers', 'containers', 'ephemeralContainers'] as const).flatMap((list) =>
    ((spec[list] ?? []) as readonly Given<Container>[]).map((container, index) => ({ at: `${at}.${list}[${index}]`, container })),
  );

function nodeWarnings({ nodeSelector, affinity, topologySpreadConstraints }: Spec, at: string, version: Version): Warnings {
  const { requiredDuringSchedulingIgnoredDuringExecution: required, preferredDuringSchedulingIgnoredDuringExecution: preferred } = affinity?.nodeAffinity ?? {};
  const place = `${at}.affinity.nodeAffinity`;
  return [
    ...Object.keys(nodeSelector ?? {}).flatMap((key) => (deprecationOf(key) === undefined ? [] : [`${at}.nodeSelector[${key}]: ${deprecationOf(key) ?? ''}`])),
    ...(required?.nodeSelectorTerms ?? []).flatMap((term, index) =>
      termWarnings(term, `${place}.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[${index}]`, false, version),
    ),
    ...(preferred ?? []).flatMap(({ preference }, index) =>
      termWarnings(preference ?? {}, `${place}.preferredDuringSchedulingIgnoredDuringExecution[${index}].preference`, true, version),
    ),
    ...(topologySpreadConstraints ?? []).flatMap(({ topologyKey, labelSelector }, index) => {
      const message = deprecationOf(topologyKey ?? '');
      const constraint = `${at}.topologySpreadConstraints[${index}]`;
      return [
        ...(message === undefined ? [] : [`${constraint}.topologyKey: ${topologyKey ?? ''} is ${message}`]),
        ...(labelSelector ? [] : [`${constraint}.labelSelector: ${NO_SELECTOR}`]),
      ];
    }),
  ];
}

const volumeWarnings = (volumes: readonly Given<Volume>[], at: string): Warnings =>
  volumes.flatMap((volume, index) =>
    VOLUMES.filter(([field]) => own(volume as Readonly<Record<string, unknown>>, field) !== undefined).flatMap(([field, message]) => {
      const place = `${at}.volumes[${index}]`;
      const template = volume.ephemeral?.volumeClaimTemplate;
      if (field === 'ephemeral') return template ? claimSpecWarnings(template.spec ?? {}, `${place}.ephemeral.volumeClaimTemplate.spec`) : [];
      return [`${place}.${field === 'storageos' ? 'storageOS' : field}: ${message}`];
    }),
  );

/** Those of a list that are there before, by what they are known by. */
function repeated(values: readonly (string | null | undefined)[], warn: (value: string, index: number) => string): Warnings {
  const seen = new Set<string | null | undefined>();
  return values.flatMap((value, index) => {
    const isRepeated = seen.has(value);
    seen.add(value);
    return isRepeated ? [warn(value ?? '', index)] : [];
  });
}

/** A variable that hides one before it does so for good where it refers to it. */
function environmentWarnings({ env }: Given<Container>, at: string): Warnings {
  const seen = new Set<string | null | undefined>();
  return (env ?? []).flatMap(({ name, value, valueFrom }, index) => {
    const isRepeated = seen.has(name);
    seen.add(name);
    const reference = `$(${name ?? ''})`;
    if (!isRepeated || (!valueFrom && value !== reference && (value ?? '').includes(reference))) return [];
    return [`${at}.env[${index}]: hides previous definition of ${quote(name ?? '')}, which may be dropped when using apply`];
  });
}

const profileOf = (context: unknown): AppArmorProfile | undefined =>
  (context as { readonly appArmorProfile?: AppArmorProfile } | null | undefined)?.appArmorProfile;

const BYTES = ['memory', 'ephemeral-storage'];

/** Warns of an annotation of AppArmor that no field says the same as. */
function appArmorWarnings({ container }: PlacedContainer, annotations: Annotations, { securityContext }: Spec, at: string): Warnings {
  const key = `${APP_ARMOR_CONTAINER}${container.name ?? ''}`;
  const [annotation, ofPod] = [own(annotations, key), profileOf(securityContext)];
  if (annotation === undefined || profileOf(container.securityContext) !== undefined) return [];
  if (ofPod !== undefined && isSameProfile(ofPod, appArmorField(annotation))) return [];
  return [`${at}metadata.annotations[${key}]: deprecated since v1.30; use the "appArmorProfile" field instead`];
}

function containerWarnings({ at, container }: PlacedContainer, annotated: (key: string, message: string) => Warnings): Warnings {
  const { securityContext, resources } = container;
  return [
    ...(securityContext?.seccompProfile ? [] : annotated(`${SECCOMP_CONTAINER}${container.name ?? ''}`, NO_SECCOMP)),
    ...BYTES.flatMap((name) => [
      ...fractionWarnings(resources?.limits, [name], `${at}.resources.limits`),
      ...fractionWarnings(resources?.requests, [name], `${at}.resources.requests`),
    ]),
    ...environmentWarnings(container, at),
  ];
}

function affinityWarnings(affinity: Given<PodAffinity> | null | undefined, at: string): Warnings {
  const { requiredDuringSchedulingIgnoredDuringExecution: required, preferredDuringSchedulingIgnoredDuringExecution: preferred } = affinity ?? {};
  return [
    ...(required ?? []).flatMap(({ labelSelector }, index) =>
      labelSelector ? [] : [`${at}.requiredDuringSchedulingIgnoredDuringExecution[${index}].labelSelector: ${NO_SELECTOR}`],
    ),
    ...(preferred ?? []).flatMap(({ podAffinityTerm }, index) =>
      podAffinityTerm?.labelSelector ? [] : [`${at}.preferredDuringSchedulingIgnoredDuringExecution[${index}].podAffinityTerm.labelSelector: ${NO_SELECTOR}`],
    ),
  ];
}

/** `at` is where the template is, with a point behind; '' for a pod itself. */
function specWarnings({ metadata, spec: given }: Template, at: string, version: Version): Warnings {
  const spec = givenFields<Spec>(given);
  const place = `${at}spec`;
  const annotations = metadata?.annotations ?? {};
  const annotated = (key: string, message: string): Warnings => (own(annotations, key) === undefined ? [] : [`${at}metadata.annotations[${key}]: ${message}`]);
  const containers = containersIn(spec, place);
  const { volumes, hostAliases, imagePullSecrets, terminationGracePeriodSeconds, dnsConfig } = spec;
  return [
    ...nodeWarnings(spec, place, version),
    ...ANNOTATIONS.flatMap(([key, message]) => annotated(key, message)),
    ...volumeWarnings(volumes ?? [], place),
    ...overlapWarnings(volumes ?? []),
    ...repeated(
      (hostAliases ?? []).map(({ ip }) => ip),
      (ip, index) => `${place}.hostAliases[${index}].ip: duplicate ip ${quote(ip)}`,
    ),
    ...repeated(
      (imagePullSecrets ?? []).map(({ name }) => name ?? ''),
      (name, index) => `${place}.imagePullSecrets[${index}].name: duplicate name ${quote(name)}`,
    ),
    ...(imagePullSecrets ?? []).flatMap(({ name }, index) => ((name ?? '') === '' ? [`${place}.imagePullSecrets[${index}].name: invalid empty name ""`] : [])),
    ...fractionWarnings(spec.overhead, BYTES, `${place}.overhead`),
    ...(spec.securityContext?.seccompProfile ? [] : annotated(SECCOMP_POD, NO_SECCOMP)),
    // A pod itself is warned of where its fields are filled in.
    ...containers.flatMap((container) => [
      ...containerWarnings(container, annotated),
      ...(at === '' ? [] : appArmorWarnings(container, annotations, spec, at)),
    ]),
    ...portWarnings(containers),
    ...((terminationGracePeriodSeconds ?? 0) < 0
      ? [`${place}.terminationGracePeriodSeconds: must be >= 0; negative values are invalid and will be treated as 1`]
      : []),
    ...affinityWarnings(spec.affinity?.podAffinity, `${place}.affinity.podAffinity`),
    ...affinityWarnings(spec.affinity?.podAntiAffinity, `${place}.affinity.podAntiAffinity`),
    ...(dnsConfig?.nameservers ?? []).flatMap((server, index) => addressWarnings(server, `${place}.dnsConfig.nameservers[${index}]`)),
    ...(hostAliases ?? []).flatMap(({ ip }, index) => addressWarnings(ip ?? '', `${place}.hostAliases[${index}].ip`)),
  ];
}

export const templateWarnings = (template: unknown, at: string, version: Version): Warnings =>
  version.has('specWarnings') ? specWarnings((template ?? {}) as Template, `${at}.`, version) : [];

/** Warns of a name that is good for an object, and odd for the host that a pod is. */
export function hostNameWarnings({ metadata }: KubeObject, of: string, version: Version): Warnings {
  const problems = version.has('specWarnings') ? dnsLabel(metadata.name ?? '', version) : [];
  if (problems.length === 0) return [];
  return [`metadata.name: this is used in ${of}, which can result in surprising behavior; a DNS label is recommended: [${problems.join(' ')}]`];
}

/** A pod that is there is written often, and by programs: only a new one is warned of. */
export function podWarnings(pod: KubeObject, version: Version, old?: KubeObject): Warnings {
  if (old !== undefined || !version.has('specWarnings')) return [];
  return [...hostNameWarnings(pod, "the Pod's hostname", version), ...specWarnings(pod, '', version)];
}
