/**
 * --authentication-token-webhook-config-file: a service outside is asked with a TokenReview whose token this is. A service that
 * knows the token names the user; one that gives an error makes the token no good; otherwise it has no opinion.
 * After k8s.io/apiserver/plugin/pkg/authenticator/token/webhook/webhook.go.
 */
import type { TokenWebhookOptions } from '../api/options';
import type { TokenIdentity } from '../api/tokens';
import { encodeJson } from '../golang/json';
import { quote } from '../golang/quote';
import { StartError } from '../errors/start-error';
import type { Version } from '../versions';
import { isTransient, reviewStatusOf } from '../webhook/review-response';
import { withBackOff, type BackOff } from '../webhook/back-off';
import { WEBHOOK_TIMEOUT, callOf, type Call } from '../webhook/call';
import { readKubeconfig } from '../webhook/kubeconfig';
import { intersection } from './audiences';
import type { TokenAuthenticator } from './authenticator';

interface ReviewStatus {
  readonly authenticated?: boolean;
  readonly user?: {
    readonly username?: string;
    readonly uid?: string;
    readonly groups?: readonly string[] | null;
    readonly extra?: Readonly<Record<string, readonly string[]>> | null;
  };
  readonly audiences?: readonly string[] | null;
  readonly error?: string;
}

export interface TokenWebhookSettings {
  readonly version: Version;
  readonly reviewVersion: string;
  /** Whom a token is for that the webhook says nothing of. */
  readonly audiences: readonly string[];
  readonly backOff: BackOff;
}

const REVIEW_VERSIONS = ['v1', 'v1beta1'];

/** Throws what keeps the server from starting. */
export function tokenWebhookCall({ configFile = '', version: reviewVersion }: TokenWebhookOptions, version: Version): Call {
  try {
    const connection = readKubeconfig(configFile, version);
    if (!REVIEW_VERSIONS.includes(reviewVersion))
      throw new Error(`unsupported authentication webhook version ${quote(reviewVersion)}, supported versions are "v1", "v1beta1"`);
    return callOf(connection, WEBHOOK_TIMEOUT, version);
  } catch (error) {
    throw new StartError((error as Error).message, { cause: error });
  }
}

function reviewBody(token: string, audiences: readonly string[] | undefined, { version, reviewVersion }: TokenWebhookSettings): string {
  return `${encodeJson({
    kind: 'TokenReview',
    apiVersion: `authentication.k8s.io/${reviewVersion}`,
    metadata: version.has('zeroCreationTimestamp') ? { creationTimestamp: null } : {},
    spec: { token, ...(audiences !== undefined && audiences.length > 0 && { audiences }) },
    status: { user: {} },
  })}\n`;
}

function identityIn(status: ReviewStatus, wanted: readonly string[] | undefined, own: readonly string[]): TokenIdentity | undefined {
  const named = status.audiences ?? [];
  const audiences = wanted && intersection(named.length > 0 ? named : own, wanted);
  if (audiences?.length === 0) return undefined;
  const { authenticated = false, user = {}, error = '' } = status;
  if (!authenticated && error !== '') throw new Error(error);
  if (!authenticated) return undefined;
  return {
    user: { name: user.username ?? '', uid: user.uid ?? '', groups: user.groups ?? [], extra: user.extra ?? {} },
    ...(audiences && { audiences }),
  };
}

export function tokenWebhook(call: Call, settings: TokenWebhookSettings): TokenAuthenticator {
  const kind = { group: 'authentication.k8s.io', version: settings.reviewVersion, kind: 'TokenReview' };
  return {
    name: 'token webhook',
    async authenticateToken(token, { audiences }) {
      const body = reviewBody(token, audiences, settings);
      const status = await withBackOff(settings.backOff, isTransient, async () => reviewStatusOf(await call(body), kind, settings.version));
      return identityIn((status ?? {}) as ReviewStatus, audiences, settings.audiences);
    },
  };
}
