/** The containers of a pod or of a template. After validateContainers and validateInitContainers of pkg/apis/core/validation. */
import type { Turns } from '../../../../golang/turns';
import type { Container, ContainerPort, VolumeDevice, VolumeMount } from 'kubernetes-types/core/v1';
import { duplicate, forbiddenField, invalidValue, notFoundValue, required } from '../../../../errors/field-error';
import type { Version } from '../../../../versions';
import {
  complaints,
  each,
  eachInTurns,
  isEmpty,
  label,
  localDescendingPath,
  optional,
  oneOf,
  portNameProblems,
  portNumber,
  present,
  requiredOneOf,
  when,
  type Errors,
} from '../../../generic/validation/checks';
import type { Given } from '../../../generic/validation/given';
import { validateResources } from '../../../generic/validation/resource-names';
import { inner, type Source } from '../volume-sources';
import { validateEnv, validateEnvFrom } from './environment';
import { validateLifecycle, validateProbe } from './probes';
import { validateResizePolicy } from './resize-policy';
import { validateSecurityContext } from './security-context';

export interface ContainersOf {
  readonly volumes: ReadonlyMap<string, Source>;
  readonly gracePeriod: number | null | undefined;
  readonly allowPrivileged: boolean;
  /** The pod says hostUsers: false. */
  readonly hasOwnUsers: boolean;
  /** That of the pod. */
  readonly restartPolicy: string | null | undefined;
  /** The name of the operating system of the pod. */
  readonly os: string | undefined;
  readonly version: Version;
}

export const PROTOCOLS = ['SCTP', 'TCP', 'UDP'];

function* validatePorts(ports: readonly Given<ContainerPort>[] | null | undefined, at: string, version: Version): Turns<Errors> {
  const names = new Set<string>();
  return yield* eachInTurns(ports, at, ({ name, containerPort, hostPort, protocol }, place) => {
    const problems = isEmpty(name) ? [] : portNameProblems(name ?? '', version);
    const taken = !isEmpty(name) && problems.length === 0 && names.has(name ?? '');
    if (problems.length === 0) names.add(name ?? '');
    // The index of the port is lost to that of the complaint, as upstream.
    return [
      ...complaints(name ?? '', `${place}.name`, problems),
      ...when(taken, () => duplicate(`${place}.name`, name ?? '')),
      ...((containerPort ?? 0) === 0 ? [required(`${place}.containerPort`)] : portNumber(containerPort ?? 0, `${place}.containerPort`)),
      ...((hostPort ?? 0) === 0 ? [] : portNumber(hostPort ?? 0, `${place}.hostPort`)),
      ...requiredOneOf(protocol, `${place}.protocol`, PROTOCOLS),
    ];
  });
}

const BIND_OPTIONS = ['nodev', 'noexec', 'nosuid'];

const validateBindOptions = (options: readonly string[], at: string, volume: Source | undefined): Errors => [
  ...each(options, at, (option, place, index) => [
    ...oneOf(option, place, BIND_OPTIONS),
    ...when(options.indexOf(option) < index, () => duplicate(place, option)),
  ]),
  ...when(options.length > 0 && volume !== undefined && inner(volume, 'image') !== undefined, () =>
    invalidValue(at, options, 'bindMountOptions may not be used with image volumes'),
  ),
];

const PROPAGATIONS = ['Bidirectional', 'HostToContainer', 'None'];

function validateMounts(container: Given<Container>, at: string, { volumes }: ContainersOf): Errors {
  const places = new Set<string>();
  const devices = container.volumeDevices ?? [];
  return each<Given<VolumeMount>>(container.volumeMounts, at, ({ name, mountPath, subPath, subPathExpr, mountPropagation, ...more }, place) => {
    const isTaken = places.has(mountPath ?? '');
    places.add(mountPath ?? '');
    return [
      ...present(name, `${place}.name`),
      ...when(!volumes.has(name ?? ''), () => notFoundValue(`${place}.name`, name ?? '')),
      ...present(mountPath, `${place}.mountPath`),
      ...when(isTaken, () => invalidValue(`${place}.mountPath`, mountPath ?? '', 'must be unique')),
      ...when(
        devices.some((device) => device.name === name),
        () => invalidValue(`${place}.name`, name ?? '', 'must not already exist in volumeDevices'),
      ),
      ...when(
        devices.some((device) => device.devicePath === mountPath),
        () => invalidValue(`${place}.mountPath`, mountPath ?? '', 'must not already exist as a path in volumeDevices'),
      ),
      ...(isEmpty(subPath) ? [] : localDescendingPath(subPath ?? '', `${at}.subPath`)),
      ...when(!isEmpty(subPathExpr) && !isEmpty(subPath), () =>
        invalidValue(`${place}.subPathExpr`, subPathExpr ?? '', 'subPathExpr and subPath are mutually exclusive'),
      ),
      ...(isEmpty(subPathExpr) ? [] : localDescendingPath(subPathExpr ?? '', `${at}.subPathExpr`)),
      ...optional(mountPropagation, (mode) => [
        ...oneOf(mode, `${at}.mountPropagation`, PROPAGATIONS),
        ...when(mode === 'Bidirectional' && container.securityContext?.privileged !== true, () =>
          forbiddenField(`${at}.mountPropagation`, 'Bidirectional mount propagation is available only to privileged containers'),
        ),
      ]),
      ...optional((more as { readonly bindMountOptions?: readonly string[] }).bindMountOptions, (options) =>
        validateBindOptions(options, `${place}.bindMountOptions`, volumes.get(name ?? '')),
      ),
    ];
  });
}

function validateDevices(container: Given<Container>, at: string, { volumes }: ContainersOf): Errors {
  const [names, paths] = [new Set<string>(), new Set<string>()];
  return each<Given<VolumeDevice>>(container.volumeDevices, at, ({ name, devicePath }, place) => {
    const volume = volumes.get(name ?? '');
    const isBlock = volume !== undefined && (inner(volume, 'persistentVolumeClaim') ?? inner(volume, 'ephemeral')) !== undefined;
    const [nameTaken, pathTaken] = [names.has(name ?? ''), paths.has(devicePath ?? '')];
    names.add(name ?? '');
    paths.add(devicePath ?? '');
    return [
      ...present(name, `${place}.name`),
      ...when(nameTaken, () => invalidValue(`${place}.name`, name ?? '', 'must be unique')),
      ...when(volume !== undefined && !isBlock, () =>
        invalidValue(`${place}.name`, name ?? '', 'can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode'),
      ),
      ...when(volume === undefined, () => notFoundValue(`${place}.name`, name ?? '')),
      ...present(devicePath, `${place}.devicePath`),
      ...when(pathTaken, () => invalidValue(`${place}.devicePath`, devicePath ?? '', 'must be unique')),
    ];
  });
}

const PULL_POLICIES = ['Always', 'IfNotPresent', 'Never'];
const TERMINATION_POLICIES = ['File', 'FallbackToLogsOnError'];

function terminationPolicy(policy: string, at: string, version: Version): Errors {
  if (version.has('commonValidationWords') || policy === '') return requiredOneOf(policy, at, TERMINATION_POLICIES);
  return when(!TERMINATION_POLICIES.includes(policy), () => invalidValue(at, policy, "must be 'File' or 'FallbackToLogsOnError'"));
}

export function* validateContainer(container: Given<Container>, at: string, of: ContainersOf): Turns<Errors> {
  const { version } = of;
  return [
    ...(isEmpty(container.name) ? [required(`${at}.name`)] : label(container.name ?? '', `${at}.name`, version)),
    ...present(container.image, `${at}.image`),
    ...terminationPolicy(container.terminationMessagePolicy ?? '', `${at}.terminationMessagePolicy`, version),
    ...(yield* validatePorts(container.ports, `${at}.ports`, version)),
    ...(yield* validateEnv(container.env, `${at}.env`, version)),
    ...validateEnvFrom(container.envFrom, `${at}.envFrom`, version),
    ...validateMounts(container, `${at}.volumeMounts`, of),
    ...validateDevices(container, `${at}.volumeDevices`, of),
    ...requiredOneOf(container.imagePullPolicy, `${at}.imagePullPolicy`, PULL_POLICIES),
    ...validateResources(container.resources ?? {}, `${at}.resources`, version),
    ...validateResizePolicy(container, `${at}.resizePolicy`, of.restartPolicy),
    ...validateSecurityContext(container.securityContext, `${at}.securityContext`, of),
  ];
}

const validateHooks = (container: Given<Container>, at: string, { gracePeriod, version, os }: ContainersOf): Errors => [
  ...validateLifecycle(container.lifecycle, gracePeriod, `${at}.lifecycle`, version, os),
  ...validateProbe('liveness', container.livenessProbe, gracePeriod, `${at}.livenessProbe`, version),
  ...validateProbe('readiness', container.readinessProbe, gracePeriod, `${at}.readinessProbe`, version),
  ...validateProbe('startup', container.startupProbe, gracePeriod, `${at}.startupProbe`, version),
];

function* hostPortConflicts(containers: readonly Given<Container>[], at: string): Turns<Errors> {
  const taken = new Set<string>();
  return yield* eachInTurns(containers, at, (container, place) =>
    eachInTurns(container.ports, `${place}.ports`, ({ hostPort, hostIP, protocol }, port) => {
      const key = `${protocol ?? ''}/${hostIP ?? ''}/${hostPort ?? 0}`;
      const isTaken = (hostPort ?? 0) !== 0 && taken.has(key);
      taken.add(key);
      return when(isTaken, () => duplicate(`${port}.hostPort`, key));
    }),
  );
}

const INIT_ONLY = ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe'] as const;

/** A container of its own among those that run first: it goes on beside the others. */
const isSidecar = (container: Given<Container>): boolean => container.restartPolicy === 'Always';

function initHooks(container: Given<Container>, at: string, of: ContainersOf): Errors {
  if (isSidecar(container)) return validateHooks(container, at, of);
  const refused = of.version.has('sidecars') ? 'may not be set for init containers without restartPolicy=Always' : 'must not be set for init containers';
  return INIT_ONLY.flatMap((field) =>
    when((container[field] ?? undefined) !== undefined, () =>
      of.version.has('sidecars') ? forbiddenField(`${at}.${field}`, refused) : invalidValue(`${at}.${field}`, container[field] ?? null, refused),
    ),
  );
}

export function* validateContainers(containers: readonly Given<Container>[] | null | undefined, at: string, of: ContainersOf): Turns<Errors> {
  if ((containers ?? []).length === 0) return [required(at)];
  const names = new Set<string>();
  return [
    ...(yield* eachInTurns(containers, at, function* (container, place) {
      const isTaken = names.has(container.name ?? '');
      names.add(container.name ?? '');
      return [
        ...(yield* validateContainer(container, place, of)),
        ...when(isTaken, () => duplicate(`${place}.name`, container.name ?? '')),
        ...validateHooks(container, place, of),
      ];
    })),
    ...(yield* hostPortConflicts(containers ?? [], at)),
  ];
}

export function* validateInitContainers(
  containers: readonly Given<Container>[] | null | undefined,
  others: readonly Given<Container>[] | null | undefined,
  at: string,
  of: ContainersOf,
): Turns<Errors> {
  const names = new Set((others ?? []).map(({ name }) => name ?? ''));
  return yield* eachInTurns(containers, at, function* (container, place) {
    const isTaken = names.has(container.name ?? '');
    if (!isEmpty(container.name)) names.add(container.name ?? '');
    return [
      ...(yield* validateContainer(container, place, of)),
      ...when(isTaken, () => duplicate(`${place}.name`, container.name ?? '')),
      ...initHooks(container, place, of),
    ];
  });
}
