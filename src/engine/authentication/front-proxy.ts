/**
 * A proxy in front of the server that says in headers who is behind it. It is believed if an authority of
 * --requestheader-client-ca-file has signed its certificate and --requestheader-allowed-names, if there are any, have its name.
 * Without a user in the headers it does not count as a proxy, and its certificate is looked at like any other.
 * After k8s.io/apiserver/pkg/authentication/request/headerrequest/requestheader.go and x509.NewDynamicCAVerifier.
 */
import type { RequestHeaderOptions } from '../api/options';
import { headerOf, headerValues, type Authenticator, type Credentials } from './authenticator';
import type { CertificateAuthority } from './certificate-authority';
import { commonName } from './certificate-subject';
import { extraHeaders } from './extra-headers';

const firstOf = (credentials: Credentials, names: readonly string[]): string =>
  names.map((name) => headerOf(credentials, name.toLowerCase())).find((value) => value !== '') ?? '';

const allOf = (credentials: Credentials, names: readonly string[]): readonly string[] =>
  names.flatMap((name) => headerValues(credentials, name.toLowerCase())).filter((value) => value !== '');

export const frontProxy = (authority: CertificateAuthority, options: RequestHeaderOptions): Authenticator => ({
  name: 'front proxy',
  authenticate(credentials) {
    const certificate = authority.verify(credentials.peerCertificates);
    if (certificate === undefined) return undefined;
    const { allowedNames, usernameHeaders, uidHeaders, groupHeaders, extraHeadersPrefix } = options;
    const proxy = commonName(certificate);
    if (allowedNames.length > 0 && !allowedNames.includes(proxy)) throw new Error(`x509: subject with cn=${proxy} is not in the allowed list`);
    const name = firstOf(credentials, usernameHeaders);
    if (name === '') return undefined;
    const extra = extraHeaders(credentials, extraHeadersPrefix);
    return { user: { name, uid: firstOf(credentials, uidHeaders), groups: allOf(credentials, groupHeaders), extra } };
  },
});
