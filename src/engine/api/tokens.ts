import type { RequestAudit } from './audit';
import type { Identity } from './identity';

export interface BoundObject {
  readonly kind: 'Pod' | 'Secret' | 'Node' | 'ValidatingWebhookConfiguration' | 'MutatingWebhookConfiguration';
  readonly name: string;
  readonly uid: string;
}

/** What a ServiceAccount token is about to say. Times are whole seconds since the epoch. */
export interface ServiceAccountClaims {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly audiences: readonly string[];
  readonly issuedAt: number;
  readonly expiresAt: number;
  readonly warnAfter?: number;
  readonly boundTo?: BoundObject;
  /** What a token that is bound to the configuration of a webhook says of the reviews that are sent with it. */
  readonly attestations?: Readonly<Record<string, readonly string[] | null>>;
  /** The node of the pod the token is bound to, where the version says it. */
  readonly node?: { readonly name: string; readonly uid?: string };
}

/** What is known of a token: k8s.io/apiserver/pkg/authentication/authenticator.Response. */
export interface TokenIdentity {
  readonly user: Identity;
  readonly audiences?: readonly string[] | undefined;
}

/** Makes tokens. TokenRequest and the controllers issue. */
export interface ServiceAccountTokens {
  issue(claims: ServiceAccountClaims): Promise<string>;
  /** The token of a token Secret: no audience, no expiry. */
  issueLegacy(secret: { readonly namespace: string; readonly secretName: string; readonly name: string; readonly uid: string }): Promise<string>;
  /** --api-audiences, or the issuer. */
  readonly audiences: readonly string[];
  /** The first --service-account-issuer: the one new tokens name. */
  readonly issuer: string;
  /** The keys with which tokens are checked, as /openid/v1/jwks shows them. */
  readonly publicKeys: readonly PublicKey[];
}

/** A key as a JSON Web Key: kid, kty, alg, use and the numbers of the key. */
export type PublicKey = Readonly<Record<string, string>>;

/** Checks tokens with every authenticator of the server, as TokenReview does. */
export interface TokenReviewer {
  /** Returns `undefined` where no authenticator has an opinion, not even that the token is wrong. Throws what authentication would log. */
  review(token: string, audiences: readonly string[], audit?: RequestAudit): Promise<TokenIdentity | undefined>;
}
