/**
 * The --oidc-* flags as the authenticator that they stand for. Without a prefix user names begin with the issuer, so that no
 * issuer can name the users of another; an email address is unique as it is, and `-` means no prefix at all.
 * After ToAuthenticationConfig of k8s.io/kubernetes/pkg/kubeapiserver/options/authentication.go.
 */
import type { OidcOptions } from '../../api/options';
import { readFileBytes } from '../../golang/files';
import { quote } from '../../golang/quote';
import { parseUrl } from '../../golang/url';
import { certificatesIn } from './certificates';
import type { JwtAuthenticatorConfiguration } from './types';

function usernamePrefix({ issuerUrl, usernameClaim, usernamePrefix: prefix }: OidcOptions): string {
  if (prefix === '-') return '';
  return prefix === '' && usernameClaim !== 'email' ? `${issuerUrl}#` : prefix;
}

export function authenticatorOfFlags(oidc: OidcOptions): JwtAuthenticatorConfiguration {
  const { issuerUrl, clientId, caFile, usernameClaim, groupsClaim, groupsPrefix, requiredClaims } = oidc;
  return {
    issuer: {
      url: issuerUrl,
      discoveryURL: null,
      certificateAuthority: caFile === undefined ? '' : readFileBytes(caFile).toString(),
      audiences: [clientId],
      audienceMatchPolicy: '',
      egressSelectorType: '',
    },
    claimMappings: {
      username: { claim: usernameClaim, prefix: usernamePrefix(oidc), expression: '' },
      groups: groupsClaim === '' ? { claim: '', prefix: null, expression: '' } : { claim: groupsClaim, prefix: groupsPrefix, expression: '' },
      uid: { claim: '', expression: '' },
      extra: null,
    },
    claimValidationRules: Object.entries(requiredClaims).map(([claim, requiredValue]) => ({ claim, requiredValue, expression: '', message: '' })),
    userValidationRules: null,
  };
}

/** What older versions, which have only flags, say of them. After k8s.io/apiserver/plugin/pkg/authenticator/token/oidc/oidc.go of 1.20. */
export function checkLegacyFlags({ issuerUrl, usernameClaim, caFile }: OidcOptions): void {
  const { scheme } = parseUrl(issuerUrl);
  if (scheme !== 'https') throw new Error(`'oidc-issuer-url' (${quote(issuerUrl)}) has invalid scheme (${quote(scheme)}), require 'https'`);
  if (usernameClaim === '') throw new Error('no username claim provided');
  if (caFile === undefined) return;
  try {
    certificatesIn(readFileBytes(caFile).toString());
  } catch (error) {
    throw new Error(`Failed to read the CA file: ${(error as Error).message}`, { cause: error });
  }
}
