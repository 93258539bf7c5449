/**
 * AppArmor profiles had annotations before they had fields: what an annotation of a new pod says is filled in where the field says nothing,
 * and the client is warned. After applyAppArmorVersionSkew of pkg/registry/core/pod/strategy.go.
 */
import type { Container, PodSpec } from 'kubernetes-types/core/v1';
import type { KubeObject } from '../../../../api/objects';
import { own } from '../../../../golang/map';
import { trimSpace } from '../../../../golang/trim';

export const APP_ARMOR_CONTAINER = 'container.apparmor.security.beta.kubernetes.io/';
const LOCALHOST = 'localhost/';
const LONGEST = 4095;

export interface AppArmorProfile {
  readonly type?: string;
  readonly localhostProfile?: string;
}
interface Context {
  readonly appArmorProfile?: AppArmorProfile;
}

/** Returns what a field would say for the annotation; undefined where the annotation is invalid. */
export function appArmorField(annotation: string): AppArmorProfile | undefined {
  if (annotation === 'unconfined') return { type: 'Unconfined' };
  if (annotation === 'runtime/default') return { type: 'RuntimeDefault' };
  const localhostProfile = annotation.startsWith(LOCALHOST) ? annotation.slice(LOCALHOST.length) : '';
  const isGood = localhostProfile !== '' && trimSpace(localhostProfile) === localhostProfile && Buffer.byteLength(localhostProfile) <= LONGEST;
  return isGood ? { type: 'Localhost', localhostProfile } : undefined;
}

export const isSameProfile = (a: AppArmorProfile | undefined, b: AppArmorProfile | undefined): boolean =>
  a?.type === b?.type && a?.localhostProfile === b?.localhostProfile;

const LISTS = ['initContainers', 'containers', 'ephemeralContainers'] as const;

export function withAppArmorFields(pod: KubeObject, warnings: string[]): KubeObject {
  const { annotations } = pod.metadata;
  const spec = (pod['spec'] ?? {}) as Partial<PodSpec> & { readonly os?: { readonly name?: string } };
  const isNamed = Object.keys(annotations ?? {}).some((key) => key.startsWith(APP_ARMOR_CONTAINER));
  if (!isNamed || spec.os?.name === 'windows') return pod;
  const ofPod = (spec.securityContext as Context | undefined)?.appArmorProfile;
  const synced = (container: Container): Container => {
    const key = `${APP_ARMOR_CONTAINER}${container.name}`;
    const annotation = own(annotations, key);
    if (annotation === undefined || (container.securityContext as Context | undefined)?.appArmorProfile !== undefined) return container;
    const field = appArmorField(annotation);
    if (field !== undefined && isSameProfile(field, ofPod)) return container;
    warnings.push(`metadata.annotations[${key}]: deprecated since v1.30; use the "appArmorProfile" field instead`);
    return field === undefined
      ? container
      : { ...container, securityContext: { ...container.securityContext, appArmorProfile: field } as Container['securityContext'] & object };
  };
  const lists = LISTS.flatMap((list) => {
    const containers = spec[list] as readonly Container[] | null | undefined;
    return containers ? [[list, containers.map(synced)] as const] : [];
  });
  return { ...pod, spec: { ...spec, ...Object.fromEntries(lists) } };
}
