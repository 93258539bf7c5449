/**
 * The --oidc-* flags as the authenticator that they stand for. Without a prefix user names begin with the issuer, so that no
 * issuer can name the users of another; an email address is unique as it is, and `-` means no prefix at all.
 * After ToAuthenticationConfig of k8s.io/kubernetes/pkg/kubeapiserver/options/authentication.go.
 */
import type { OidcOptions } from '../../api/options';
import { readFileBytes } from '../../golang/files';
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
