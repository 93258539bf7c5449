/** ClusterTrustBundles. After ValidateClusterTrustBundle and -Update of pkg/apis/certificates/validation. */
import { X509Certificate } from 'node:crypto';
import type { KubeObject } from '../../../../api/objects';
import { pemBlocks } from '../../../../golang/pem';
import { invalidValue, tooLong } from '../../../../errors/field-error';
import type { RegistryContext } from '../../../generic/context';
import { immutable } from '../../../generic/validation/immutable';
import { complaints, type Errors } from '../../../generic/validation/checks';
import { givenFields } from '../../../generic/validation/given';
import { bundleName, validateSignerName } from '../signer-name';

interface Spec {
  readonly signerName?: string;
  readonly trustBundle?: string;
}

const MAX_BYTES = 1024 * 1024;
const AT = 'spec.trustBundle';

const specOf = (object: KubeObject): Spec => givenFields<Spec>(object['spec']);
const wrong = (why: string): Errors => [invalidValue(AT, '<value omitted>', why)];

/** Returns why a block of PEM is not an authority. */
function entryProblem(type: string, content: string, index: number): Errors {
  if (type !== 'CERTIFICATE') return wrong(`entry ${index} has bad block type: ${type}`);
  if (content.includes(':')) return wrong(`entry ${index} has PEM block headers`);
  try {
    const certificate = new X509Certificate(Buffer.from(content, 'base64'));
    return certificate.ca ? [] : wrong(`entry ${index} does not have the CA bit set`);
  } catch {
    return wrong(`entry ${index} does not parse as X.509`);
  }
}

function validateBundle(bundle: string): Errors {
  if (Buffer.byteLength(bundle) > MAX_BYTES) return [tooLong(AT, MAX_BYTES)];
  const blocks = pemBlocks(bundle).map(({ type, body }) => ({ type, content: body.trim() }));
  const problems = blocks.flatMap(({ type, content }, index) => entryProblem(type, content, index));
  if (problems.length > 0) return problems;
  if (blocks.length === 0) return wrong('at least one trust anchor must be provided');
  const contents = blocks.map(({ content }) => content.replace(/\s/g, ''));
  return [...new Set(contents)].flatMap((content) => {
    const indices = contents.flatMap((other, index) => (other === content ? [index] : []));
    return indices.length > 1 ? wrong(`duplicate trust anchor (indices [${indices.join(' ')}])`) : [];
  });
}

/** A bundle that an update leaves alone is not read again. */
function validate(object: KubeObject, { options: { version } }: RegistryContext, reads: boolean): Errors {
  const { signerName = '', trustBundle = '' } = specOf(object);
  const name = object.metadata.name ?? '';
  return [
    ...(name === '' ? [] : complaints(name, 'metadata.name', bundleName(name, signerName))),
    ...(signerName === '' ? [] : validateSignerName(signerName, 'spec.signerName', version)),
    ...(reads ? validateBundle(trustBundle) : []),
  ];
}

export const validateTrustBundle = (object: KubeObject, context: RegistryContext): Errors => validate(object, context, true);

export function validateTrustBundleUpdate(object: KubeObject, old: KubeObject, context: RegistryContext): Errors {
  const [after, before] = [specOf(object), specOf(old)];
  const { signerName = '' } = after;
  return [
    ...validate(object, context, (after.trustBundle ?? '') !== (before.trustBundle ?? '')),
    ...immutable(signerName, before.signerName ?? '', 'spec.signerName'),
  ];
}
