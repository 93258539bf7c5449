/**
 * The OpenID issuer beside the API server of a scenario: it says who it is and which key it signs with. In the folder of the API
 * server lies issuer-ca.crt; files and flags call its address $ISSUER and the text of that certificate, in quotes, $CERTIFICATE.
 */
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { SignJWT, type JWTPayload } from 'jose';
import { AnswersByPath, openBackend, type Backend, type ServerFolder } from '../../src/index';

const makeKey = (): { readonly publicKey: KeyObject; readonly privateKey: KeyObject } => generateKeyPairSync('rsa', { modulusLength: 2048 });
/** Making keys costs more than all else in a scenario, so all issuers of a run have the same. */
let keys: { readonly own: ReturnType<typeof makeKey>; readonly other: ReturnType<typeof makeKey> } | undefined;

export class Issuer {
  private constructor(readonly backend: Backend) {}

  static async open(folder: ServerFolder): Promise<Issuer> {
    const answers = new AnswersByPath();
    const backend = await openBackend(answers.of);
    keys ??= { own: makeKey(), other: makeKey() };
    const url = `https://${backend.address}`;
    const json = (body: object): { readonly headers: Readonly<Record<string, string>>; readonly body: string } => ({
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    answers.set('/.well-known/openid-configuration', json({ issuer: url, jwks_uri: `${url}/keys` }));
    answers.set('/keys', json({ keys: [keys.own.publicKey.export({ format: 'jwk' })] }));
    folder.name('$ISSUER', backend.address);
    folder.name('$CERTIFICATE', JSON.stringify(backend.authorityPem));
    folder.write('issuer-ca.crt', backend.authorityPem);
    return new Issuer(backend);
  }

  /** A token that says who it is from and is good for an hour, unless the claims say otherwise. */
  async token(claims: JWTPayload, signedBy: 'own' | 'other' = 'own'): Promise<string> {
    if (keys === undefined) throw new Error('There is no issuer yet.');
    const inAnHour = Math.floor(Date.now() / 1000) + 3600;
    return new SignJWT({ iss: `https://${this.backend.address}`, exp: inAnHour, ...claims })
      .setProtectedHeader({ alg: 'RS256' })
      .sign(keys[signedBy].privateKey);
  }
}
