/**
 * A client certificate that an authority of --client-ca-file has signed: the common name is the user, the organizations are the
 * groups. After CommonNameUserConversion of k8s.io/apiserver/pkg/authentication/request/x509/x509.go.
 */
import { createHash } from 'node:crypto';
import type { Identity } from '../api/identity';
import type { Version } from '../versions';
import type { Authenticator } from './authenticator';
import type { CertificateAuthority } from './certificate-authority';
import { commonName, ORGANIZATION, subjectValues } from './certificate-subject';
import type { Certificate } from './x509/certificate';

const UID_ATTRIBUTE = '1.3.6.1.4.1.57683.2';
const CREDENTIAL_ID = 'authentication.kubernetes.io/credential-id';

function identityOf(certificate: Certificate, version: Version): Identity | undefined {
  const name = commonName(certificate);
  if (name === '') return undefined;
  const uids = version.has('certificateUid') ? subjectValues(certificate, UID_ATTRIBUTE) : [];
  if (uids.length > 1) throw new Error(`expected 1 UID, but found multiple: [${uids.join(' ')}]`);
  if (uids[0] === '') throw new Error('UID cannot be an empty string');
  const hash = createHash('sha256').update(certificate.raw).digest('hex');
  return {
    name,
    uid: uids[0] ?? '',
    groups: subjectValues(certificate, ORGANIZATION),
    extra: version.has('certificateCredentialId') ? { [CREDENTIAL_ID]: [`X509SHA256=${hash}`] } : {},
  };
}

export function clientCertificate(authority: CertificateAuthority, version: Version): Authenticator {
  const known = new WeakMap<Certificate, Identity>();
  return {
    name: 'client certificate',
    authenticate({ peerCertificates }) {
      const certificate = authority.verify(peerCertificates);
      const user = certificate && (known.get(certificate) ?? identityOf(certificate, version));
      if (certificate === undefined || user === undefined) return undefined;
      known.set(certificate, user);
      return { user };
    },
  };
}
