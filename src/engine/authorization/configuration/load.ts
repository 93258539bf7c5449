/**
 * --authorization-config: the authorizers in their order, several webhooks among them.
 * After LoadAndValidateFile of k8s.io/kubernetes/pkg/kubeapiserver/authorizer and k8s.io/apiserver/pkg/apis/apiserver/load.
 */
import { readFileBytes } from '../../golang/files';
import { parseDuration } from '../../golang/duration';
import { aggregate } from '../../errors/field-error';
import { decodeConfiguration } from '../../scheme/configuration';
import { CONFIGURATION_TYPES, type AuthorizerConfiguration, type DecodedAuthorizer, type DecodedWebhook, type WebhookConfiguration } from './types';
import { configurationErrors } from './validate';

const KIND = 'AuthorizationConfiguration';

const DEFAULT_TTLS = { authorizedTTL: '5m0s', unauthorizedTTL: '30s' } as const;
/** Looked at while the document is read. */
const durationOr = (text: string | null | undefined, fallback: string): string =>
  text === undefined || text === null || parseDuration(text) === 0 ? fallback : text;

const withDefaults = (webhook: DecodedWebhook): WebhookConfiguration => ({
  ...webhook,
  timeout: durationOr(webhook.timeout, ''),
  authorizedTTL: durationOr(webhook.authorizedTTL, DEFAULT_TTLS.authorizedTTL),
  unauthorizedTTL: durationOr(webhook.unauthorizedTTL, DEFAULT_TTLS.unauthorizedTTL),
});

function decoded(text: string): readonly AuthorizerConfiguration[] {
  if (text === '') return [];
  const { authorizers } = decodeConfiguration(text, KIND, CONFIGURATION_TYPES) as unknown as { readonly authorizers: readonly DecodedAuthorizer[] | null };
  return (authorizers ?? []).map(({ webhook, ...authorizer }) => (webhook === undefined ? authorizer : { ...authorizer, webhook: withDefaults(webhook) }));
}

function read(text: string): readonly AuthorizerConfiguration[] {
  try {
    return decoded(text);
  } catch (error) {
    throw new Error(`failed to load ${KIND} from file: ${(error as Error).message}`, { cause: error });
  }
}

/** Only a webhook may be called as it pleases. */
const nameErrors = (authorizers: readonly AuthorizerConfiguration[]): readonly string[] =>
  authorizers
    .filter(({ type, name }) => type !== 'Webhook' && name !== type.toLowerCase())
    .map(({ type, name }) => `expected name ${type.toLowerCase()} for authorizer ${type} instead of ${name}`);

const missingErrors = (authorizers: readonly AuthorizerConfiguration[], required: ReadonlySet<string>): readonly string[] => {
  const missing = [...required].filter((type) => !authorizers.some((authorizer) => authorizer.type === type)).sort();
  return missing.length === 0 ? [] : [`missing required types: [${missing.join(' ')}]`];
};

/** `required` are types that must be among them. */
export function parseAuthorizationConfiguration(text: string, required: ReadonlySet<string>): readonly AuthorizerConfiguration[] {
  const authorizers = read(text);
  const errors = configurationErrors(authorizers).map(({ field, body }) => `${field}: ${body}`);
  const refused = errors.length > 0 ? errors : [...nameErrors(authorizers), ...missingErrors(authorizers, required)];
  if (refused.length > 0) throw new Error(aggregate(refused));
  return authorizers;
}

export const loadAuthorizationConfiguration = (path: string): readonly AuthorizerConfiguration[] =>
  parseAuthorizationConfiguration(readFileBytes(path).toString(), new Set());
