/**
 * Makes ServiceAccount tokens: JSON Web Tokens signed with the server's key. Claims are written with sorted keys, as Go writes
 * a map. After k8s.io/kubernetes/pkg/serviceaccount/{claims,legacy,jwt}.go.
 */
import { randomUUID } from 'node:crypto';
import { CompactSign } from 'jose';
import type { ServerOptions } from '../../api/options';
import type { BoundObject, PublicKey, ServiceAccountClaims, ServiceAccountTokens } from '../../api/tokens';
import { algorithmOf, serviceAccountKeysOf, type SigningKey, type VerificationKey } from './keys';
import { LEGACY_CLAIMS, LEGACY_ISSUER } from './legacy-token';
import { userNameOf } from '../../apimachinery/service-account-names';

type Claims = Readonly<Record<string, unknown>>;

const referenceTo = ({ name, uid }: { readonly name: string; readonly uid?: string }): Claims => ({ name, ...(uid !== undefined && { uid }) });

const boundTo = (kind: BoundObject['kind'], { boundTo: bound }: ServiceAccountClaims): Claims | undefined =>
  bound?.kind === kind ? referenceTo(bound) : undefined;

/** Which of the claims are there depends on the token; absent ones are left out. */
const boundClaims = (claims: ServiceAccountClaims, issuer: string, id: string | undefined): Claims => ({
  aud: claims.audiences,
  exp: claims.expiresAt,
  iat: claims.issuedAt,
  iss: issuer,
  jti: id,
  'kubernetes.io': {
    attestations: claims.attestations,
    mutatingwebhookconfiguration: boundTo('MutatingWebhookConfiguration', claims),
    namespace: claims.namespace,
    node: boundTo('Node', claims) ?? (claims.node && referenceTo(claims.node)),
    pod: boundTo('Pod', claims),
    secret: boundTo('Secret', claims),
    serviceaccount: referenceTo(claims),
    validatingwebhookconfiguration: boundTo('ValidatingWebhookConfiguration', claims),
    warnafter: claims.warnAfter,
  },
  nbf: claims.issuedAt,
  sub: userNameOf(claims),
});

async function sign(claims: Claims, key: SigningKey | undefined): Promise<string> {
  if (key === undefined) throw new Error('no ServiceAccount signing key');
  return new CompactSign(Buffer.from(JSON.stringify(claims))).setProtectedHeader({ alg: key.algorithm, kid: key.id }).sign(key.key);
}

/** use, kty, kid, crv or n and e: the order in which Go writes a key. */
function jsonWebKey({ id, key }: VerificationKey): PublicKey {
  const { kty, crv, n, e, x, y } = key.export({ format: 'jwk' }) as Record<string, string | undefined>;
  const entries = { use: 'sig', kty, kid: id, crv, alg: algorithmOf(key), x, y, n, e };
  return Object.fromEntries(Object.entries(entries).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

export function createServiceAccountTokens(options: ServerOptions): ServiceAccountTokens {
  const keys = serviceAccountKeysOf(options);
  const issuer = options.serviceAccountIssuer[0] ?? '';
  return {
    issuer,
    audiences: options.apiAudiences.length > 0 ? options.apiAudiences : options.serviceAccountIssuer,
    get publicKeys() {
      return keys.verification.map(jsonWebKey);
    },
    issue: (claims) => sign(boundClaims(claims, issuer, options.version.has('tokenIds') ? randomUUID() : undefined), keys.signing),
    issueLegacy: ({ namespace, secretName, name, uid }) =>
      sign(
        {
          iss: LEGACY_ISSUER,
          [LEGACY_CLAIMS.namespace]: namespace,
          [LEGACY_CLAIMS.secret]: secretName,
          [LEGACY_CLAIMS.name]: name,
          [LEGACY_CLAIMS.uid]: uid,
          sub: userNameOf({ namespace, name }),
        },
        keys.signing,
      ),
  };
}
