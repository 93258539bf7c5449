/**
 * The modes of --authorization-mode, in its order, behind the privileged group.
 * A mode is one file and one line here. After k8s.io/kubernetes/pkg/kubeapiserver/authorizer.
 */
import type { Authorizer, RuleLister } from '../api/authorizer';
import type { ChainExplainer } from '../api/explainer';
import type { ServerOptions } from '../api/options';
import type { Storage } from '../api/storage';
import { StartError } from '../errors/start-error';
import { AbacAuthorizer } from './abac/abac-authorizer';
import { readPolicyFile } from './abac/policy-file';
import { alwaysAllow, alwaysDeny, type Mode } from './mode';
import { chainExplainer } from './chain-explainer';
import { NodeAuthorizer } from './node/node-authorizer';
import { privilegedGroup } from './privileged-group';
import { RbacAuthorizer } from './rbac/rbac-authorizer';
import { loadAuthorizationConfiguration } from './configuration/load';
import { compileMatchCondition, matchesAll } from './configuration/match-condition';
import { reloaded } from './configuration/reload';
import type { AuthorizerConfiguration, WebhookConfiguration } from './configuration/types';
import { parseDuration } from '../golang/duration';
import type { Version } from '../versions';
import { WEBHOOK_BACK_OFF } from '../webhook/back-off';
import { WEBHOOK_TIMEOUT, callOf } from '../webhook/call';
import { readKubeconfig } from '../webhook/kubeconfig';
import { reviewVersionOf } from './webhook/subject-access-review';
import { WebhookAuthorizer, type WebhookSettings } from './webhook/webhook-authorizer';
import { unionAuthorizer, unionRuleLister } from './union';
import { table } from '../golang/map';

export interface Authorization {
  readonly authorizer: Authorizer;
  readonly ruleLister: RuleLister;
  readonly explainer: ChainExplainer;
}

type MakeMode = (options: ServerOptions, storage: Storage) => Mode;

const MODES = table<MakeMode>({
  ABAC: (options) => abacOf(options),
  AlwaysAllow: () => alwaysAllow,
  AlwaysDeny: () => alwaysDeny,
  Node: (options, storage) => new NodeAuthorizer(options.version, storage),
  RBAC: (_, storage) => new RbacAuthorizer(storage),
  Webhook: (options) => webhookOf(options),
});

/** Policies never change while a server runs, so its forks share them. */
const policiesRead = new WeakMap<ServerOptions, AbacAuthorizer>();

function abacOf(options: ServerOptions): AbacAuthorizer {
  const known = policiesRead.get(options);
  if (known !== undefined) return known;
  const { authorizationPolicyFile = '', version } = options;
  const made = new AbacAuthorizer(readPolicyFile(authorizationPolicyFile, version));
  policiesRead.set(options, made);
  return made;
}

/** The name of the webhook that flags configure. */
const DEFAULT_WEBHOOK = 'default';

/** Each server keeps answers of its own. */
function webhookOf({ authorizationWebhook, version }: ServerOptions): WebhookAuthorizer {
  const { configFile = '', version: reviewVersion, authorizedTtl, unauthorizedTtl } = authorizationWebhook;
  const connection = readKubeconfig(configFile, version);
  const settings = {
    name: DEFAULT_WEBHOOK,
    version,
    reviewVersion: reviewVersionOf(reviewVersion),
    authorizedTtl,
    unauthorizedTtl,
    backOff: WEBHOOK_BACK_OFF,
    decisionOnError: 'NoOpinion',
  } as const;
  return new WebhookAuthorizer(settings, callOf(connection, WEBHOOK_TIMEOUT, version));
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

function modeOf(name: string, options: ServerOptions, storage: Storage): Mode {
  const make = MODES[name];
  if (make === undefined) throw new Error(`unknown authorization mode ${name} specified`);
  return make(options, storage);
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
