/** Environment variables of containers. After ValidateEnv and ValidateEnvFrom of pkg/apis/core/validation. */
import type { Turns } from '../../../../golang/turns';
import type { EnvFromSource, EnvVar, EnvVarSource } from 'kubernetes-types/core/v1';
import { configMapKey, dnsSubdomain, nameIsDnsSubdomain } from '../../../../apimachinery/names';
import { invalidValue, notFoundValue, required } from '../../../../errors/field-error';
import type { Version } from '../../../../versions';
import { complaints, each, eachInTurns, label, noBacksteps, optional, present, type Errors } from '../../../generic/validation/checks';
import type { Given } from '../../../generic/validation/given';
import { environmentFields, validateFieldRef, validateResourceFieldRef } from './downward-api';

const RELAXED = /^[ -<>-~]+$/;
const STRICT = /^[-._a-zA-Z][-._a-zA-Z0-9]*$/;

function nameProblems(name: string, version: Version): readonly string[] {
  if (version.has('environmentNamesRelaxed'))
    return RELAXED.test(name) ? [] : ["a valid environment variable name must consist only of printable ASCII characters other than '='"];
  const broken =
    "a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', and must not start with a digit (e.g. 'my.env-name',  or 'MY_ENV.NAME',  or 'MyEnvName1', regex used for validation is '[-._a-zA-Z][-._a-zA-Z0-9]*')";
  const dots = name === '.' ? ["must not be '.'"] : name === '..' ? ["must not be '..'"] : name.startsWith('..') ? ["must not start with '..'"] : [];
  return [...(STRICT.test(name) ? [] : [broken]), ...dots];
}

interface KeyOf {
  readonly name?: string | null;
  readonly key?: string | null;
}

/** An empty name is not the name of an object either, except where the version says it is missing. */
function validateKeyRef({ name, key }: KeyOf, at: string, version: Version): Errors {
  const noName =
    (name ?? '') === '' && !version.has('referencesNamedInFull') ? [required(`${at}.name`)] : complaints(name ?? '', `${at}.name`, dnsSubdomain(name ?? ''));
  return [...noName, ...((key ?? '') === '' ? [required(`${at}.key`)] : complaints(key ?? '', `${at}.key`, configMapKey(key ?? '')))];
}

interface FileKey {
  readonly volumeName?: string;
  readonly path?: string;
  readonly key?: string;
}
type SourceOfVariable = Given<EnvVarSource> & { readonly fileKeyRef?: FileKey | null };

const validateFileKey = ({ volumeName = '', path = '', key = '' }: FileKey, at: string, version: Version): Errors => [
  ...(key === '' ? [required(`${at}.key`)] : complaints(key, `${at}.key`, nameProblems(key, version))),
  ...(volumeName === '' ? [required(`${at}.volumeName`)] : label(volumeName, `${at}.volumeName`, version)),
  ...(path === '' ? [required(`${at}.path`)] : noBacksteps(path, `${at}.path`)),
];

function validateSource(source: SourceOfVariable, value: string, at: string, version: Version): Errors {
  const { fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef, fileKeyRef } = source;
  const given = [fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef, fileKeyRef].filter(
    (reference) => reference !== undefined && reference !== null,
  ).length;
  const kinds = version.has('environmentFiles')
    ? 'must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`'
    : 'must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef` or `secretKeyRef`';
  const refused = (text: string): Errors => [invalidValue(at, '', text)];
  return [
    ...optional(fieldRef, (reference) => validateFieldRef(reference, environmentFields(version), `${at}.fieldRef`, version)),
    ...optional(resourceFieldRef, (reference) => validateResourceFieldRef(reference, `${at}.resourceFieldRef`, false)),
    ...optional(configMapKeyRef, (reference) => validateKeyRef(reference, `${at}.configMapKeyRef`, version)),
    ...optional(secretKeyRef, (reference) => validateKeyRef(reference, `${at}.secretKeyRef`, version)),
    ...optional(fileKeyRef, (reference) => validateFileKey(reference, `${at}.fileKeyRef`, version)),
    ...(given === 0
      ? refused(kinds)
      : value !== ''
        ? refused('may not be specified when `value` is not empty')
        : given > 1
          ? refused('may not have more than one field specified at a time')
          : []),
  ];
}

export const validateEnv = (variables: readonly Given<EnvVar>[] | null | undefined, at: string, version: Version): Turns<Errors> =>
  eachInTurns(variables, at, ({ name, value, valueFrom }, place) => [
    ...((name ?? '') === '' ? [required(`${place}.name`)] : complaints(name ?? '', `${place}.name`, nameProblems(name ?? '', version))),
    ...optional(valueFrom, (source) => validateSource(source, value ?? '', `${place}.valueFrom`, version)),
  ]);

const validateReference = (name: string | null | undefined, at: string, version: Version): Errors => [
  ...present(name, at),
  ...((name ?? '') === '' ? [] : complaints(name ?? '', at, nameIsDnsSubdomain(name ?? '', true, version))),
];

export const validateEnvFrom = (sources: readonly Given<EnvFromSource>[] | null | undefined, at: string, version: Version): Errors =>
  each(sources, at, ({ prefix, configMapRef, secretRef }, place) => {
    const given = [configMapRef, secretRef].filter((reference) => reference !== undefined && reference !== null).length;
    return [
      ...((prefix ?? '') === '' ? [] : complaints(prefix ?? '', `${place}.prefix`, nameProblems(prefix ?? '', version))),
      ...optional(configMapRef, ({ name }) => validateReference(name, `${place}.configMapRef.name`, version)),
      ...optional(secretRef, ({ name }) => validateReference(name, `${place}.secretRef.name`, version)),
      ...(given === 0 ? [invalidValue(at, '', 'must specify one of: `configMapRef` or `secretRef`')] : []),
      ...(given > 1 ? [invalidValue(at, '', 'may not have more than one field specified at a time')] : []),
    ];
  });

interface WithEnv {
  readonly env?: readonly { readonly valueFrom?: SourceOfVariable | null }[] | null;
}

/** A file that variables come from lies in a volume of the pod that begins empty. After validateFileKeyRefVolumes. */
export const validateFilesOfEnv = (
  containers: readonly WithEnv[] | null | undefined,
  at: string,
  volumes: ReadonlyMap<string, Readonly<Record<string, unknown>>>,
): Errors =>
  each(containers, at, ({ env }, place) =>
    each(env, `${place}.env`, ({ valueFrom }, variable) =>
      optional(valueFrom?.fileKeyRef, ({ volumeName = '' }) => {
        const where = `${variable}.valueFrom.fileKeyRef.volumeName`;
        const volume = volumes.get(volumeName);
        if (volume === undefined) return [notFoundValue(where, volumeName)];
        return (volume['emptyDir'] ?? undefined) === undefined ? [invalidValue(where, volumeName, 'referenced volume must be of type emptyDir')] : [];
      }),
    ),
  );
