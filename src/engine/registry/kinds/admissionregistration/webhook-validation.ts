/** Configurations of webhooks. After pkg/apis/admissionregistration/validation/validation.go. */
import type { KubeObject } from '../../../api/objects';
import type { SentWebhook } from '../../../api/webhook-configuration';
import { dns1035Label, dnsSubdomain } from '../../../apimachinery/names';
import { duplicate, invalidValue, required } from '../../../errors/field-error';
import type { RegistryContext } from '../../generic/context';
import { validateLabelSelector } from '../../generic/validation/label-selector-validation';
import { complaints, each, oneOf, optional, optionalOneOf, when, type Errors } from '../../generic/validation/checks';
import { givenFields } from '../../generic/validation/given';
import type { Version } from '../../../versions';
import { StoredExpressions } from './stored-expressions';
import { validateClientConfig } from './client-config';
import { NO_SIDE_EFFECTS, type WebhookDemands } from './webhook-demands';
import { strings } from '../../generic/metadata/go-printed';
import { validateMatchConditions, validateRule } from './matching-validation';

const REVIEW_VERSIONS = ['v1', 'v1beta1'];
const REVIEWS = 'must specify one of v1, v1beta1';

function validateReviewVersions(versions: readonly string[], at: string, of: Version): Errors {
  if (versions.length === 0) return [required(at, REVIEWS)];
  const named = versions.flatMap((version, index) => [
    ...complaints(version, `${at}[${index}]`, dns1035Label(version)),
    ...when(versions.indexOf(version) < index, () => duplicate(`${at}[${index}]`, version)),
  ]);
  const known = versions.some((version) => REVIEW_VERSIONS.includes(version));
  return [...named, ...(known ? [] : [invalidValue(at, strings(versions, of), `must include at least one of ${REVIEW_VERSIONS.join(', ')}`)])];
}

function validateWebhook(webhook: SentWebhook, at: string, version: Version, { noSideEffects }: WebhookDemands, stored: StoredExpressions): Errors {
  const { name = '', sideEffects, timeoutSeconds, namespaceSelector, objectSelector } = webhook;
  const effects = noSideEffects ? NO_SIDE_EFFECTS : [...NO_SIDE_EFFECTS, 'Some', 'Unknown'];
  return [
    ...qualifiedHost(name, `${at}.name`),
    ...each(webhook.rules, `${at}.rules`, (rule, place) => validateRule(givenFields(rule), place, version)),
    ...optionalOneOf(webhook.failurePolicy, `${at}.failurePolicy`, ['Fail', 'Ignore']),
    ...optionalOneOf(webhook.matchPolicy, `${at}.matchPolicy`, ['Equivalent', 'Exact']),
    ...((sideEffects ?? undefined) === undefined
      ? [required(`${at}.sideEffects`, `must specify one of ${effects.join(', ')}`)]
      : oneOf(sideEffects, `${at}.sideEffects`, effects)),
    ...optional(timeoutSeconds, (seconds) =>
      when(seconds < 1 || seconds > 30, () => invalidValue(`${at}.timeoutSeconds`, seconds, 'the timeout value must be between 1 and 30 seconds')),
    ),
    ...optional(namespaceSelector, (selector) => validateLabelSelector(selector, `${at}.namespaceSelector`, version)),
    ...optional(objectSelector, (selector) => validateLabelSelector(selector, `${at}.objectSelector`, version)),
    ...validateClientConfig(webhook.clientConfig ?? {}, `${at}.clientConfig`, version),
    ...(version.has('matchConditions') ? validateMatchConditions(webhook.matchConditions, `${at}.matchConditions`, version, { hasParams: false, stored }) : []),
    ...optionalOneOf(webhook.reinvocationPolicy, `${at}.reinvocationPolicy`, ['IfNeeded', 'Never']),
  ];
}

/** The name of a webhook is a domain of at least three parts. */
function qualifiedHost(name: string, at: string): Errors {
  if (name === '') return [required(at)];
  const errors = complaints(name, at, dnsSubdomain(name));
  if (errors.length > 0) return errors;
  return when(name.split('.').length < 3, () => invalidValue(at, name, 'should be a domain with at least three segments separated by dots'));
}

/** `old`: what it was before an update. */
export function validateWebhooks(object: KubeObject, { options }: RegistryContext, demands: WebhookDemands, old?: KubeObject): Errors {
  const { webhooks } = givenFields<{ readonly webhooks?: readonly SentWebhook[] }>(object);
  const names = (webhooks ?? []).map(({ name = '' }) => name);
  const stored = StoredExpressions.ofWebhooks(old);
  const keepsConditions = stored.hasConditions(webhooks ?? []);
  return each(webhooks, 'webhooks', (webhook, at, index) => {
    const given = givenFields<SentWebhook>(webhook);
    return [
      ...validateWebhook(keepsConditions ? { ...given, matchConditions: [] } : given, at, options.version, demands, stored),
      ...validateReviewVersions(given.admissionReviewVersions ?? [], `${at}.admissionReviewVersions`, options.version),
      ...when(demands.uniqueNames && names.indexOf(given.name ?? '') < index, () => duplicate(`${at}.name`, given.name ?? '')),
    ];
  });
}
