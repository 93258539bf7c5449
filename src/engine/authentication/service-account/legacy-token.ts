/**
 * The tokens in Secrets of type kubernetes.io/service-account-token: good as long as the Secret holds them. Where the version
 * keeps track, using one writes the day on the Secret, and one that no one asked for is warned of.
 * After k8s.io/kubernetes/pkg/serviceaccount/legacy.go.
 */
import type { KubeObject } from '../../api/objects';
import type { Storage } from '../../api/storage';
import type { Version } from '../../versions';
import { withMeta } from '../../storage/object-meta';
import type { TokenAuthenticator } from '../authenticator';
import { textClaims } from '../jose/claims';
import { verifiedToken, type ServiceAccountIssuer } from './verified-token';
import type { Claims } from './token-claims';
import { accountOf } from './lookup';
import { groupsOf, userNameOf } from '../../apimachinery/service-account-names';
import { inKeyOrder, own } from '../../golang/map';

export const LEGACY_ISSUER = 'kubernetes/serviceaccount';
export const LEGACY_CLAIMS = {
  namespace: 'kubernetes.io/serviceaccount/namespace',
  secret: 'kubernetes.io/serviceaccount/secret.name',
  name: 'kubernetes.io/serviceaccount/service-account.name',
  uid: 'kubernetes.io/serviceaccount/service-account.uid',
} as const;

const PRIVATE_CLAIMS = textClaims(Object.values(LEGACY_CLAIMS));
const SECRETS = { group: '', resource: 'secrets' } as const;
const LAST_USED = 'kubernetes.io/legacy-token-last-used';
const INVALID_SINCE = 'kubernetes.io/legacy-token-invalid-since';
const WARNING = 'Use tokens from the TokenRequest API or manually created secret-based tokens instead of auto-generated secret-based tokens.';

interface LegacyToken {
  readonly namespace: string;
  readonly secret: string;
  readonly name: string;
  readonly uid: string;
}

function legacyClaims(claims: Claims): LegacyToken {
  const claim = (key: string, missing: string): string => {
    const value = own(claims, key);
    if (typeof value !== 'string' || value === '') throw new Error(`${missing} claim is missing`);
    return value;
  };
  const subject = claim('sub', 'sub');
  const namespace = claim(LEGACY_CLAIMS.namespace, 'namespace');
  const secret = claim(LEGACY_CLAIMS.secret, 'secretName');
  const name = claim(LEGACY_CLAIMS.name, 'serviceAccountName');
  const uid = claim(LEGACY_CLAIMS.uid, 'serviceAccountUID');
  if (subject !== userNameOf({ namespace, name })) throw new Error('sub claim is invalid');
  return { namespace, secret, name, uid };
}

function secretOf({ namespace, secret }: LegacyToken, token: string, storage: Storage): KubeObject {
  const object = storage.get(SECRETS, namespace, secret);
  if (object === undefined || object.metadata.deletionTimestamp !== undefined) throw new Error('Token has been invalidated');
  const held = (object['data'] as Readonly<Record<string, string>> | undefined)?.['token'] ?? '';
  if (Buffer.from(held, 'base64').toString('latin1') !== token) throw new Error("Token does not match server's copy");
  return object;
}

function checkedAccount({ namespace, name, uid }: LegacyToken, storage: Storage, version: Version): KubeObject {
  const account = accountOf(storage, namespace, name, version);
  if (account.metadata.deletionTimestamp !== undefined) throw new Error(`ServiceAccount ${namespace}/${name} has been deleted`);
  if (account.metadata.uid !== uid) throw new Error(`ServiceAccount UID (${account.metadata.uid}) does not match claim (${uid})`);
  return account;
}

const DAY = 86_400_000;

/** Clocks differ: a day that has not begun here may have begun elsewhere. */
function noteUse(secret: KubeObject, storage: Storage): void {
  const [today = '', tomorrow = ''] = [0, DAY].map((later) => new Date(Date.now() + later).toISOString().slice(0, 10));
  const labels = secret.metadata.labels ?? {};
  if ([today, tomorrow].includes(labels[LAST_USED] ?? '')) return;
  storage.put(SECRETS, withMeta(secret, { labels: inKeyOrder({ ...labels, [LAST_USED]: today }) }));
}

function track({ namespace, secret: secretName, name }: LegacyToken, secret: KubeObject, account: KubeObject, storage: Storage, warnings: string[]): void {
  if ((secret.metadata.labels?.[INVALID_SINCE] ?? '') !== '') {
    noteUse(secret, storage);
    throw new Error(
      `the token in secret ${namespace}/${secretName} for service account ${namespace}/${name} has been marked invalid. Use tokens from the TokenRequest API or manually created secret-based tokens, or remove the '${INVALID_SINCE}' label from the secret to temporarily allow use of this token`,
    );
  }
  const automatic = ((account['secrets'] ?? []) as readonly { readonly name?: string }[]).some((reference) => reference.name === secretName);
  if (automatic) warnings.push(WARNING);
  noteUse(secret, storage);
}

/** Without `storage` a token is good as long as its signature is: --service-account-lookup=false. */
export const legacyServiceAccountToken = (issuer: Omit<ServiceAccountIssuer, 'issuers'>, storage: Storage | undefined): TokenAuthenticator => ({
  name: 'legacy service account token',
  authenticateToken(token, { audiences: wanted, warnings }) {
    const verified = verifiedToken(token, { ...issuer, issuers: [LEGACY_ISSUER] }, PRIVATE_CLAIMS, wanted);
    if (verified === undefined) return undefined;
    const claims = legacyClaims(verified.claims);
    if (storage !== undefined) {
      const secret = secretOf(claims, token, storage);
      const account = checkedAccount(claims, storage, issuer.version);
      if (issuer.version.has('legacyTokenTracking')) track(claims, secret, account, storage, warnings);
    }
    return { user: { name: userNameOf(claims), uid: claims.uid, groups: groupsOf(claims.namespace), extra: {} }, audiences: verified.audiences };
  },
});
