/**
 * The Go types of AuthorizationConfiguration, which the catalogue of served types does not have. Durations are read as the
 * strings that they are. After k8s.io/apiserver/pkg/apis/apiserver/v1/types.go.
 */
import { TypeTable } from '../../catalog/types';

export const CONFIGURATION_TYPES = new TypeTable({
  'meta/v1.TypeMeta': { kind: 'Kind string omitempty', apiVersion: 'APIVersion string omitempty' },
  'apiserver/v1.AuthorizationConfiguration': { '+TypeMeta': 'meta/v1.TypeMeta', authorizers: 'Authorizers []apiserver/v1.AuthorizerConfiguration' },
  'apiserver/v1.AuthorizerConfiguration': { type: 'Type string', name: 'Name string', webhook: 'Webhook *apiserver/v1.WebhookConfiguration omitempty' },
  'apiserver/v1.WebhookConfiguration': {
    authorizedTTL: 'AuthorizedTTL *string omitempty',
    cacheAuthorizedRequests: 'CacheAuthorizedRequests *bool omitempty',
    unauthorizedTTL: 'UnauthorizedTTL *string omitempty',
    cacheUnauthorizedRequests: 'CacheUnauthorizedRequests *bool omitempty',
    timeout: 'Timeout *string omitempty',
    subjectAccessReviewVersion: 'SubjectAccessReviewVersion string',
    matchConditionSubjectAccessReviewVersion: 'MatchConditionSubjectAccessReviewVersion string',
    failurePolicy: 'FailurePolicy string',
    connectionInfo: 'ConnectionInfo apiserver/v1.WebhookConnectionInfo',
    matchConditions: 'MatchConditions []apiserver/v1.WebhookMatchCondition',
  },
  'apiserver/v1.WebhookConnectionInfo': { type: 'Type string', kubeConfigFile: 'KubeConfigFile *string' },
  'apiserver/v1.WebhookMatchCondition': { expression: 'Expression string' },
});

export interface WebhookConfiguration {
  readonly authorizedTTL: string;
  readonly cacheAuthorizedRequests?: boolean;
  readonly unauthorizedTTL: string;
  readonly cacheUnauthorizedRequests?: boolean;
  readonly timeout: string;
  readonly subjectAccessReviewVersion: string;
  readonly matchConditionSubjectAccessReviewVersion: string;
  readonly failurePolicy: string;
  readonly connectionInfo: { readonly type: string; readonly kubeConfigFile: string | null };
  readonly matchConditions: readonly { readonly expression: string }[] | null;
}
export interface AuthorizerConfiguration {
  readonly type: string;
  readonly name: string;
  readonly webhook?: WebhookConfiguration;
}

type Duration = 'authorizedTTL' | 'unauthorizedTTL' | 'timeout';
/** As written: a duration that is left out is another thing than an empty one. */
export type DecodedWebhook = Omit<WebhookConfiguration, Duration> & Readonly<Partial<Record<Duration, string | null>>>;
export type DecodedAuthorizer = Omit<AuthorizerConfiguration, 'webhook'> & { readonly webhook?: DecodedWebhook };
