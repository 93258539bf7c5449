/**
 * The OIDC issuer beside the API servers of scenarios, with its discovery document and the key that it signs with. In the folder of an API
 * server lies issuer-ca.crt; files and flags call its address $ISSUER and the text of that certificate, in quotes, $CERTIFICATE.
 */
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { SignJWT, type JWTPayload } from 'jose';
import { AnswersByPath, type Backend, type Backends, type ServerFolder } from '../../src/index';

interface Key {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

/** The key that the issuer publishes, or one that it does not. */
export type SigningKey = 'published' | 'unknown';

const makeKey = (): Key => generateKeyPairSync('rsa', { modulusLength: 2048 });

export class Issuer {
  private constructor(
    readonly backend: Backend,
    readonly keys: Readonly<Record<SigningKey, Key>>,
  ) {}

  static async start(backends: Backends): Promise<Issuer> {
    const answers = new AnswersByPath();
    const backend = await backends.open(answers.of);
    const keys = { published: makeKey(), unknown: makeKey() };
    const url = `https://${backend.address}`;
    const json = (body: object): { readonly headers: Readonly<Record<string, string>>; readonly body: string } => ({
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    answers.set('/.well-known/openid-configuration', json({ issuer: url, jwks_uri: `${url}/keys` }));
    answers.set('/keys', json({ keys: [keys.published.publicKey.export({ format: 'jwk' })] }));
    return new Issuer(backend, keys);
  }

  describeIn(folder: ServerFolder): void {
    folder.name('$ISSUER', this.backend.address);
    folder.name('$CERTIFICATE', JSON.stringify(this.backend.authorityPem));
    folder.write('issuer-ca.crt', this.backend.authorityPem);
  }

  /** A token of this issuer that is valid for an hour, unless the claims say otherwise. */
  token(claims: JWTPayload, key: SigningKey): Promise<string> {
    const inAnHour = Math.floor(Date.now() / 1000) + 3600;
    return new SignJWT({ iss: `https://${this.backend.address}`, exp: inAnHour, ...claims })
      .setProtectedHeader({ alg: 'RS256' })
      .sign(this.keys[key].privateKey);
  }
}

/** The claims of a doc string. Throws when they are not an object of JSON. */
export function claimsIn(text: string): JWTPayload {
  try {
    const claims = JSON.parse(text) as unknown;
    if (typeof claims === 'object' && claims !== null && !Array.isArray(claims)) return claims as JWTPayload;
  } catch (error) {
    throw new Error(`The claims are not JSON: ${(error as Error).message}. For example: {"sub": "jane", "aud": "kubernetes"}`, { cause: error });
  }
  throw new Error('The claims are not an object of JSON. For example: {"sub": "jane", "aud": "kubernetes"}');
}
