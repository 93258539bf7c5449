/** References from a pod to its own fields. After validateObjectFieldSelector and validateContainerResourceFieldSelector of pkg/apis/core/validation. */
import type { ObjectFieldSelector, ResourceFieldSelector } from 'kubernetes-types/core/v1';
import { qualifiedName } from '../../../../apimachinery/names';
import { invalidValue, notSupported, required } from '../../../../errors/field-error';
import type { Version } from '../../../../versions';
import { complaints, when, type Errors } from '../../../generic/validation/checks';
import type { Given } from '../../../generic/validation/given';
import { isZero } from '../../../generic/validation/quantities';

/** What an environment variable may hold. */
export const environmentFields = (version: Version): readonly string[] => [
  ...['metadata.name', 'metadata.namespace', 'metadata.uid', 'spec.nodeName', 'spec.serviceAccountName', 'status.hostIP'],
  ...(version.has('podHostIps') ? ['status.hostIPs'] : []),
  ...['status.podIP', 'status.podIPs'],
];
/** What a file of a volume may hold. */
export const VOLUME_FIELDS = ['metadata.annotations', 'metadata.labels', 'metadata.name', 'metadata.namespace', 'metadata.uid'];
/** Labels that a field path may be at all. */
const KNOWN = [...VOLUME_FIELDS, 'spec.nodeName', 'spec.restartPolicy', 'spec.serviceAccountName', 'spec.schedulerName', 'status.phase'];
const ADDRESSES = ['status.hostIP', 'status.hostIPs', 'status.podIP', 'status.podIPs', 'spec.host'];

function subscripted(path: string): readonly [string, string] | undefined {
  const [, name, subscript] = /^([^[]+)\['(.*)'\]$/.exec(path) ?? [];
  return name === undefined || subscript === undefined ? undefined : [name, subscript];
}

function notConvertible(path: string, apiVersion: string): string | undefined {
  if (apiVersion !== 'v1') return `unsupported pod version: ${apiVersion}`;
  const parts = subscripted(path);
  if (parts !== undefined)
    return ['metadata.annotations', 'metadata.labels'].includes(parts[0]) ? undefined : `field label does not support subscript: ${path}`;
  return [...KNOWN, ...ADDRESSES].includes(path) ? undefined : `field label not supported: ${path}`;
}

export function validateFieldRef(selector: Given<ObjectFieldSelector>, supported: readonly string[], at: string, version: Version): Errors {
  const [apiVersion, path] = [selector.apiVersion ?? '', selector.fieldPath ?? ''];
  if (apiVersion === '') return [required(`${at}.apiVersion`)];
  if (path === '') return [required(`${at}.fieldPath`)];
  const problem = notConvertible(path, apiVersion);
  if (problem !== undefined) return [invalidValue(`${at}.fieldPath`, path, `error converting fieldPath: ${problem}`)];
  const parts = subscripted(path);
  if (parts === undefined) return supported.includes(path) ? [] : [notSupported(`${at}.fieldPath`, path, [...supported].sort())];
  const [name, key] = parts;
  return complaints(
    name === 'metadata.annotations' ? key.toLowerCase() : key,
    at,
    qualifiedName(name === 'metadata.annotations' ? key.toLowerCase() : key, version),
  );
}

const RESOURCES = ['limits.cpu', 'limits.ephemeral-storage', 'limits.memory', 'requests.cpu', 'requests.ephemeral-storage', 'requests.memory'];
const SIZES = ['1', '1k', '1M', '1G', '1T', '1P', '1E', '1Ki', '1Mi', '1Gi', '1Ti', '1Pi', '1Ei'];
const KINDS = [
  [/\.cpu$/, ['1m', '1'], "only divisor's values 1m and 1 are supported with the cpu resource"],
  [/\.memory$/, SIZES, `only divisor's values ${SIZES.join(', ')} are supported with the memory resource`],
  [/\.ephemeral-storage$/, SIZES, `only divisor's values ${SIZES.join(', ')} are supported with the local ephemeral storage resource`],
] as const;

function validateDivisor(resource: string, divisor: string, at: string): Errors {
  if (isZero(divisor)) return [];
  return KINDS.flatMap(([pattern, divisors, text]) =>
    when(RESOURCES.includes(resource) && pattern.test(resource) && !(divisors as readonly string[]).includes(divisor), () =>
      invalidValue(`${at}.divisor`, resource, text),
    ),
  );
}

export function validateResourceFieldRef(selector: Given<ResourceFieldSelector>, at: string, inVolume: boolean): Errors {
  const { containerName, resource, divisor } = selector;
  const name = resource ?? '';
  const known = RESOURCES.includes(name) || /^(limits|requests)\.hugepages-/.test(name);
  const missing =
    inVolume && (containerName ?? '') === ''
      ? [required(`${at}.containerName`)]
      : name === ''
        ? [required(`${at}.resource`)]
        : when(!known, () => notSupported(`${at}.resource`, name, RESOURCES));
  return [...missing, ...validateDivisor(name, String(divisor ?? '0'), at)];
}
