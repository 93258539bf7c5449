/**
 * What is wrong with a CertificateSigningRequest that is made.
 * After ValidateCertificateSigningRequestCreate of k8s.io/kubernetes/pkg/apis/certificates/validation.
 */
import { validateSignerName } from '../signer-name';
import type { KubeObject } from '../../../../api/objects';
import type { Turns } from '../../../../golang/turns';
import { duplicate, GoPrinted, invalidValue, notSupported, required, type FieldError, type FieldValue } from '../../../../errors/field-error';
import type { Version } from '../../../../versions';
import type { RegistryContext } from '../../../generic/context';
import { givenFields } from '../../../generic/validation/given';
import { certificateRequestOf } from './certificate-request';

interface Spec {
  readonly request?: string;
  readonly signerName?: string;
  readonly usages?: readonly string[] | null;
  readonly expirationSeconds?: number;
}

const SHORTEST_SECONDS = 600;
const USAGES: readonly string[] = [
  'any',
  'cert sign',
  'client auth',
  'code signing',
  'content commitment',
  'crl sign',
  'data encipherment',
  'decipher only',
  'digital signature',
  'email protection',
  'encipher only',
  'ipsec end system',
  'ipsec tunnel',
  'ipsec user',
  'key agreement',
  'key encipherment',
  'microsoft sgc',
  'netscape sgc',
  'ocsp signing',
  's/mime',
  'server auth',
  'signing',
  'timestamping',
];

const HEXADECIMAL: readonly string[] = Array.from({ length: 256 }, (_, byte) => `0x${byte.toString(16)}`);
/** So many bytes are printed in one go. */
const PIECE = 1 << 14;

/** Bytes, as Go prints them with %#v in older versions. */
function* printedBytes(base64: string, version: Version): Turns<FieldValue> {
  if (version.has('jsonFieldErrors')) return base64 === '' ? null : base64;
  if (base64 === '') return new GoPrinted('[]byte(nil)');
  const bytes = Buffer.from(base64, 'base64');
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += PIECE) {
    pieces.push(Array.from(bytes.subarray(at, at + PIECE), (byte) => HEXADECIMAL[byte]).join(', '));
    yield;
  }
  return new GoPrinted(`[]byte{${pieces.join(', ')}}`);
}

function* validateRequest(request: string, version: Version): Turns<readonly FieldError[]> {
  const asked = certificateRequestOf(request);
  yield;
  return typeof asked === 'string' ? [invalidValue('spec.request', yield* printedBytes(request, version), asked)] : [];
}

const validateUsages = (usages: readonly string[], version: Version): readonly FieldError[] => [
  ...(usages.length === 0 ? [required('spec.usages', version.has('commonValidationWords') ? '' : 'usages must be provided')] : []),
  ...usages.flatMap((usage, index) => (USAGES.includes(usage) ? [] : [notSupported(`spec.usages[${index}]`, usage, USAGES)])),
  ...usages.flatMap((usage, index) => (usages.indexOf(usage) < index ? [duplicate(`spec.usages[${index}]`, usage)] : [])),
];

function validateSigner(name: string, version: Version): readonly FieldError[] {
  if (name === '') return [required('spec.signerName', version.has('commonValidationWords') ? '' : 'signerName must be provided')];
  if (name === 'kubernetes.io/legacy-unknown') return [invalidValue('spec.signerName', name, 'the legacy signerName is not allowed via this API version')];
  return validateSignerName(name, 'spec.signerName', version);
}

export function* validateSigningRequest(object: KubeObject, { options }: RegistryContext): Turns<readonly FieldError[]> {
  const { request = '', signerName = '', usages, expirationSeconds } = givenFields<Spec>(object['spec']);
  return [
    ...(yield* validateRequest(request, options.version)),
    ...validateUsages(usages ?? [], options.version),
    ...validateSigner(signerName, options.version),
    ...(expirationSeconds !== undefined && expirationSeconds < SHORTEST_SECONDS
      ? [invalidValue('spec.expirationSeconds', expirationSeconds, 'may not specify a duration less than 600 seconds (10 minutes)')]
      : []),
  ];
}
