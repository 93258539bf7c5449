/** A webhook of a MutatingWebhookConfiguration or ValidatingWebhookConfiguration, as it is stored, and where it is configured. */
import type { KubeObject } from '../../api/objects';
import type { Storage } from '../../api/storage';
import type { SentClientConfig, SentWebhook } from '../../api/webhook-configuration';
import { compareBytes } from '../../golang/bytes';
import type { MatchCondition } from '../matching/match-conditions';

export interface ClientConfig extends SentClientConfig {
  readonly service?: NonNullable<SentClientConfig['service']> & { readonly name: string; readonly namespace: string };
}

export interface Webhook extends SentWebhook {
  readonly name: string;
  readonly clientConfig: ClientConfig;
  readonly matchConditions?: readonly MatchCondition[];
}

export interface ConfiguredWebhook {
  readonly webhook: Webhook;
  readonly configuration: string;
  /** Names are not unique in a configuration: the webhooks of a name are counted. */
  readonly uid: string;
}

const kept = new WeakMap<KubeObject, readonly ConfiguredWebhook[]>();

function webhooksOf(configuration: KubeObject): readonly ConfiguredWebhook[] {
  const known = kept.get(configuration);
  if (known !== undefined) return known;
  const { name = '' } = configuration.metadata;
  const seen = new Map<string, number>();
  const webhooks = ((configuration['webhooks'] ?? []) as readonly Webhook[]).map((webhook) => {
    const count = seen.get(webhook.name) ?? 0;
    seen.set(webhook.name, count + 1);
    return { webhook, configuration: name, uid: `${name}/${webhook.name}/${count}` };
  });
  kept.set(configuration, webhooks);
  return webhooks;
}

/** By the names of the configurations, then as each lists them. */
export function configuredWebhooks(
  storage: Storage,
  resource: 'mutatingwebhookconfigurations' | 'validatingwebhookconfigurations',
): readonly ConfiguredWebhook[] {
  const configurations = storage.list({ group: 'admissionregistration.k8s.io', resource });
  if (configurations.length === 0) return [];
  return [...configurations].sort((a, b) => compareBytes(a.metadata.name ?? '', b.metadata.name ?? '')).flatMap(webhooksOf);
}
