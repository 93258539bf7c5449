/**
 * --authorization-config: the authorizers in their order, several webhooks among them.
 * After LoadAndValidateFile of k8s.io/kubernetes/pkg/kubeapiserver/authorizer and k8s.io/apiserver/pkg/apis/apiserver/load.
 */
import { readFileBytes } from '../../golang/files';
import { parseDuration } from '../../golang/duration';
import { encodeJson } from '../../golang/json';
import { quote } from '../../golang/quote';
import { aggregate } from '../../response/field-error';
import { Decoder } from '../../scheme/decode/decoder';
import { Problems } from '../../scheme/decode/problems';
import { interpretKind } from '../../scheme/interpret-kind';
import { notRegistered } from '../../scheme/kinds';
import { parseYaml } from '../../scheme/yaml';
import { CONFIGURATION_TYPES, type AuthorizerConfiguration, type WebhookConfiguration } from './types';
import { configurationErrors } from './validate';

const GROUP = 'apiserver.config.k8s.io';
const KIND = 'AuthorizationConfiguration';
const VERSIONS: ReadonlySet<string> = new Set(['v1', 'v1beta1', 'v1alpha1']);
const OTHER_KINDS: ReadonlySet<string> = new Set([
  'AuthenticationConfiguration',
  'AdmissionConfiguration',
  'EgressSelectorConfiguration',
  'TracingConfiguration',
  'EncryptionConfiguration',
]);
const SCHEME = 'pkg/runtime/scheme.go:111';

const decoder = new Decoder(CONFIGURATION_TYPES);

const DEFAULT_TTLS = { authorizedTTL: '5m0s', unauthorizedTTL: '30s' } as const;
const isZero = (text: string): boolean => text === '' || parseDuration(text) === 0;

/** Durations are looked at while the document is read. */
function withDefaults(webhook: WebhookConfiguration): WebhookConfiguration {
  if (webhook.timeout !== '') parseDuration(webhook.timeout);
  return {
    ...webhook,
    authorizedTTL: isZero(webhook.authorizedTTL) ? DEFAULT_TTLS.authorizedTTL : webhook.authorizedTTL,
    unauthorizedTTL: isZero(webhook.unauthorizedTTL) ? DEFAULT_TTLS.unauthorizedTTL : webhook.unauthorizedTTL,
  };
}

function decoded(text: string): readonly AuthorizerConfiguration[] {
  if (text === '') return [];
  const json = encodeJson(parseYaml(text));
  const { kind, node } = interpretKind(json);
  if (kind.kind === '') throw new Error(`Object 'Kind' is missing in ${quote(text).replace(/^"|"$/g, "'")}`);
  const known = kind.group === GROUP && VERSIONS.has(kind.version);
  if (known && OTHER_KINDS.has(kind.kind)) throw new Error(`expected ${KIND}, got *apiserver.${kind.kind}`);
  if (!known || kind.kind !== KIND) throw notRegistered(kind, SCHEME);
  const problems = new Problems();
  const { authorizers } = decoder.decode(node, CONFIGURATION_TYPES.typeOf(`apiserver/v1.${KIND}`), problems) as unknown as {
    readonly authorizers: readonly AuthorizerConfiguration[] | null;
  };
  if (problems.first !== undefined) throw problems.first;
  if (problems.strict.length > 0) throw new Error(`strict decoding error: ${problems.strict.join(', ')}`);
  return (authorizers ?? []).map((authorizer) =>
    authorizer.webhook === undefined ? authorizer : { ...authorizer, webhook: withDefaults(authorizer.webhook) },
  );
}

function read(path: string): readonly AuthorizerConfiguration[] {
  const text = readFileBytes(path).toString();
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

export function loadAuthorizationConfiguration(path: string): readonly AuthorizerConfiguration[] {
  const authorizers = read(path);
  const errors = configurationErrors(authorizers).map(({ field, body }) => `${field}: ${body}`);
  const refused = errors.length > 0 ? errors : nameErrors(authorizers);
  if (refused.length > 0) throw new Error(aggregate(refused));
  return authorizers;
}
