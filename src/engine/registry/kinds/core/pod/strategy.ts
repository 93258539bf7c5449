/**
 * Pods: born pending, nearly immutable, deleted gracefully once they have a node.
 * After k8s.io/kubernetes/pkg/registry/core/pod/strategy.go and pkg/apis/core/validation ValidatePodUpdate.
 */
import { immutable } from '../../../generic/validation/immutable';
import { now } from '../../../generic/system-fields';
import { differenceOf } from '../../../generic/difference';
import { podWarnings } from './warnings';
import { validateProfileAnnotations, validateProfilesMatch } from './profile-annotations';
import { withAppArmorFields } from './app-armor-annotations';
import type { Turns } from '../../../../golang/turns';
import type { KubeObject } from '../../../../api/objects';
import type { PodSpec as CorePodSpec } from 'kubernetes-types/core/v1';
import { encodeJson } from '../../../../golang/json';
import { forbiddenField, invalidValue, type FieldError } from '../../../../errors/field-error';
import { withMeta } from '../../../../storage/object-meta';
import type { RegistryContext } from '../../../generic/context';
import { givingFields, type Given } from '../../../generic/validation/given';
import { withSeccompBothWays } from './seccomp-annotations';
import { inRange } from '../../../generic/validation/checks';
import { MAX_SECONDS, validateImages, validatePodSpec, validateTokensHaveAccount } from './spec-validation';
import type { StatusStrategy, Strategy } from '../../../generic/strategy';
import { validateAllocatedResources } from './allocated-resources';
import { validatePodAnnotations, validatePodAnnotationsUpdate } from './annotations';
import { withNextGeneration } from './generation';
import { qosClass } from './qos-class';
import { withStatusOfOld } from '../../../generic/status-and-generation';
import { setOwn } from '../../../../golang/map';

interface Container {
  readonly name?: string;
  readonly image?: string;
}
interface Toleration {
  readonly tolerationSeconds?: number;
  readonly [field: string]: unknown;
}
interface PodSpec {
  readonly nodeName?: string;
  readonly restartPolicy?: string;
  readonly schedulerName?: string;
  readonly serviceAccountName?: string;
  readonly hostNetwork?: boolean;
  readonly terminationGracePeriodSeconds?: number;
  readonly containers?: readonly Container[] | null;
  readonly initContainers?: readonly Container[];
  readonly activeDeadlineSeconds?: number;
  readonly tolerations?: readonly Toleration[];
}
interface PodStatus {
  readonly phase?: string;
  readonly podIP?: string;
  readonly podIPs?: readonly object[];
  readonly nominatedNodeName?: string;
}

export const podSpec = (object: KubeObject): PodSpec => (object['spec'] ?? {}) as PodSpec;
const podStatus = (object: KubeObject): PodStatus => (object['status'] ?? {}) as PodStatus;

const withoutImages = (containers: readonly Container[] | null | undefined): readonly object[] =>
  (containers ?? []).map(({ image: _image, ...container }) => container);

/** What may change: images, the deadline, more tolerations, and where gated a few more. */
function frozen({ containers, initContainers, activeDeadlineSeconds: _deadline, tolerations: _tolerations, ...spec }: PodSpec): string {
  return encodeJson({ ...spec, containers: withoutImages(containers), initContainers: withoutImages(initContainers) });
}

export function* validatePod(object: KubeObject, { options }: RegistryContext): Turns<readonly FieldError[]> {
  const spec = yield* givingFields<Given<CorePodSpec>>(object['spec']);
  const { version, allowPrivileged } = options;
  return [
    ...validatePodAnnotations(object),
    ...validateProfileAnnotations(object),
    ...(yield* validatePodSpec(spec, 'spec', { version, allowPrivileged, name: object.metadata.name ?? '', isPod: true })),
    ...(version.has('tokensOfPodsHaveAccount') ? validateTokensHaveAccount(spec, 'spec') : []),
    ...validateImages(spec, 'spec'),
  ];
}

/** Of a new pod, whose annotations have to say what its fields say. */
function* validateCreate(object: KubeObject, context: RegistryContext): Turns<readonly FieldError[]> {
  return [...(yield* validatePod(object, context)), ...validateProfilesMatch(object, context.options.version)];
}

/** Tolerations may be added, and the seconds of one changed. */
function validateTolerations({ tolerations = [] }: PodSpec, { tolerations: old = [] }: PodSpec): readonly FieldError[] {
  const untimed = ({ tolerationSeconds: _seconds, ...toleration }: Toleration): string => encodeJson(toleration);
  const present = tolerations.map(untimed);
  const isMissing = old.some((toleration) => !present.includes(untimed(toleration)));
  return isMissing ? [forbiddenField('spec.tolerations', 'existing toleration can not be modified except its tolerationSeconds')] : [];
}

/** The specification as it would be if what may change had not changed. */
function withoutMutable(spec: PodSpec, old: PodSpec): PodSpec {
  const { activeDeadlineSeconds: _deadline, tolerations: _tolerations, ...rest } = spec;
  const withImagesOf = (containers: readonly Container[] | null | undefined, before: readonly Container[] | null | undefined): readonly Container[] =>
    (containers ?? []).map((container, index) => ({ ...container, ...(before?.[index]?.image !== undefined && { image: before[index].image }) }));
  return {
    ...rest,
    ...(spec.containers && { containers: withImagesOf(spec.containers, old.containers) }),
    ...(spec.initContainers && { initContainers: withImagesOf(spec.initContainers, old.initContainers) }),
    ...(old.activeDeadlineSeconds !== undefined && { activeDeadlineSeconds: old.activeDeadlineSeconds }),
    ...(old.tolerations && { tolerations: old.tolerations }),
  };
}

const MUTABLE =
  'pod updates may not change fields other than `spec.containers[*].image`, `spec.initContainers[*].image`, `spec.activeDeadlineSeconds` or `spec.tolerations` (only additions to existing tolerations)';
const MUTABLE_WITH_GRACE =
  'pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)';

/** A deadline may come earlier, and not later. Its bounds are checked beside those of a new pod, which are not the same. */
function validateDeadline({ activeDeadlineSeconds: seconds }: PodSpec, { activeDeadlineSeconds: old }: PodSpec): readonly FieldError[] {
  const at = 'spec.activeDeadlineSeconds';
  const beyond = inRange(seconds, at, 0, MAX_SECONDS);
  if (beyond.length > 0) return beyond;
  if (seconds !== undefined && old !== undefined && old < seconds) return [invalidValue(at, seconds, 'must be less than or equal to previous value')];
  return seconds === undefined && old !== undefined ? [invalidValue(at, null, 'must not update from a positive integer to nil value')] : [];
}

/** Newer versions let the quality of service stay that the server has found out. */
const validateStatusUpdate: NonNullable<StatusStrategy['validate']> = (object, old, { options }) => {
  const qosOf = ({ status }: KubeObject): string => (status as { readonly qosClass?: string } | undefined)?.qosClass ?? '';
  return [
    ...validatePodAnnotationsUpdate(object, old),
    ...(options.version.has('qosClassKept') ? immutable(qosOf(object), qosOf(old), 'status.qosClass') : []),
    ...validateAllocatedResources(object),
  ];
};

function* validateUpdate(object: KubeObject, old: KubeObject, context: RegistryContext): Turns<readonly FieldError[]> {
  const own = [...(yield* validatePod(object, context)), ...validatePodAnnotationsUpdate(object, old)];
  const count = (pod: KubeObject): number => (podSpec(pod).containers ?? []).length;
  if (count(object) !== count(old)) return [...own, forbiddenField('spec.containers', 'pod updates may not add or remove containers')];
  const ofDeadline = validateDeadline(podSpec(object), podSpec(old));
  if (ofDeadline.length > 0 && podSpec(object).activeDeadlineSeconds !== undefined) return [...own, ...ofDeadline];
  const errors = [...own, ...ofDeadline, ...validateTolerations(podSpec(object), podSpec(old))];
  if (frozen(podSpec(object)) === frozen(podSpec(old))) return errors;
  const { version } = context.options;
  const difference = differenceOf(old['spec'], withoutMutable(podSpec(object), podSpec(old)), 'core/v1.PodSpec', 'PodSpec', version);
  return [...errors, forbiddenField('spec', `${version.has('podGeneration') ? MUTABLE_WITH_GRACE : MUTABLE}${difference}`)];
}

/** podIPs begins with podIP, whichever of them the client gave. */
function withPodIps(object: KubeObject): KubeObject {
  const { podIP = '', podIPs } = podStatus(object);
  if (podIP === '' || podIPs !== undefined) return object;
  const status: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(podStatus(object))) {
    setOwn(status, field, value);
    if (field === 'podIP') status['podIPs'] = [{ ip: podIP }];
  }
  return { ...object, status };
}

/** A kubelet may leave out what the server has found out when the pod was made. */
function withOldQos(object: KubeObject, old: KubeObject): KubeObject {
  const { qosClass } = (old['status'] as { readonly qosClass?: string } | undefined) ?? {};
  const status = (object['status'] ?? {}) as { readonly qosClass?: string };
  return (status.qosClass ?? '') !== '' || qosClass === undefined ? object : { ...object, status: { ...status, qosClass } };
}

/** A pod with gates waits for them, and says so. */
function gatedCondition(object: KubeObject): object {
  const { schedulingGates = [] } = podSpec(object) as { readonly schedulingGates?: readonly object[] };
  if (schedulingGates.length === 0) return {};
  const times = { lastProbeTime: null, lastTransitionTime: now() };
  const message = 'Scheduling is blocked due to non-empty scheduling gates';
  return { conditions: [{ type: 'PodScheduled', status: 'False', ...times, reason: 'SchedulingGated', message }] };
}

export const pods: Strategy = {
  prepareForCreate: (object, { warnings }, { options }) => {
    const born = { ...object, status: { phase: 'Pending', ...gatedCondition(object), qosClass: qosClass(object) } };
    const counted = options.version.has('podGeneration') ? withMeta(born, { generation: 1 }) : born;
    if (options.version.has('seccompAnnotations')) return withSeccompBothWays(counted);
    return options.version.has('appArmorFields') ? withAppArmorFields(counted, warnings) : counted;
  },
  prepareForUpdate: (object, old, _call, { options }) => {
    return withNextGeneration(withStatusOfOld(object, old), old, options.version);
  },
  validate: validateCreate,
  warnings: podWarnings,
  validateUpdate,
  gracePeriod: (object, requested) => {
    const { nodeName = '', terminationGracePeriodSeconds } = podSpec(object);
    const { phase } = podStatus(object);
    if (nodeName === '' || phase === 'Failed' || phase === 'Succeeded') return 0;
    const seconds = requested ?? terminationGracePeriodSeconds ?? 30;
    return seconds < 0 ? 1 : seconds;
  },
  returnsDeletedObject: () => true,
  status: {
    prepare: (object, old, { options }) => {
      const kept = withPodIps(withMeta(object, { ownerReferences: old.metadata.ownerReferences }));
      return options.version.has('qosClassKept') ? withOldQos(kept, old) : kept;
    },
    validate: validateStatusUpdate,
  },
  selectableFields: (version) => [
    'metadata.name',
    'metadata.namespace',
    'spec.nodeName',
    'spec.restartPolicy',
    'spec.schedulerName',
    'spec.serviceAccountName',
    ...(version.has('podHostNetworkSelector') ? ['spec.hostNetwork'] : []),
    'status.phase',
    'status.podIP',
    'status.podIPs',
    'status.nominatedNodeName',
  ],
  fields: (object) => {
    const { nodeName = '', restartPolicy = '', schedulerName = '', serviceAccountName = '', hostNetwork = false } = podSpec(object);
    const { phase = '', podIP = '', nominatedNodeName = '' } = podStatus(object);
    return {
      'spec.nodeName': nodeName,
      'spec.restartPolicy': restartPolicy,
      'spec.schedulerName': schedulerName,
      'spec.serviceAccountName': serviceAccountName,
      'spec.hostNetwork': String(hostNetwork),
      'status.phase': phase,
      'status.podIP': podIP,
      'status.nominatedNodeName': nominatedNodeName,
    };
  },
};
