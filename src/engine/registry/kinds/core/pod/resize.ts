/**
 * pods/resize: what containers ask for of CPU and memory changes while the pod runs; everything else of it stays as it is, and so does its
 * quality of service. After podResizeStrategy of pkg/registry/core/pod/strategy.go and ValidatePodResize of pkg/apis/core/validation.
 */
import type { Container, PodSpec, PodStatus, ResourceRequirements } from 'kubernetes-types/core/v1';
import type { KubeObject } from '../../../../api/objects';
import { forbiddenField, invalidValue, type FieldError } from '../../../../errors/field-error';
import { encodeJson } from '../../../../golang/json';
import { inKeyOrder, own } from '../../../../golang/map';
import type { Turns } from '../../../../golang/turns';
import { MIRROR_POD } from '../../../../nodes/pod-references';
import { withMeta } from '../../../../storage/object-meta';
import type { RegistryContext } from '../../../generic/context';
import type { Strategy } from '../../../generic/strategy';
import { updatedBy } from '../../../generic/with-strategy';
import { when, type Errors } from '../../../generic/validation/checks';
import { withNextGeneration } from './generation';
import { qosClass } from './qos-class';
import { podSpec, validatePod } from './strategy';

type Quantities = Readonly<Record<string, string>>;
type Resources = ResourceRequirements | undefined;
type ResizedSpec = PodSpec & { readonly resources?: ResourceRequirements };

const RESIZED = ['cpu', 'memory'];
const KINDS = ['containers', 'initContainers'] as const;
const specOf = (pod: KubeObject): ResizedSpec => podSpec(pod) as unknown as ResizedSpec;
const statusOf = (pod: KubeObject): Partial<PodStatus> => (pod['status'] ?? {}) as Partial<PodStatus>;
const listOf = (pod: KubeObject, kind: (typeof KINDS)[number]): readonly Container[] => specOf(pod)[kind] ?? [];
const sorted = (value: unknown): string => encodeJson(inKeyOrder(value as Readonly<Record<string, unknown>>));
const same = (a: unknown, b: unknown): boolean => sorted(a) === sorted(b);
const namesOf = (containers: readonly Container[]): string => encodeJson(containers.map(({ name }) => name));
const isSidecar = (container: Container): boolean => (container as { readonly restartPolicy?: string }).restartPolicy === 'Always';

/** The old containers with the resources of the new ones. Those in another order stay, to be refused. */
function resized(containers: readonly Container[], old: readonly Container[]): readonly Container[] {
  if (namesOf(containers) !== namesOf(old)) return containers;
  return old.map((container, index) => {
    const { resources: _resources, resizePolicy: _policy, ...rest } = container as Container & { readonly resizePolicy?: unknown };
    const { resources, resizePolicy } = (containers[index] ?? container) as typeof container & { readonly resizePolicy?: unknown };
    return { ...rest, ...(resources && { resources }), ...(resizePolicy !== undefined && { resizePolicy }) };
  });
}

function prepare(object: KubeObject, old: KubeObject, { options, scheme }: RegistryContext): KubeObject {
  if (KINDS.some((kind) => listOf(object, kind).length !== listOf(old, kind).length)) return object;
  const { resourceVersion, uid, managedFields } = object.metadata;
  const { resources: before, ...kept } = specOf(old);
  const resources = specOf(object).resources ?? (options.version.isEnabled('PodLevelResourcesFixDefaulting') === true ? before : undefined);
  const lists = KINDS.flatMap((kind) => (listOf(old, kind).length === 0 ? [] : [[kind, resized(listOf(object, kind), listOf(old, kind))] as const]));
  const spec = { ...kept, ...Object.fromEntries(lists), ...(resources && { resources }) };
  const pod = scheme.normalise(withMeta({ ...old, spec }, { resourceVersion, uid, managedFields }), { group: '', version: 'v1', kind: 'Pod' });
  return withNextGeneration({ kind: 'Pod', apiVersion: 'v1', ...pod }, old, options.version);
}

/** What is asked for, but CPU and memory as before. */
function withOld(now: Quantities = {}, old: Quantities = {}): Quantities {
  const others = Object.entries(now).filter(([name]) => !RESIZED.includes(name));
  const before = RESIZED.flatMap((name) => (own(old, name) === undefined ? [] : [[name, own(old, name) ?? ''] as const]));
  return inKeyOrder(Object.fromEntries([...others, ...before]));
}

/** Empty maps are as good as none. */
const compared = ({ limits, requests, ...rest }: ResourceRequirements, old: Resources): unknown => ({
  ...rest,
  limits: withOld(limits, old?.limits),
  requests: withOld(requests, old?.requests),
});

const comparedContainer = ({ resources = {}, ...container }: Container, old: Container | undefined): unknown => ({
  ...container,
  resources: compared(resources, old?.resources),
});
const changesOnlyResized = (container: Container, old: Container): boolean => same(comparedContainer(container, old), comparedContainer(old, old));

const isRemoved = (now: Quantities = {}, old: Quantities = {}): boolean =>
  Object.keys(now).length < Object.keys(old).length || Object.keys(old).some((name) => own(now, name) === undefined);

const removed = (now: Resources, old: Resources, at: string, what: string): Errors => [
  ...when(isRemoved(now?.requests, old?.requests), () => forbiddenField(`${at}.requests`, `${what} requests cannot be removed`)),
  ...when(isRemoved(now?.limits, old?.limits), () => forbiddenField(`${at}.limits`, `${what} limits cannot be removed`)),
];

function ordering(object: KubeObject, old: KubeObject): Errors {
  return KINDS.flatMap((kind) => {
    const [now, before] = [listOf(object, kind), listOf(old, kind)];
    if (now.length !== before.length) return [forbiddenField(`spec.${kind}`, `${kind} may not be added or removed on resize`)];
    return before.flatMap(({ name }, index) =>
      when(now[index]?.name !== name, () => forbiddenField(`spec.${kind}[${index}].name`, `${kind} may not be renamed or reordered on resize`)),
    );
  });
}

const isSet = (resources: Resources): boolean => Object.keys({ ...resources?.requests, ...resources?.limits }).length > 0;

/** What the pod as a whole asks for. */
function podLevel(object: KubeObject, old: KubeObject): Errors {
  const [now, before] = [specOf(object).resources, specOf(old).resources];
  if (!isSet(now) && !isSet(before)) return [];
  if (before !== undefined && now === undefined) return [forbiddenField('spec.resources', 'pod-level resources cannot be removed')];
  const isOnlyResized = same(compared(now ?? {}, before), compared(before ?? {}, before));
  return [
    ...(before === undefined ? [] : removed(now, before, 'spec.resources', 'pod-level resource')),
    ...when(!isOnlyResized, () => forbiddenField('spec', 'only cpu and memory resources are mutable at pod-level')),
  ];
}

function initContainer(container: Container, old: Container, index: number): Errors {
  const at = `spec.initContainers[${index}]`;
  const policies = (container as { readonly resizePolicy?: readonly { readonly restartPolicy: string }[] }).resizePolicy ?? [];
  const restarts = isSidecar(container) || same(container, old) ? [] : policies.filter(({ restartPolicy }) => restartPolicy === 'RestartContainer');
  return [
    ...when(!changesOnlyResized(container, old), () => forbiddenField(at, 'only cpu and memory resources for init or sidecar containers are mutable')),
    ...restarts.map(() => forbiddenField(at, 'non-sidecar init containers with a resize policy of RestartContainer cannot be resized')),
  ];
}

/** A node that runs a container without reporting its resources does not resize. */
function isSupported(old: KubeObject): boolean {
  const running = (statusOf(old).containerStatuses ?? []).find(({ state }) => state?.running !== undefined);
  return running === undefined || 'resources' in running;
}

function containers(object: KubeObject, old: KubeObject): Errors {
  const pairs = KINDS.map((kind) => listOf(old, kind).map((before, index) => [listOf(object, kind)[index] ?? before, before, index, kind] as const));
  const [regular = [], initial = []] = pairs;
  return [
    ...[...initial, ...regular].flatMap(([now, before, index, kind]) =>
      removed(now.resources, before.resources, `spec.${kind}[${index}].resources`, 'resource'),
    ),
    ...regular.flatMap(([now, before]) => when(!changesOnlyResized(now, before), () => forbiddenField('spec', 'only cpu and memory resources are mutable'))),
    ...initial.flatMap(([now, before, index]) => initContainer(now, before, index)),
  ];
}

function* validateUpdate(object: KubeObject, old: KubeObject, context: RegistryContext): Turns<readonly FieldError[]> {
  const own = yield* validatePod(object, context);
  if (old.metadata.annotations?.[MIRROR_POD] !== undefined) return [forbiddenField('', 'static pods cannot be resized')];
  if (specOf(old).os?.name === 'windows') return [forbiddenField('', 'windows pods cannot be resized')];
  const { qosClass: kept = '' } = statusOf(old);
  const quality = kept === '' ? qosClass(old) : kept;
  const errors = [
    ...own,
    ...when(quality !== qosClass(object), () => invalidValue('spec', statusOf(object).qosClass ?? '', 'Pod QOS Class may not change as a result of resizing')),
    ...when(!isSupported(old), () => forbiddenField('spec', 'Pod running on node without support for resize')),
    ...podLevel(object, old),
  ];
  const reordered = ordering(object, old);
  return reordered.length > 0 ? [...errors, ...reordered] : [...errors, ...containers(object, old)];
}

const STRATEGY: Strategy = { prepareForUpdate: (object, old, _call, context) => prepare(object, old, context), validateUpdate };

export const podResize = updatedBy(STRATEGY);
