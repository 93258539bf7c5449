/** Files that are made of keys of an object or of fields of a pod. After validateKeyToPath, validateDownwardAPIVolumeFile and the sources with items of pkg/apis/core/validation. */
import type { DownwardAPIVolumeFile, KeyToPath } from 'kubernetes-types/core/v1';
import { invalidValue, required } from '../../../../errors/field-error';
import { own } from '../../../../golang/map';
import type { Version } from '../../../../versions';
import { each, inRange, localNonReservedPath, optional, present, when, type Errors } from '../../../generic/validation/checks';
import type { Given } from '../../../generic/validation/given';
import { listOf, type ValidateSource } from '../volume-sources';
import { validateFieldRef, validateResourceFieldRef, VOLUME_FIELDS } from './downward-api';

interface Owned {
  readonly user?: number;
}

const MAX_USER = 2 ** 31 - 1;

export const user = (value: unknown, at: string): Errors => inRange(typeof value === 'number' ? value : undefined, at, 0, MAX_USER);

export const mode = (value: unknown, at: string): Errors =>
  optional(typeof value === 'number' ? value : undefined, (given) =>
    when(given < 0 || given > 0o777, () => invalidValue(at, given, 'must be a number between 0 and 0777 (octal), both inclusive')),
  );

export const validateItem = ({ key, path, mode: own, ...more }: Given<KeyToPath>, at: string): Errors => [
  ...present(key, `${at}.key`),
  ...present(path, `${at}.path`),
  ...localNonReservedPath(path ?? '', `${at}.path`),
  ...mode(own, `${at}.mode`),
  ...user((more as Owned).user, `${at}.user`),
];

export function validateFile(file: Given<DownwardAPIVolumeFile>, at: string, version: Version): Errors {
  const { path, fieldRef, resourceFieldRef } = file;
  const reference = (fieldRef ?? undefined) !== undefined || (resourceFieldRef ?? undefined) !== undefined;
  return [
    ...present(path, `${at}.path`),
    ...localNonReservedPath(path ?? '', `${at}.path`),
    ...optional(fieldRef, (given) => validateFieldRef(given, VOLUME_FIELDS, `${at}.fieldRef`, version)),
    ...((fieldRef ?? undefined) !== undefined
      ? when((resourceFieldRef ?? undefined) !== undefined, () =>
          invalidValue(at, 'resource', 'fieldRef and resourceFieldRef can not be specified simultaneously'),
        )
      : optional(resourceFieldRef, (given) => validateResourceFieldRef(given, `${at}.resourceFieldRef`, true))),
    ...when(!reference, () => required(at, 'one of fieldRef and resourceFieldRef is required')),
    ...mode(file.mode, `${at}.mode`),
    ...user((file as Owned).user, `${at}.user`),
  ];
}

/** An object whose keys become files. */
export const filesOf =
  (name: string): ValidateSource =>
  (source, at) => [
    ...present(own(source, name), `${at}.${name}`),
    ...mode(source['defaultMode'], `${at}.defaultMode`),
    ...user(source['defaultUser'], `${at}.defaultUser`),
    ...each(listOf<Given<KeyToPath>>(source, 'items'), `${at}.items`, validateItem),
  ];

export const downwardApi: ValidateSource = (source, at, version) => [
  ...mode(source['defaultMode'], `${at}.defaultMode`),
  ...user(source['defaultUser'], `${at}.defaultUser`),
  ...listOf<Given<DownwardAPIVolumeFile>>(source, 'items').flatMap((file) => validateFile(file, at, version)),
];
