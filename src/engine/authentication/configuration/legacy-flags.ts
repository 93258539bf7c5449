/**
 * What older versions, which have only flags, say of them. After k8s.io/apiserver/plugin/pkg/authenticator/token/oidc/oidc.go
 * of 1.20.
 */
import type { OidcOptions } from '../../api/options';
import { quote } from '../../golang/quote';
import { parseUrl } from '../../golang/url';
import { readFileBytes } from '../../golang/files';
import { certificatesIn } from './certificates';

export function checkLegacyFlags({ issuerUrl, usernameClaim, caFile }: OidcOptions): void {
  const { scheme } = parseUrl(issuerUrl);
  if (scheme !== 'https') throw new Error(`'oidc-issuer-url' (${quote(issuerUrl)}) has invalid scheme (${quote(scheme)}), require 'https'`);
  if (usernameClaim === '') throw new Error('no username claim provided');
  if (caFile === undefined) return;
  try {
    certificatesIn(readFileBytes(caFile).toString());
  } catch (error) {
    throw new Error(`Failed to read the CA file: ${(error as Error).message}`, { cause: error });
  }
}
