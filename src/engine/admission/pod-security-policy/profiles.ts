/**
 * The profiles of AppArmor and seccomp, which annotations name: those of the policy say which is given and which may be asked for.
 * After apparmor/ and seccomp/ of upstream.
 */
import type { Container } from 'kubernetes-types/core/v1';
import type { KubeObject } from '../../api/objects';
import { own } from '../../golang/map';
import { quote } from '../../golang/quote';
import { seccompAnnotation } from '../../registry/kinds/core/pod/seccomp-annotations';
import type { Errors } from '../../registry/generic/validation/checks';
import { forbiddenField } from '../../errors/field-error';
import { podSpec } from '../pod';
import { APP_ARMOR, SECCOMP, type Policy } from './policy';

const DEFAULT_OF_DOCKER = ['docker/default', 'runtime/default'];

const annotationOf = ({ metadata }: KubeObject, key: string): string | undefined => own(metadata.annotations ?? {}, key);
const at = (key: string): string => `pod.metadata.annotations[${key}]`;

/** Returns the annotations of AppArmor and seccomp that a pod gets beside its own. */
export function defaultProfiles(pod: KubeObject, containers: readonly Container[], policy: Policy): Readonly<Record<string, string>> {
  const field = podSpec(pod).securityContext?.seccompProfile;
  const fromField = field === undefined ? annotationOf(policy, SECCOMP.default) : seccompAnnotation(field);
  const seccomp = annotationOf(pod, SECCOMP.pod) || fromField || '';
  const appArmor = annotationOf(policy, APP_ARMOR.default) ?? '';
  const unset = containers.map(({ name }) => `${APP_ARMOR.container}${name}`).filter((key) => (annotationOf(pod, key) ?? '') === '');
  return {
    ...(seccomp !== '' && { [SECCOMP.pod]: seccomp }),
    ...(appArmor !== '' && Object.fromEntries(unset.map((key) => [key, appArmor]))),
  };
}

export function validateAppArmor(pod: KubeObject, { name }: Container, policy: Policy): Errors {
  const allowed = annotationOf(policy, APP_ARMOR.allowed);
  if (allowed === undefined) return [];
  const key = `${APP_ARMOR.container}${name}`;
  const profile = annotationOf(pod, key) ?? '';
  if (profile === '') return [forbiddenField(at(key), 'AppArmor profile must be set')];
  if (allowed.split(',').includes(profile)) return [];
  return [forbiddenField(at(key), `${profile} is not an allowed profile. Allowed values: ${quote(allowed)}`)];
}

function validateSeccomp(profile: string, key: string, policy: Policy): Errors {
  const allowed = annotationOf(policy, SECCOMP.allowed);
  const names = allowed?.split(',') ?? [];
  if (names.includes('*')) return [];
  if (names.length === 0) return profile === '' ? [] : [forbiddenField(at(key), 'seccomp may not be set')];
  // Either name of the runtime's default stands for the other.
  const all = names.some((name) => DEFAULT_OF_DOCKER.includes(name)) ? [...names, ...DEFAULT_OF_DOCKER] : names;
  if (all.includes(profile)) return [];
  return [forbiddenField(at(key), `${profile} is not an allowed seccomp profile. Valid values are ${allowed ?? ''}`)];
}

export function validateSeccompOfPod(pod: KubeObject, policy: Policy): Errors {
  const field = podSpec(pod).securityContext?.seccompProfile;
  const profile = annotationOf(pod, SECCOMP.pod) || (field === undefined ? '' : seccompAnnotation(field));
  return validateSeccomp(profile, SECCOMP.pod, policy);
}

export function validateSeccompOfContainer(pod: KubeObject, { name, securityContext }: Container, policy: Policy): Errors {
  const key = `${SECCOMP.container}${name}`;
  const ofPod = podSpec(pod).securityContext?.seccompProfile;
  const inherited = ofPod === undefined ? (annotationOf(pod, SECCOMP.pod) ?? '') : seccompAnnotation(ofPod);
  const own = securityContext?.seccompProfile;
  return validateSeccomp(own === undefined ? (annotationOf(pod, key) ?? inherited) : seccompAnnotation(own), key, policy);
}
