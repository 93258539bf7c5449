/**
 * What verifies tokens of ServiceAccounts elsewhere: the provider's configuration and its keys. Only an issuer that is an
 * https URL without query and fragment has them. After k8s.io/kubernetes/pkg/routes/openidmetadata.go.
 */
import type { HandlerResult } from '../../api/registry';
import { encodeJson } from '../../golang/json';
import { compareBytes } from '../../golang/bytes';
import type { RegistryContext } from '../generic/context';
import { externalAddress } from './documents';

export const OPENID_CONFIGURATION = '/.well-known/openid-configuration';
export const OPENID_KEYS = '/openid/v1/jwks';

export const hasOpenId = ({ tokens }: RegistryContext): boolean => /^https:[^?#]*\??#?$/i.test(tokens.issuer);

const CACHED = { 'Cache-Control': 'public, max-age=3600' };

export function openIdConfiguration({ options, tokens }: RegistryContext): HandlerResult {
  const algorithms = [...new Set(tokens.publicKeys.map(({ alg = '' }) => alg))].sort(compareBytes);
  const { jwksUri } = options.serviceAccounts;
  const configuration = {
    issuer: tokens.issuer,
    jwks_uri: jwksUri === '' ? `https://${externalAddress(options)}${OPENID_KEYS}` : jwksUri,
    response_types_supported: ['id_token'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: algorithms,
  };
  return { status: 200, text: encodeJson(configuration), headers: { ...CACHED, 'Content-Type': 'application/json' } };
}

/** The members of a key in the order in which go-jose writes them. */
const MEMBERS = ['use', 'kty', 'kid', 'crv', 'alg', 'x', 'y', 'n', 'e'] as const;

export function openIdKeys({ tokens }: RegistryContext): HandlerResult {
  const keys = tokens.publicKeys.map((key) => Object.fromEntries(MEMBERS.flatMap((member) => (key[member] === undefined ? [] : [[member, key[member]]]))));
  return { status: 200, text: encodeJson({ keys }), headers: { ...CACHED, 'Content-Type': 'application/jwk-set+json' } };
}
