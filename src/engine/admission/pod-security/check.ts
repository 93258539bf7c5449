/** What a check of the Pod Security Standards is, and how the checks word what they find. After k8s.io/pod-security-admission/policy */
import type { Container, PodSpec } from 'kubernetes-types/core/v1';
import type { KubeObject } from '../../api/objects';
import { containersOf } from '../pod';

/** A pod, or the template of one. */
export interface CheckedPod {
  readonly annotations: Readonly<Record<string, string>>;
  readonly spec: PodSpec;
  /** Init containers, containers, ephemeral containers. */
  readonly containers: readonly Container[];
}

export interface Violation {
  readonly reason: string;
  readonly detail: string;
}

export interface Check {
  readonly id: string;
  readonly level: 'baseline' | 'restricted';
  /** The check from a minor version of the standards on; the last one that is not newer counts. */
  readonly versions: readonly { readonly since: number; readonly check: (pod: CheckedPod) => Violation | undefined }[];
  /** The baseline check that is left out where this one is made. */
  readonly overrides?: string;
}

export const checkedPod = (pod: KubeObject): CheckedPod => ({
  annotations: pod.metadata.annotations ?? {},
  spec: (pod['spec'] ?? {}) as PodSpec,
  containers: containersOf(pod).map(({ container }) => container),
});

export const plural = (singular: string, count: number, several = `${singular}s`): string => (count === 1 ? singular : several);
export const quoted = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ');
export const sortedSet = (values: readonly string[]): readonly string[] => [...new Set(values)].sort();
export const inContainers = (names: readonly string[]): string => `${plural('container', names.length)} ${quoted(names)}`;

/** Who sets something: the pod itself, and containers. */
export const setters = (isSetByPod: boolean, containers: readonly string[]): readonly string[] => [
  ...(isSetByPod ? ['pod'] : []),
  ...(containers.length > 0 ? [inContainers(containers)] : []),
];

export const namesOf = (containers: readonly Container[], isBad: (container: Container) => boolean): readonly string[] =>
  containers.filter(isBad).map(({ name }) => name);

/** A pod of Windows, to which what only Linux has does not apply. */
export const isWindows = ({ spec }: CheckedPod): boolean => spec.os?.name === 'windows';
/** Reports whether the pod has a user namespace, whose root is unprivileged on the host. */
export const hasOwnUsers = ({ spec }: CheckedPod): boolean => spec.hostUsers === false;
