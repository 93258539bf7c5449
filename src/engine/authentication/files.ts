/**
 * What authentication reads from files, once for each set of options, because a fork of a server has the same. What is wrong with
 * a file keeps the server from starting; the order decides which of several is reported.
 * After ToAuthenticationConfig of k8s.io/kubernetes/pkg/kubeapiserver/options/authentication.go.
 */
import type { ServerOptions } from '../api/options';
import type { Version } from '../versions';
import type { Call } from '../webhook/call';
import type { Authenticator, TokenAuthenticator } from './authenticator';
import { certificateAuthority, certificatesIn, type CertificateAuthority } from './certificate-authority';
import { clientCertificate } from './client-certificate';
import { frontProxy } from './front-proxy';
import { jwtAuthentication, type JwtAuthentication } from './oidc/jwt-authentication';
import { serviceAccountKeysOf, type VerificationKey } from './service-account/keys';
import { tokenFile } from './token-file';
import { tokenWebhookCall } from './token-webhook';
import { rulesOf } from './x509/rules';

export interface AuthenticationFiles {
  readonly clientCertificate?: Authenticator;
  readonly jwt: JwtAuthentication;
  readonly frontProxy?: Authenticator;
  readonly serviceAccountKeys: readonly VerificationKey[];
  readonly tokenFile?: TokenAuthenticator;
  readonly tokenWebhook?: Call;
}

function authorityIn(file: string, name: string, version: Version): CertificateAuthority {
  const rules = rulesOf(version);
  return certificateAuthority(certificatesIn(file, name, rules), rules);
}

function read(options: ServerOptions): AuthenticationFiles {
  const { clientCaFile, requestHeader, tokenAuthFile, tokenWebhook, version } = options;
  return {
    ...(clientCaFile !== undefined && { clientCertificate: clientCertificate(authorityIn(clientCaFile, 'client-ca-bundle', version), version) }),
    jwt: jwtAuthentication(options),
    ...(requestHeader.clientCaFile !== undefined && {
      frontProxy: frontProxy(authorityIn(requestHeader.clientCaFile, 'request-header', version), requestHeader),
    }),
    serviceAccountKeys: serviceAccountKeysOf(options).verification,
    ...(tokenAuthFile !== undefined && { tokenFile: tokenFile(tokenAuthFile) }),
    ...(tokenWebhook.configFile !== undefined && { tokenWebhook: tokenWebhookCall(tokenWebhook, version) }),
  };
}

const known = new WeakMap<ServerOptions, AuthenticationFiles>();

export function authenticationFiles(options: ServerOptions): AuthenticationFiles {
  const files = known.get(options) ?? read(options);
  known.set(options, files);
  return files;
}
