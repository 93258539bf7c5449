/**
 * The Go types of AuthenticationConfiguration, which the catalogue of served types does not have.
 * After k8s.io/apiserver/pkg/apis/apiserver/v1/types.go.
 */
import { TypeTable } from '../../catalog/types';

export const AUTHENTICATION_TYPES = new TypeTable({
  'meta/v1.TypeMeta': { kind: 'Kind string omitempty', apiVersion: 'APIVersion string omitempty' },
  'apiserver/v1.AuthenticationConfiguration': {
    '+TypeMeta': 'meta/v1.TypeMeta',
    jwt: 'JWT []apiserver/v1.JWTAuthenticator',
    anonymous: 'Anonymous *apiserver/v1.AnonymousAuthConfig omitempty',
  },
  'apiserver/v1.AnonymousAuthConfig': { enabled: 'Enabled bool', conditions: 'Conditions []apiserver/v1.AnonymousAuthCondition omitempty' },
  'apiserver/v1.AnonymousAuthCondition': { path: 'Path string' },
  'apiserver/v1.JWTAuthenticator': {
    issuer: 'Issuer apiserver/v1.Issuer',
    claimValidationRules: 'ClaimValidationRules []apiserver/v1.ClaimValidationRule',
    claimMappings: 'ClaimMappings apiserver/v1.ClaimMappings',
    userValidationRules: 'UserValidationRules []apiserver/v1.UserValidationRule',
  },
  'apiserver/v1.Issuer': {
    url: 'URL string',
    discoveryURL: 'DiscoveryURL *string',
    certificateAuthority: 'CertificateAuthority string',
    audiences: 'Audiences []string',
    audienceMatchPolicy: 'AudienceMatchPolicy apiserver/v1.AudienceMatchPolicyType',
    egressSelectorType: 'EgressSelectorType apiserver/v1.EgressSelectorType',
  },
  'apiserver/v1.AudienceMatchPolicyType': 'string',
  'apiserver/v1.EgressSelectorType': 'string',
  'apiserver/v1.ClaimValidationRule': {
    claim: 'Claim string',
    requiredValue: 'RequiredValue string',
    expression: 'Expression string',
    message: 'Message string',
  },
  'apiserver/v1.ClaimMappings': {
    username: 'Username apiserver/v1.PrefixedClaimOrExpression',
    groups: 'Groups apiserver/v1.PrefixedClaimOrExpression',
    uid: 'UID apiserver/v1.ClaimOrExpression',
    extra: 'Extra []apiserver/v1.ExtraMapping',
  },
  'apiserver/v1.PrefixedClaimOrExpression': { claim: 'Claim string', prefix: 'Prefix *string', expression: 'Expression string' },
  'apiserver/v1.ClaimOrExpression': { claim: 'Claim string', expression: 'Expression string' },
  'apiserver/v1.ExtraMapping': { key: 'Key string', valueExpression: 'ValueExpression string' },
  'apiserver/v1.UserValidationRule': { expression: 'Expression string', message: 'Message string' },
});

export interface Issuer {
  readonly url: string;
  readonly discoveryURL: string | null;
  readonly certificateAuthority: string;
  readonly audiences: readonly string[] | null;
  readonly audienceMatchPolicy: string;
  readonly egressSelectorType: string;
}
export interface ClaimValidationRule {
  readonly claim: string;
  readonly requiredValue: string;
  readonly expression: string;
  readonly message: string;
}
export interface ClaimOrExpression {
  readonly claim: string;
  readonly expression: string;
}
export interface PrefixedClaimOrExpression extends ClaimOrExpression {
  readonly prefix: string | null;
}
export interface ExtraMapping {
  readonly key: string;
  readonly valueExpression: string;
}
export interface UserValidationRule {
  readonly expression: string;
  readonly message: string;
}
export interface JwtAuthenticatorConfiguration {
  readonly issuer: Issuer;
  readonly claimValidationRules: readonly ClaimValidationRule[] | null;
  readonly claimMappings: {
    readonly username: PrefixedClaimOrExpression;
    readonly groups: PrefixedClaimOrExpression;
    readonly uid: ClaimOrExpression;
    readonly extra: readonly ExtraMapping[] | null;
  };
  readonly userValidationRules: readonly UserValidationRule[] | null;
}
export interface AnonymousConfiguration {
  readonly enabled: boolean;
  readonly conditions?: readonly { readonly path: string }[];
}
export interface AuthenticationConfiguration {
  readonly jwt: readonly JwtAuthenticatorConfiguration[] | null;
  readonly anonymous?: AnonymousConfiguration;
}
