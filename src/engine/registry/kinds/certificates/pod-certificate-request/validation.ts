/** PodCertificateRequests. After ValidatePodCertificateRequestCreate and -Update of pkg/apis/certificates/validation. */
import type { KubeObject } from '../../../../api/objects';
import { dnsSubdomain } from '../../../../apimachinery/names';
import { encodeJson } from '../../../../golang/json';
import { GoPrinted, invalidValue, notSupported, required, tooLong, type FieldValue } from '../../../../errors/field-error';
import type { RegistryContext } from '../../../generic/context';
import { complaints, when, type Errors } from '../../../generic/validation/checks';
import { givenFields } from '../../../generic/validation/given';
import { certificateRequestOf } from '../certificate-signing-request/certificate-request';
import { longestSeconds, SHORTEST_SECONDS, validateSignerName, validateUserAnnotations } from '../signer-name';

interface Spec {
  readonly signerName?: string;
  readonly podName?: string;
  readonly podUID?: string;
  readonly serviceAccountName?: string;
  readonly serviceAccountUID?: string;
  readonly nodeName?: string;
  readonly nodeUID?: string;
  readonly maxExpirationSeconds?: number;
  readonly stubPKCS10Request?: string;
  readonly unverifiedUserAnnotations?: Readonly<Record<string, string>>;
}

const MAX_UID = 128;
const MAX_REQUEST = 10_240;

function uid(value: string, at: string): Errors {
  return [...when(value === '', () => invalidValue(at, '', 'must not be empty')), ...when(value.length > MAX_UID, () => tooLong(at, MAX_UID))];
}

/** What upstream shows of a value that it leaves out of the message. */
const OMITTED = new GoPrinted('');
const withoutValue = (at: string, why: string): Errors => [{ ...invalidValue(at, OMITTED), body: `Invalid value: ${why}` }];

function validateStub(stub: string): Errors {
  if (stub === '') return withoutValue('spec', 'exactly one of (stubPKCS10Request) or (pkixPublicKey, proofOfPossession) must be set');
  const at = 'spec.stubPKCS10Request';
  const bytes = Buffer.from(stub, 'base64');
  if (bytes.length > MAX_REQUEST) return [tooLong(at, MAX_REQUEST)];
  const pem = `-----BEGIN CERTIFICATE REQUEST-----\n${stub}\n-----END CERTIFICATE REQUEST-----\n`;
  return typeof certificateRequestOf(Buffer.from(pem).toString('base64')) === 'string' ? withoutValue(at, 'must be a valid PKCS#10 CSR') : [];
}

export function validatePodCertificateRequest(object: KubeObject, { options: { version } }: RegistryContext): Errors {
  const spec = givenFields<Spec>(object['spec']);
  const { signerName = '', podName = '', serviceAccountName = '', nodeName = '', maxExpirationSeconds: seconds } = spec;
  const longest = longestSeconds(signerName);
  return [
    ...validateSignerName(signerName, 'spec.signerName', version),
    ...validateUserAnnotations(spec.unverifiedUserAnnotations, 'spec.unverifiedUserAnnotations', version),
    ...complaints(podName, 'spec.podName', dnsSubdomain(podName)),
    ...uid(spec.podUID ?? '', 'spec.podUID'),
    ...complaints(serviceAccountName, 'spec.serviceAccountName', dnsSubdomain(serviceAccountName)),
    ...uid(spec.serviceAccountUID ?? '', 'spec.serviceAccountUID'),
    ...complaints(nodeName, 'spec.nodeName', dnsSubdomain(nodeName)),
    ...uid(spec.nodeUID ?? '', 'spec.nodeUID'),
    ...(seconds === undefined
      ? [required('spec.maxExpirationSeconds', 'must be set')]
      : [
          ...when(seconds < SHORTEST_SECONDS || seconds > longest, () =>
            invalidValue('spec.maxExpirationSeconds', seconds, `must be in the range [${SHORTEST_SECONDS}, ${longest}]`),
          ),
          ...validateStub(spec.stubPKCS10Request ?? ''),
        ]),
  ];
}

/** The internal type has no JSON names, and fields of older versions. */
function printedSpec(object: KubeObject): FieldValue {
  const spec = givenFields<Spec>(object['spec']);
  return {
    SignerName: spec.signerName ?? '',
    PodName: spec.podName ?? '',
    PodUID: spec.podUID ?? '',
    ServiceAccountName: spec.serviceAccountName ?? '',
    ServiceAccountUID: spec.serviceAccountUID ?? '',
    NodeName: spec.nodeName ?? '',
    NodeUID: spec.nodeUID ?? '',
    MaxExpirationSeconds: spec.maxExpirationSeconds ?? null,
    PKIXPublicKey: null,
    ProofOfPossession: null,
    StubPKCS10Request: spec.stubPKCS10Request ?? null,
    UnverifiedUserAnnotations: spec.unverifiedUserAnnotations ?? null,
  };
}

const OUTCOMES = ['Issued', 'Denied', 'Failed'];

interface Status {
  readonly conditions?: readonly { readonly type?: string; readonly status?: string }[];
}

/** A request has one outcome, and keeps it. */
export function validatePodCertificateStatus(object: KubeObject, old: KubeObject): Errors {
  const [after, before] = [object, old].map(({ status }) => (status ?? {}) as Status);
  const unknown = (after?.conditions ?? []).flatMap(({ type = '' }, index) =>
    OUTCOMES.includes(type) ? [] : [notSupported(`status.conditions.[${index}].type`, type, OUTCOMES)],
  );
  if (unknown.length > 0) return unknown;
  const isDone = (before?.conditions ?? []).some(({ type = '', status }) => OUTCOMES.includes(type) && status === 'True');
  const isSame = encodeJson(object['status'] ?? {}) === encodeJson(old['status'] ?? {});
  return isDone && !isSame ? withoutValue('status', 'immutable after PodCertificateRequest is issued, denied, or failed') : [];
}

/** What was asked stays as it is. */
export const validatePodCertificateRequestUpdate = (object: KubeObject, old: KubeObject): Errors =>
  when(encodeJson(object['spec'] ?? {}) !== encodeJson(old['spec'] ?? {}), () => invalidValue('spec', printedSpec(object), 'field is immutable'));
