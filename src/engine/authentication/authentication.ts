/**
 * Who sends a request: the authenticators in upstream's order, then system:authenticated, then anonymous.
 * What comes from files is read once for each set of options, because a fork of a server has the same.
 * After k8s.io/kubernetes/pkg/kubeapiserver/authenticator/config.go New.
 */
import type { RequestInfo } from '../api/attributes';
import type { ApiRequest } from '../api/http';
import type { Identity } from '../api/identity';
import type { ServerOptions } from '../api/options';
import type { Storage } from '../api/storage';
import type { ServiceAccountTokens, TokenReviewer } from '../api/tokens';
import { NOT_AUDITED } from '../audit/not-audited';
import { unauthorized } from '../errors/status-error';
import { WEBHOOK_BACK_OFF } from '../webhook/back-off';
import type { Call } from '../webhook/call';
import { orAnonymous } from './anonymous';
import { audienceAgnostic, intersection } from './audiences';
import { addAuthenticatedGroup } from './authenticated-group';
import { onceKnown, type TokenResult, type Authenticator, type Credentials, type TokenAuthenticator } from './authenticator';
import { bearerToken } from './bearer-token';
import { bootstrapToken } from './bootstrap-token';
import { cachedTokens } from './cached-tokens';
import { authenticationFiles } from './files';
import { legacyServiceAccountToken } from './service-account/legacy-token';
import { loopbackToken } from './loopback-token';
import { serviceAccountToken } from './service-account/bound-token';
import { tokenWebhook } from './token-webhook';
import { tokenUnion, union } from './union';
import { websocketToken } from './websocket-token';

/** What authenticators add to a request: warnings for its client, annotations for the audit log. */
export type Noted = Pick<Credentials, 'warnings' | 'audit'>;

export interface Authentication extends TokenReviewer {
  /** Throws unauthorized() if the credentials are no good, or missing where they must not be. */
  authenticate(request: ApiRequest, info: RequestInfo, noted: Noted): Identity | Promise<Identity>;
  /** Settled when every issuer of tokens has been asked for its keys, or has kept silent for too long. */
  readonly ready: Promise<void>;
}

/**
 * How long upstream caches a valid token, from any authenticator. Here it is kept for those whom others vouch for: an issuer is
 * not asked again for distributed claims, nor a webhook. What this server says itself of a token takes effect at once.
 */
const KEPT_FOR = { success: 10_000, failure: 0 };

/** Each server keeps answers of its own. */
function webhookOf(
  call: Call,
  { tokenWebhook: { version: reviewVersion, cacheTtl }, version }: ServerOptions,
  audiences: readonly string[],
): TokenAuthenticator {
  const webhook = tokenWebhook(call, { version, reviewVersion, audiences, backOff: WEBHOOK_BACK_OFF });
  return cachedTokens(cachedTokens(webhook, { success: cacheTtl, failure: cacheTtl }), KEPT_FOR);
}

const present = <T>(items: readonly (T | undefined)[]): readonly T[] => items.filter((item): item is T & {} => item !== undefined);

function authenticatorOf(options: ServerOptions, storage: Storage, audiences: readonly string[]): Authenticator {
  const { version, loopbackToken: loopback, serviceAccounts, enableBootstrapTokenAuth } = options;
  const files = authenticationFiles(options);
  const issuer = { issuers: options.serviceAccountIssuer, keys: files.serviceAccountKeys, audiences, version };
  // The order of upstream: what the server knows itself comes before what it must ask others.
  const tokens = tokenUnion(
    present([
      files.tokenFile && audienceAgnostic(audiences, files.tokenFile),
      legacyServiceAccountToken(issuer, serviceAccounts.lookup ? storage : undefined),
      serviceAccountToken(issuer, storage),
      enableBootstrapTokenAuth ? audienceAgnostic(audiences, bootstrapToken(storage)) : undefined,
      // After ServiceAccounts, because an issuer may have to be asked.
      files.jwt.tokens && cachedTokens(audienceAgnostic(audiences, files.jwt.tokens), KEPT_FOR),
      files.tokenWebhook && webhookOf(files.tokenWebhook, options, audiences),
    ]),
  );
  const requests = union([...present([files.frontProxy, files.clientCertificate]), bearerToken(tokens, version), websocketToken(tokens)]);
  const authenticator = addAuthenticatedGroup(requests);
  const { enabled, conditions } = files.jwt.anonymous;
  const own = enabled ? orAnonymous(authenticator, conditions) : authenticator;
  if (loopback === undefined) return own;
  return union([bearerToken(audienceAgnostic(audiences, loopbackToken(loopback)), version), own]);
}

export function createAuthentication(options: ServerOptions, storage: Storage, { audiences }: ServiceAccountTokens): Authentication {
  const authenticator = authenticatorOf(options, storage, audiences);
  const wanted = audiences.length > 0 ? audiences : undefined;

  /** Refuses an anonymous client, and a token for another server. */
  function ownUser(identity: TokenResult): Identity {
    const given = identity?.audiences ?? [];
    const isForOthers = given !== audiences && audiences.length > 0 && given.length > 0 && intersection(audiences, given).length === 0;
    if (identity === undefined || isForOthers) throw unauthorized();
    return identity.user;
  }

  const refused = (error: unknown): never => {
    throw Object.assign(unauthorized(), { cause: error });
  };

  function identified(credentials: Credentials): TokenResult | Promise<TokenResult> {
    try {
      const answer = authenticator.authenticate(credentials);
      return answer instanceof Promise ? answer.catch(refused) : answer;
    } catch (error) {
      return refused(error);
    }
  }

  return {
    ready: authenticationFiles(options).jwt.ready,
    authenticate: ({ headers, peerCertificates }, { path }, { warnings, audit }) =>
      onceKnown(identified({ headers, path, peerCertificates, audiences: wanted, warnings, audit }), ownUser),
    async review(token, requested, audit = NOT_AUDITED) {
      // Leaves out what a request with the token would be warned of.
      const headers = { authorization: `Bearer ${token}` };
      return authenticator.authenticate({ headers, ...(requested.length > 0 && { audiences: requested }), warnings: [], audit });
    },
  };
}
