/**
 * What an issuer says of itself at <issuer>/.well-known/openid-configuration: that it is the issuer, and where its keys are.
 * After github.com/coreos/go-oidc NewProvider.
 */
import { quote } from '../../golang/quote';
import type { Version } from '../../versions';
import type { IssuerClient } from './http-client';
import { jsonOf } from './json-response';
import { remoteKeySet, type KeySet } from './key-set';

/** `discoveryUrl` stands in for the address of the document, not for the issuer. */
export async function discover(client: IssuerClient, issuer: string, discoveryUrl: string, version: Version): Promise<KeySet> {
  const response = await client.get(discoveryUrl === '' ? `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration` : discoveryUrl);
  if (response.status !== 200) throw new Error(`${response.statusLine}: ${response.text}`);
  const document = jsonOf(response) as { readonly issuer?: unknown; readonly jwks_uri?: unknown } | null;
  if (document?.issuer !== issuer)
    throw new Error(`oidc: issuer did not match the issuer returned by provider, expected ${quote(issuer)} got ${quote(String(document?.issuer ?? ''))}`);
  const address = typeof document.jwks_uri === 'string' ? document.jwks_uri : '';
  if (address === '' && version.has('keySetAddressRequired')) throw new Error('provider did not return JWKS URL');
  return remoteKeySet(client, address);
}
