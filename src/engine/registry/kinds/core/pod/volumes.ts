/** The volumes of a pod. After ValidateVolumes and validateVolumeSource of pkg/apis/core/validation. */
import type { Turns } from '../../../../golang/turns';
import { own } from '../../../../golang/map';
import type { LabelSelector } from 'kubernetes-types/meta/v1';
import type { DownwardAPIVolumeFile, KeyToPath, PersistentVolumeClaimTemplate } from 'kubernetes-types/core/v1';
import { dnsSubdomain } from '../../../../apimachinery/names';
import { duplicate, forbiddenField, invalidValue, notSupported, required } from '../../../../errors/field-error';
import type { Version } from '../../../../versions';
import { bundleName, longestSeconds, SHORTEST_SECONDS, validateSignerName, validateUserAnnotations } from '../../certificates/signer-name';
import { validateAnnotations, validateLabels } from '../../../generic/metadata/validation';
import { validateLabelSelector } from '../../../generic/validation/label-selector-validation';
import { complaints, each, eachInTurns, isEmpty, label, localNonReservedPath, optional, present, when, type Errors } from '../../../generic/validation/checks';
import type { Given } from '../../../generic/validation/given';
import { isNegative } from '../../../generic/validation/quantities';
import { validateClaimSpec } from '../persistent-volume-claim/validation';
import { inner, listOf, number, SOURCES, text, validateDriverName, type Source, type ValidateSource } from '../volume-sources';
import { downwardApi, filesOf, mode, user, validateFile, validateItem } from './volume-files';

const TEN_MINUTES = 600;

function validateToken(token: Source, at: string, projected: string): Errors {
  const seconds = number(token, 'expirationSeconds');
  const path = text(token, 'path');
  return [
    ...when(seconds < TEN_MINUTES, () => invalidValue(`${at}.expirationSeconds`, seconds, 'may not specify a duration less than 10 minutes')),
    ...when(seconds > 2 ** 32, () => invalidValue(`${at}.expirationSeconds`, seconds, 'may not specify a duration larger than 2^32 seconds')),
    ...(path === '' ? [required(`${projected}.path`)] : localNonReservedPath(path, `${projected}.path`)),
    ...user(token['user'], `${at}.user`),
  ];
}

type Conflicts = (path: string, shown: string) => Errors;

function validateTrustSource(bundle: Source, at: string, conflicts: Conflicts, version: Version): Errors {
  const {
    name,
    signerName: signer,
    labelSelector,
  } = bundle as { readonly name?: string; readonly signerName?: string; readonly labelSelector?: LabelSelector };
  const path = text(bundle, 'path');
  const named = (given: string): Errors => [
    ...when(given === '', () => required(`${at}.name`, 'must be a valid object name')),
    ...complaints(
      given,
      `${at}.name`,
      bundleName(given, given.includes(':') ? given.slice(0, given.lastIndexOf(':')).replace(':', '/') : '').map(
        (why) => `not a valid clustertrustbundlename: ${why}`,
      ),
    ),
    ...optional(labelSelector, (selector) => [invalidValue(`${at}.labelSelector`, selector, 'labelSelector must be unset if name is specified')]),
  ];
  const signed = (given: string): Errors => [
    ...when(given === '', () => required(`${at}.signerName`, 'must be a valid signer name')),
    ...validateSignerName(given, `${at}.signerName`, version),
    ...optional(labelSelector, (selector) => validateLabelSelector(selector, `${at}.labelSelector`, version)),
  ];
  const shown = {
    Name: name ?? null,
    SignerName: signer ?? null,
    LabelSelector: labelSelector ?? null,
    Optional: bundle['optional'] ?? null,
    Path: path,
    User: null,
  };
  const found =
    name !== undefined && signer !== undefined
      ? [invalidValue(at, shown, 'only one of name and signerName may be used')]
      : name !== undefined
        ? named(name)
        : signer !== undefined
          ? signed(signer)
          : [required(at, 'either name or signerName must be specified')];
  return [
    ...found,
    ...when(path === '', () => required(`${at}.path`)),
    ...localNonReservedPath(path, `${at}.path`),
    ...conflicts(path, path),
    ...user(bundle['user'], `${at}.user`),
  ];
}

const KEY_TYPES = ['RSA3072', 'RSA4096', 'ECDSAP256', 'ECDSAP384', 'ECDSAP521', 'ED25519'];
const CERTIFICATE_PATHS = ['credentialBundlePath', 'keyPath', 'certificateChainPath'];

function validateCertificateSource(certificate: Source, at: string, conflicts: Conflicts, version: Version): Errors {
  const signer = text(certificate, 'signerName');
  const seconds = certificate['maxExpirationSeconds'] as number | undefined;
  const place = `${at}.maxExpirationSeconds`;
  const paths = CERTIFICATE_PATHS.filter((field) => text(certificate, field) !== '');
  return [
    ...validateSignerName(signer, `${at}.signerName`, version),
    ...validateUserAnnotations(certificate['userAnnotations'] as Readonly<Record<string, string>> | undefined, `${at}.userAnnotations`, version),
    ...when(!KEY_TYPES.includes(text(certificate, 'keyType')), () => notSupported(`${at}.keyType`, text(certificate, 'keyType'), KEY_TYPES)),
    ...optional(seconds, (given) => [
      ...when(given < SHORTEST_SECONDS, () => invalidValue(place, given, `if provided, maxExpirationSeconds must be >= ${SHORTEST_SECONDS}`)),
      ...when(given > longestSeconds(signer), () => invalidValue(place, given, `if provided, maxExpirationSeconds must be <= ${longestSeconds(signer)}`)),
    ]),
    ...paths.flatMap((field) => [
      ...localNonReservedPath(text(certificate, field), `${at}.${field}`),
      ...conflicts(text(certificate, field), text(certificate, field)),
    ]),
    ...when(paths.length === 0, () => required(at, `specify at least one of ${CERTIFICATE_PATHS.slice(0, 2).join(', ')}, and ${CERTIFICATE_PATHS[2] ?? ''}`)),
    ...user(certificate['user'], `${at}.user`),
  ];
}

/** Sources of one volume may not write the same file. */
function validateProjection(source: Source, at: string, projected: string, paths: Set<string>, version: Version): Errors {
  const conflicts = (path: string, shown: string): Errors => {
    const taken = path !== '' && paths.has(path);
    paths.add(path);
    return when(taken, () => invalidValue(projected, shown, 'conflicting duplicate paths'));
  };
  const keys = (kind: 'secret' | 'configMap'): Errors =>
    optional(inner(source, kind), (given) => [
      ...present(given['name'], `${at}.${kind}.name`),
      ...each(listOf<Given<KeyToPath>>(given, 'items'), `${at}.${kind}.items`, (item, place) => [
        ...validateItem(item, place),
        ...conflicts(item.path ?? '', text(given, 'name')),
      ]),
    ]);
  const kinds = ['secret', 'configMap', 'downwardAPI', 'serviceAccountToken', 'clusterTrustBundle', 'podCertificate'].filter(
    (kind) => inner(source, kind) !== undefined,
  );
  return [
    ...keys('secret'),
    ...keys('configMap'),
    ...optional(inner(source, 'downwardAPI'), (given) =>
      listOf<Given<DownwardAPIVolumeFile>>(given, 'items').flatMap((file) => [
        ...validateFile(file, `${at}.downwardAPI`, version),
        ...conflicts(file.path ?? '', file.path ?? ''),
      ]),
    ),
    ...optional(inner(source, 'serviceAccountToken'), (token) => validateToken(token, `${at}.serviceAccountToken`, projected)),
    ...optional(inner(source, 'clusterTrustBundle'), (bundle) => validateTrustSource(bundle, `${at}.clusterTrustBundle`, conflicts, version)),
    ...optional(inner(source, 'podCertificate'), (certificate) => validateCertificateSource(certificate, `${at}.podCertificate`, conflicts, version)),
    ...(kinds.length > 1 ? [forbiddenField(at, 'may not specify more than 1 volume type')] : []),
  ];
}

const projected: ValidateSource = (source, at, version) => {
  const paths = new Set<string>();
  return [
    ...mode(source['defaultMode'], `${at}.defaultMode`),
    ...user(source['defaultUser'], `${at}.defaultUser`),
    ...each(listOf<Source>(source, 'sources'), `${at}.sources`, (item, place) => validateProjection(item, place, at, paths, version)),
  ];
};

const csi: ValidateSource = (source, at, version) => [
  ...validateDriverName(text(source, 'driver'), `${at}.driver`, version),
  ...optional(inner(source, 'nodePublishSecretRef'), (secret) =>
    text(secret, 'name') === ''
      ? [required(`${at}.nodePublishSecretRef.name`)]
      : version.has('secretNamesOfDriversChecked')
        ? complaints(text(secret, 'name'), `${at}.name`, dnsSubdomain(text(secret, 'name')))
        : [],
  ),
];

const ephemeral: ValidateSource = (source, at, version) => {
  const template = inner(source, 'volumeClaimTemplate') as Given<PersistentVolumeClaimTemplate> | undefined;
  if (template === undefined) return [required(`${at}.volumeClaimTemplate`)];
  const place = `${at}.volumeClaimTemplate`;
  const metadata = (template.metadata ?? {}) as { readonly annotations?: Readonly<Record<string, string>>; readonly labels?: Readonly<Record<string, string>> };
  return [
    ...validateAnnotations(metadata.annotations, `${place}.metadata.annotations`, version),
    ...validateLabels(metadata.labels, `${place}.metadata.labels`, version),
    ...validateClaimSpec(template.spec ?? {}, `${place}.spec`, version),
  ];
};

const emptyDir: ValidateSource = (source, at) => [
  ...optional(source['sizeLimit'], (limit) =>
    when(isNegative(String(limit)), () => forbiddenField(`${at}.sizeLimit`, 'SizeLimit field must be a valid resource quantity')),
  ),
  ...optional(source['mode'] as number | undefined, (given) =>
    when(given < 0 || given > 0o1777, () => invalidValue(`${at}.mode`, given, 'must be a number between 0 and 01777 (octal), both inclusive')),
  ),
];

/** In the order in which they are looked at: all but the first are refused. */
const KINDS: Readonly<Record<string, ValidateSource>> = {
  emptyDir,
  hostPath: SOURCES['hostPath'] ?? emptyDir,
  gitRepo: (source, at) => present(source['repository'], `${at}.repository`),
  gcePersistentDisk: SOURCES['gcePersistentDisk'] ?? emptyDir,
  awsElasticBlockStore: SOURCES['awsElasticBlockStore'] ?? emptyDir,
  secret: filesOf('secretName'),
  persistentVolumeClaim: (source, at) => present(source['claimName'], `${at}.claimName`),
  ...SOURCES,
  downwardAPI: downwardApi,
  configMap: filesOf('name'),
  projected,
  csi,
  ephemeral,
};
const PLACES: Readonly<Record<string, string>> = { gcePersistentDisk: 'persistentDisk' };

function validateSource(volume: Source, at: string, version: Version): Errors {
  const given = Object.keys(volume).filter((field) => field !== 'name' && (own(volume, field) ?? undefined) !== undefined);
  const known = Object.keys(KINDS).filter((kind) => given.includes(kind));
  const [first] = known;
  if (first === undefined) return given.length > 0 ? [] : [required(at, 'must specify a volume type')];
  return known.flatMap((kind) =>
    kind === first
      ? (own(KINDS, kind) ?? emptyDir)(inner(volume, kind) ?? {}, `${at}.${own(PLACES, kind) ?? kind}`, version)
      : [forbiddenField(`${at}.${kind}`, 'may not specify more than 1 volume type')],
  );
}

function claimName(pod: string, volume: Source, at: string): Errors {
  if (pod === '' || text(volume, 'name') === '' || inner(volume, 'ephemeral') === undefined) return [];
  const name = `${pod}-${text(volume, 'name')}`;
  return dnsSubdomain(name).map((complaint) => invalidValue(`${at}.name`, text(volume, 'name'), `PVC name ${JSON.stringify(name)}: ${complaint}`));
}

export interface ValidatedVolumes {
  readonly errors: Errors;
  /** The volumes that may be mounted, by name. */
  readonly good: ReadonlyMap<string, Source>;
}

/** `pod` is the name of the pod, '' in a template. */
export function* validateVolumes(volumes: readonly Source[] | null | undefined, at: string, pod: string, version: Version): Turns<ValidatedVolumes> {
  const good = new Map<string, Source>();
  const errors = yield* eachInTurns(volumes, at, (volume, place) => {
    const name = text(volume, 'name');
    const found = [
      ...validateSource(volume, place, version),
      ...claimName(pod, volume, place),
      ...(isEmpty(name) ? [required(`${place}.name`)] : label(name, `${place}.name`, version)),
      ...when(good.has(name), () => duplicate(`${place}.name`, name)),
    ];
    if (found.length === 0) good.set(name, volume);
    return found;
  });
  return { errors, good };
}
