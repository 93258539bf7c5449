/**
 * What a volume is, for pods and for PersistentVolumes alike: which texts a source needs and what they have to be.
 * After the validate*VolumeSource functions of pkg/apis/core/validation.
 */
import { own } from '../../../golang/map';
import { dnsSubdomain } from '../../../apimachinery/names';
import { invalidValue, notSupported, required } from '../../../errors/field-error';
import type { Version } from '../../../versions';
import { tooLongField } from '../../generic/metadata/validation';
import { absolutePath, complaints, inRange, noBacksteps, optional, optionalOneOf, present, when, type Errors } from '../../generic/validation/checks';

/** The fields of a source, whose types the decoder has made sure of. */
export type Source = Readonly<Record<string, unknown>>;
export type ValidateSource = (source: Source, at: string, version: Version) => Errors;

const stringOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const numberOf = (value: unknown): number => (typeof value === 'number' ? value : 0);

export const text = (source: Source, field: string): string => stringOf(own(source, field));
export const number = (source: Source, field: string): number => numberOf(own(source, field));
export const inner = (source: Source, field: string): Source | undefined => (own(source, field) ?? undefined) as Source | undefined;
export const listOf = <T>(source: Source, field: string): readonly T[] => (own(source, field) ?? []) as readonly T[];

/** Fields that may not be left out. */
const needs =
  (...fields: readonly string[]): ValidateSource =>
  (source, at) =>
    fields.flatMap((field) => present(own(source, field), `${at}.${field}`));

const PARTITION = 'must be between 1 and 255, inclusive';
/** A disk by a name, and which part of it. */
const disk =
  (field: string): ValidateSource =>
  (source, at) => [
    ...present(own(source, field), `${at}.${field}`),
    ...when(number(source, 'partition') < 0 || number(source, 'partition') > 255, () =>
      invalidValue(`${at}.partition`, number(source, 'partition'), PARTITION),
    ),
  ];

const HOST_PATH_TYPES = ['', 'BlockDevice', 'CharDevice', 'Directory', 'DirectoryOrCreate', 'File', 'FileOrCreate', 'Socket'];
const hostPath: ValidateSource = (source, at) => {
  const [path, type] = [text(source, 'path'), text(source, 'type')];
  if (path === '') return [required(`${at}.path`)];
  return [...noBacksteps(path, `${at}.path`), ...when(!HOST_PATH_TYPES.includes(type), () => notSupported(`${at}.type`, type, HOST_PATH_TYPES))];
};

const nfs: ValidateSource = (source, at) => [...needs('server', 'path')(source, at, undefined as never), ...absolutePath(text(source, 'path'), `${at}.path`)];

const QUALIFIERS = [
  ['iqn', /^iqn\.\d{4}-\d{2}\.[a-z0-9][-.a-z0-9]*(:[^,;*&$|\s]+)?$/i],
  ['eui', /^eui\.[0-9a-f]{16}$/i],
  ['naa', /^naa\.[0-9a-f]{32}$/i],
] as const;

function iqn(value: string, at: string, unknown: string): Errors {
  const known = QUALIFIERS.find(([prefix]) => value.startsWith(prefix));
  if (known === undefined) return [invalidValue(at, value, unknown)];
  return when(!known[1].test(value), () => invalidValue(at, value, 'must be valid format'));
}

const iscsi =
  (unknown: string): ValidateSource =>
  (source, at) => {
    const chap = source['chapAuthDiscovery'] === true || source['chapAuthSession'] === true;
    return [
      ...present(source['targetPortal'], `${at}.targetPortal`),
      ...(text(source, 'iqn') === '' ? [required(`${at}.iqn`)] : iqn(text(source, 'iqn'), `${at}.iqn`, unknown)),
      ...inRange(number(source, 'lun'), `${at}.lun`, 0, 255),
      ...when(chap && inner(source, 'secretRef') === undefined, () => required(`${at}.secretRef`)),
      ...optional(source['initiatorName'], (initiator) => iqn(String(initiator), `${at}.initiatorname`, unknown)),
    ];
  };

const fc: ValidateSource = (source, at) => {
  const [names, ids] = [listOf<string>(source, 'targetWWNs'), listOf<string>(source, 'wwids')];
  const lun = source['lun'];
  return [
    ...when(names.length + ids.length === 0, () => required(`${at}.targetWWNs`, 'must specify either targetWWNs or wwids, but not both')),
    ...when(names.length > 0 && ids.length > 0, () => invalidValue(`${at}.targetWWNs`, names, 'targetWWNs and wwids can not be specified simultaneously')),
    ...(names.length === 0
      ? []
      : typeof lun === 'number'
        ? inRange(lun, `${at}.lun`, 0, 255)
        : [required(`${at}.lun`, 'lun is required if targetWWNs is specified')]),
  ];
};

export function validateDriverName(name: string, at: string, version: Version): Errors {
  if (name === '') return [required(at)];
  return [...when(name.length > 63, () => tooLongField(at, 63, version)), ...complaints(name, at, dnsSubdomain(name.toLowerCase()))];
}

const flocker: ValidateSource = (source, at) => {
  const [name, uuid] = [text(source, 'datasetName'), text(source, 'datasetUUID')];
  return [
    ...when(name === '' && uuid === '', () => required(at, 'one of datasetName and datasetUUID is required')),
    ...when(name !== '' && uuid !== '', () => invalidValue(at, 'resource', 'datasetName and datasetUUID can not be specified simultaneously')),
    ...when(name.includes('/'), () => invalidValue(`${at}.datasetName`, name, "must not contain '/'")),
  ];
};

const REGISTRY = 'must be a host:port pair or multiple pairs separated by commas';
const quobyte: ValidateSource = (source, at) => {
  const registry = text(source, 'registry');
  const pairs = registry
    .split(',')
    .flatMap((pair) => when(!/^([^:[\]]*|\[[^\]]*\]):[^:]*$/.test(pair), () => invalidValue(`${at}.registry`, registry, REGISTRY)));
  return [...(registry === '' ? [required(`${at}.registry`, REGISTRY)] : pairs), ...present(source['volume'], `${at}.volume`)];
};

const MANAGED_DISK = '/subscriptions/{sub-id}/resourcegroups/{group-name}/providers/microsoft.compute/disks/{disk-id}';
const BLOB_DISK = 'https://{account-name}.blob.core.windows.net/{container-name}/{disk-name}.vhd';
/** The kind of a disk says how it is named. */
const azureDisk: ValidateSource = (source, at) => {
  const [uri, kind] = [text(source, 'diskURI'), source['kind'] as string | undefined];
  const [beginning, supported] = kind === 'Managed' ? ['/subscriptions/', MANAGED_DISK] : ['https://', BLOB_DISK];
  return [
    ...present(source['diskName'], `${at}.diskName`),
    ...present(uri, `${at}.diskURI`),
    ...optionalOneOf(source['cachingMode'] as string | undefined, `${at}.cachingMode`, ['None', 'ReadOnly', 'ReadWrite']),
    ...optionalOneOf(kind, `${at}.kind`, ['Dedicated', 'Managed', 'Shared']),
    ...optional(kind, () => when(!uri.startsWith(beginning), () => notSupported(`${at}.diskURI`, uri, [supported]))),
  ];
};

/** The sources that pods and PersistentVolumes share, keyed by field. */
export const SOURCES: Readonly<Record<string, ValidateSource>> = {
  hostPath,
  gcePersistentDisk: disk('pdName'),
  awsElasticBlockStore: disk('volumeID'),
  glusterfs: needs('endpoints', 'path'),
  flocker,
  nfs,
  rbd: needs('monitors', 'image'),
  quobyte,
  cephfs: needs('monitors'),
  iscsi: iscsi('must be valid format starting with iqn, eui, or naa'),
  cinder: needs('volumeID'),
  fc,
  flexVolume: needs('driver'),
  azureFile: needs('secretName', 'shareName'),
  vsphereVolume: needs('volumePath'),
  photonPersistentDisk: needs('pdID'),
  portworxVolume: needs('volumeID'),
  azureDisk,
  scaleIO: needs('gateway', 'system', 'volumeName'),
  storageos: needs('volumeName'),
};
export const persistentIscsi = iscsi('must be valid format');
