/**
 * The modes: a mode is a file or folder beside this one and a line of the table. The flag, the configuration file and the chain know those that are here.
 * After k8s.io/kubernetes/pkg/kubeapiserver/authorizer/modes.
 */
import type { ServerOptions } from '../api/options';
import type { Storage } from '../api/storage';
import { table } from '../golang/map';
import { WEBHOOK_BACK_OFF } from '../webhook/back-off';
import { callOf, WEBHOOK_TIMEOUT } from '../webhook/call';
import { readKubeconfig } from '../webhook/kubeconfig';
import { AbacAuthorizer } from './abac/abac-authorizer';
import { readPolicyFile } from './abac/policy-file';
import { alwaysAllow, alwaysDeny, type Mode } from './mode';
import { NodeAuthorizer } from './node/node-authorizer';
import { RbacAuthorizer } from './rbac/rbac-authorizer';
import { reviewVersionOf } from './webhook/subject-access-review';
import { WebhookAuthorizer } from './webhook/webhook-authorizer';

type MakeMode = (options: ServerOptions, storage: Storage) => Mode;

const MODES = table<MakeMode>({
  ABAC: (options) => abacOf(options),
  AlwaysAllow: () => alwaysAllow,
  AlwaysDeny: () => alwaysDeny,
  Node: (options, storage) => new NodeAuthorizer(options.version, storage),
  RBAC: (_, storage) => new RbacAuthorizer(storage),
  Webhook: (options) => webhookOf(options),
});

export const MODE_NAMES: readonly string[] = Object.keys(MODES);

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
export const DEFAULT_WEBHOOK = 'default';

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

export function modeOf(name: string, options: ServerOptions, storage: Storage): Mode {
  const make = MODES[name];
  if (make === undefined) throw new Error(`unknown authorization mode ${name} specified`);
  return make(options, storage);
}
