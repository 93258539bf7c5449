/**
 * Seccomp profiles had annotations before they had fields. While nodes of both kinds are about, a new pod says in both what it says in
 * one. After applySeccompVersionSkew of pkg/registry/core/pod/strategy.go, and pkg/api/pod/util.go.
 */
import type { Container, PodSecurityContext, PodSpec, SeccompProfile } from 'kubernetes-types/core/v1';
import type { KubeObject } from '../../../../api/objects';
import { inKeyOrder, own, setOwn } from '../../../../golang/map';
import { withMeta } from '../../../../storage/object-meta';

export const SECCOMP_POD = 'seccomp.security.alpha.kubernetes.io/pod';
export const SECCOMP_CONTAINER = 'container.seccomp.security.alpha.kubernetes.io/';
const LOCALHOST = 'localhost/';

/** Returns the annotation that says what the field says; '' where there is none for it. */
export function seccompAnnotation({ type, localhostProfile }: Partial<SeccompProfile>): string {
  if (type === 'Unconfined') return 'unconfined';
  if (type === 'RuntimeDefault') return 'runtime/default';
  return type === 'Localhost' && localhostProfile !== undefined ? `${LOCALHOST}${localhostProfile}` : '';
}

function seccompField(annotation: string): SeccompProfile | undefined {
  if (annotation === 'unconfined') return { type: 'Unconfined' };
  if (annotation === 'runtime/default' || annotation === 'docker/default') return { type: 'RuntimeDefault' };
  const profile = annotation.startsWith(LOCALHOST) ? annotation.slice(LOCALHOST.length) : '';
  return profile === '' ? undefined : { type: 'Localhost', localhostProfile: profile };
}

const LISTS = ['initContainers', 'containers', 'ephemeralContainers'] as const;

export function withSeccompBothWays(pod: KubeObject): KubeObject {
  const annotations: Record<string, string> = { ...pod.metadata.annotations };
  const isAnnotated = Object.keys(annotations).some((key) => key === SECCOMP_POD || key.startsWith(SECCOMP_CONTAINER));
  /** Returns the context with its profile, and notes the annotation. */
  const synced = <T extends { readonly seccompProfile?: SeccompProfile }>(key: string, context: T | undefined): T | undefined => {
    const [annotation, field] = [own(annotations, key), context?.seccompProfile];
    if (field !== undefined && annotation === undefined) {
      const text = seccompAnnotation(field);
      if (text !== '') setOwn(annotations, key, text);
    }
    const profile = annotation === undefined || field !== undefined ? undefined : seccompField(annotation);
    return profile === undefined ? context : ({ ...context, seccompProfile: profile } as T);
  };
  const given = (pod['spec'] ?? {}) as Partial<PodSpec>;
  const ofPod = synced<PodSecurityContext>(SECCOMP_POD, given.securityContext);
  const lists = LISTS.flatMap((list) => {
    const containers = given[list] as readonly Container[] | null | undefined;
    return containers === undefined || containers === null
      ? []
      : [[list, containers.map((container) => withContext(container, synced(`${SECCOMP_CONTAINER}${container.name}`, container.securityContext)))] as const];
  });
  const spec = { ...given, ...Object.fromEntries(lists), ...(ofPod !== undefined && { securityContext: ofPod }) };
  const changed = Object.keys(annotations).length > Object.keys(pod.metadata.annotations ?? {}).length;
  const whole = isAnnotated ? { ...pod, spec } : pod;
  return changed ? withMeta(whole, { annotations: inKeyOrder(annotations) }) : whole;
}

const withContext = (container: Container, securityContext: Container['securityContext']): Container =>
  securityContext === container.securityContext || securityContext === undefined ? container : { ...container, securityContext };
