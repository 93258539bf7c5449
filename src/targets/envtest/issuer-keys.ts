/**
 * Waits for the keys of the OpenID issuer of a real API server. It asks for them in the background, up to 1.20 for the first time
 * ten seconds after its start, and refuses every token until then. A token of the issuer without a valid signature is refused for another
 * reason as soon as they are there. After the poll of k8s.io/apiserver/plugin/pkg/authenticator/token/oidc/oidc.go.
 */
import type { ApiResponse } from '../../engine/api/http';
import type { TargetRequest } from '../target';
import { until } from './until';

const NOT_YET = 'not initialized';
/** The API server asks every ten seconds; an issuer that has not answered twice is one that a scenario wants not to answer. */
const WITHIN = 22_000;

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const unsigned = (issuer: string): string => `${encoded({ alg: 'RS256' })}.${encoded({ iss: issuer })}.${Buffer.from('unsigned').toString('base64url')}`;

export async function issuerKeysThere(issuer: string, send: (request: TargetRequest) => Promise<ApiResponse>): Promise<void> {
  const review = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenReview', spec: { token: unsigned(issuer) } };
  const deadline = Date.now() + WITHIN;
  await until(
    async () => {
      const { body } = await send({ as: { kind: 'administrator' }, method: 'POST', path: '/apis/authentication.k8s.io/v1/tokenreviews', body: review });
      return String(body).includes(NOT_YET) && Date.now() < deadline ? 'the keys of the issuer are not there' : undefined;
    },
    WITHIN + 1000,
    (missing) => new Error(missing),
  );
}
