/**
 * The annotations of seccomp and AppArmor name profiles of containers that are there, and what they say is what the fields say.
 * After ValidateSeccompPodAnnotations, ValidateAppArmorPodAnnotations and validate*AnnotationsAndFields* of pkg/apis/core/validation.
 */
import type { PodSpec } from 'kubernetes-types/core/v1';
import { forbiddenField, invalidValue, type FieldError } from '../../../../errors/field-error';
import type { KubeObject } from '../../../../api/objects';
import { own } from '../../../../golang/map';
import { quote } from '../../../../golang/quote';
import type { Version } from '../../../../versions';
import { localDescendingPath, unless, type Errors } from '../../../generic/validation/checks';
import { givenFields, type Given } from '../../../generic/validation/given';
import { APP_ARMOR_CONTAINER } from './app-armor-annotations';
import { SECCOMP_CONTAINER, SECCOMP_POD } from './seccomp-annotations';
import { containersIn } from './warnings';

const LOCALHOST = 'localhost/';
const UNCONFINED = ['unconfined'];
const ANNOTATIONS = 'metadata.annotations';

interface Profile {
  readonly type?: string | null;
  readonly localhostProfile?: string | null;
}

export function validateSeccompProfile(profile: string, at: string): Errors {
  if (['runtime/default', 'docker/default', ...UNCONFINED].includes(profile)) return [];
  if (profile.startsWith(LOCALHOST)) return localDescendingPath(profile.slice(LOCALHOST.length), at);
  return [invalidValue(at, profile, 'must be a valid seccomp profile')];
}

export const validateAppArmorProfile = (profile: string, value: string, at: string): Errors =>
  unless(['', 'runtime/default', ...UNCONFINED].includes(profile) || profile.startsWith(LOCALHOST), () =>
    invalidValue(at, value, `invalid AppArmor profile name: ${quote(profile)}`),
  );

const specOf = (pod: KubeObject): Given<PodSpec> => givenFields(pod['spec']);

export function validateProfileAnnotations(pod: KubeObject): Errors {
  const entries = Object.entries(pod.metadata.annotations ?? {});
  const names = containersIn(specOf(pod), 'spec').map(({ container }) => container.name ?? '');
  const seccomp = entries.filter(([key]) => key === SECCOMP_POD || key.startsWith(SECCOMP_CONTAINER));
  const appArmor = entries.filter(([key]) => key.startsWith(APP_ARMOR_CONTAINER));
  return [
    ...seccomp.flatMap(([key, profile]) => validateSeccompProfile(profile, `${ANNOTATIONS}.${key}`)),
    ...appArmor.flatMap(([key, profile]) => {
      const [at, name] = [`${ANNOTATIONS}[${key}]`, key.slice(APP_ARMOR_CONTAINER.length)];
      return [...unless(names.includes(name), () => invalidValue(at, name, 'container not found')), ...validateAppArmorProfile(profile, profile, at)];
    }),
  ];
}

/** `defaults` are the names of the runtime's default in annotations. */
function mismatch(
  annotation: string | undefined,
  profile: Profile | null | undefined,
  at: string,
  what: string,
  defaults: readonly string[],
): readonly FieldError[] {
  if (annotation === undefined || !profile) return [];
  const ofType = [forbiddenField(`${at}.type`, `${what} type in annotation and field must match`)];
  const { type, localhostProfile } = profile;
  if (type === 'Unconfined') return UNCONFINED.includes(annotation) ? [] : ofType;
  if (type === 'RuntimeDefault') return defaults.includes(annotation) ? [] : ofType;
  if (type !== 'Localhost') return [];
  if (!annotation.startsWith(LOCALHOST)) return ofType;
  if (annotation.slice(LOCALHOST.length) === localhostProfile) return [];
  return [forbiddenField(`${at}.localhostProfile`, `${what} profile in annotation and field must match`)];
}

/** Of a new pod. */
export function validateProfilesMatch(pod: KubeObject, version: Version): Errors {
  const { annotations } = pod.metadata;
  const spec = specOf(pod);
  const containers = containersIn(spec, 'spec');
  const seccomp = (key: string, profile: Profile | null | undefined, at: string): Errors =>
    mismatch(own(annotations, key), profile, `${at}.seccompProfile`, 'seccomp', ['runtime/default', 'docker/default']);
  const ofPod = (spec.securityContext as { readonly appArmorProfile?: Profile } | null | undefined)?.appArmorProfile;
  const isWindows = (spec as { readonly os?: { readonly name?: string } }).os?.name === 'windows';
  return [
    ...seccomp(SECCOMP_POD, spec.securityContext?.seccompProfile, 'spec.securityContext'),
    ...containers.flatMap(({ at, container }) =>
      seccomp(`${SECCOMP_CONTAINER}${container.name ?? ''}`, container.securityContext?.seccompProfile, `${at}.securityContext`),
    ),
    ...(version.has('appArmorFields') && !isWindows ? containers : []).flatMap(({ at, container }) => {
      const given = (container.securityContext as { readonly appArmorProfile?: Profile } | null | undefined)?.appArmorProfile;
      const place = `${at}.securityContext.appArmorProfile`;
      return mismatch(own(annotations, `${APP_ARMOR_CONTAINER}${container.name ?? ''}`), given ?? ofPod, place, 'apparmor', ['runtime/default']);
    }),
  ];
}
