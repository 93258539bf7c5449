/**
 * The modes of --authorization-mode or of --authorization-config, in their order, behind the privileged group.
 * After k8s.io/kubernetes/pkg/kubeapiserver/authorizer.
 */
import type { Authorizer, RuleLister } from '../api/authorizer';
import type { ChainExplainer } from '../api/explainer';
import type { ServerOptions } from '../api/options';
import type { Storage } from '../api/storage';
import { StartError } from '../errors/start-error';
import type { Mode } from './mode';
import { DEFAULT_WEBHOOK, modeOf } from './modes';
import { chainExplainer } from './chain-explainer';
import { privilegedGroup } from './privileged-group';
import { loadAuthorizationConfiguration } from './configuration/load';
import { compileMatchCondition, matchesAll } from './configuration/match-condition';
import { reloaded } from './configuration/reload';
import type { AuthorizerConfiguration, WebhookConfiguration } from './configuration/types';
import { parseDuration } from '../golang/duration';
import type { Version } from '../versions';
import { WEBHOOK_BACK_OFF } from '../webhook/back-off';
import { callOf } from '../webhook/call';
import { readKubeconfig } from '../webhook/kubeconfig';
import { reviewVersionOf } from './webhook/subject-access-review';
import { WebhookAuthorizer, type WebhookSettings } from './webhook/webhook-authorizer';
import { unionAuthorizer, unionRuleLister } from './union';

export interface Authorization {
  readonly authorizer: Authorizer;
  readonly ruleLister: RuleLister;
  readonly explainer: ChainExplainer;
}

/** As a configuration file describes it. */
function configuredWebhook(name: string, webhook: WebhookConfiguration, version: Version): WebhookAuthorizer {
  if (webhook.connectionInfo.kubeConfigFile === null) throw new Error('runtime error: invalid memory address or nil pointer dereference');
  const conditions = (webhook.matchConditions ?? []).map(({ expression }) => compileMatchCondition(expression));
  const settings: WebhookSettings = {
    name,
    version,
    reviewVersion: reviewVersionOf(webhook.subjectAccessReviewVersion),
    authorizedTtl: webhook.cacheAuthorizedRequests === false ? 0 : parseDuration(webhook.authorizedTTL),
    unauthorizedTtl: webhook.cacheUnauthorizedRequests === false ? 0 : parseDuration(webhook.unauthorizedTTL),
    backOff: WEBHOOK_BACK_OFF,
    decisionOnError: webhook.failurePolicy === 'Deny' ? 'Deny' : 'NoOpinion',
    matches: (spec) => matchesAll(conditions, spec),
  };
  return new WebhookAuthorizer(settings, callOf(readKubeconfig(webhook.connectionInfo.kubeConfigFile, version), parseDuration(webhook.timeout), version));
}

/** Those that decide by what the server has; a file that is read later cannot bring another of them. */
const LASTING: ReadonlySet<string> = new Set(['ABAC', 'Node', 'RBAC']);

interface NamedMode {
  readonly name: string;
  readonly authorizer: Mode;
}
const PRIVILEGED = { name: 'kubernetes.io/system-privileged-group', authorizer: privilegedGroup };

function chainOf(modes: readonly NamedMode[], version: Version): Authorization {
  const chain = [PRIVILEGED, ...modes];
  return {
    authorizer: unionAuthorizer(chain, version),
    ruleLister: unionRuleLister(modes.map(({ authorizer }) => authorizer)),
    explainer: chainExplainer(chain.map(({ authorizer }) => authorizer)),
  };
}

/** As a file says, and as it says from then on. */
function configuredChain(file: string, options: ServerOptions, storage: Storage): () => Authorization {
  const lasting = new Map<string, Mode>();
  let started = false;

  function modeFor({ type, name, webhook }: AuthorizerConfiguration): Mode {
    if (webhook !== undefined) return configuredWebhook(name, webhook, options.version);
    const known = lasting.get(type);
    if (known !== undefined) return known;
    if (started && LASTING.has(type)) throw new Error(`authorizer type ${type} is not allowed if it was not enabled at initial server startup`);
    const mode = modeOf(type, options, storage);
    lasting.set(type, mode);
    return mode;
  }

  const chain = reloaded(file, loadAuthorizationConfiguration(file), (authorizers) =>
    chainOf(
      authorizers.map((configured) => ({ name: configured.name, authorizer: modeFor(configured) })),
      options.version,
    ),
  );
  started = true;
  return chain;
}

const following = (now: () => Authorization): Authorization => ({
  authorizer: { name: 'union', authorize: (attributes) => now().authorizer.authorize(attributes) },
  ruleLister: { rulesFor: (user, namespace) => now().ruleLister.rulesFor(user, namespace) },
  explainer: { explain: (attributes) => now().explainer.explain(attributes) },
});

export function createAuthorization(options: ServerOptions, storage: Storage): Authorization {
  const { authorizationConfig: file, authorizationMode } = options;
  try {
    if (file !== undefined) return following(configuredChain(file, options, storage));
    return chainOf(
      authorizationMode.map((mode) => ({ name: mode === 'Webhook' ? DEFAULT_WEBHOOK : mode.toLowerCase(), authorizer: modeOf(mode, options, storage) })),
      options.version,
    );
  } catch (error) {
    throw new StartError(`invalid authorization config: ${(error as Error).message}`, { cause: error });
  }
}
