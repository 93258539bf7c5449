/** The flags of authentication that stand for themselves: the front proxy, bootstrap tokens, the token webhook, ServiceAccounts. */
import type { ServerOptions } from '../api/options';
import { parseDuration } from '../golang/duration';
import type { FlagValues } from './flag-set';
import { parseBool } from './flag-values';
import { optionalOf } from './optional';

export function authenticationOptions(
  values: FlagValues,
): Pick<ServerOptions, 'requestHeader' | 'enableBootstrapTokenAuth' | 'tokenWebhook' | 'serviceAccounts'> {
  const clientCaFile = values.file('requestheader-client-ca-file');
  return {
    requestHeader: {
      ...(clientCaFile !== undefined && { clientCaFile }),
      allowedNames: values.list('requestheader-allowed-names'),
      usernameHeaders: values.list('requestheader-username-headers'),
      uidHeaders: values.list('requestheader-uid-headers'),
      groupHeaders: values.list('requestheader-group-headers'),
      extraHeadersPrefix: values.list('requestheader-extra-headers-prefix'),
    },
    enableBootstrapTokenAuth: values.one('enable-bootstrap-token-auth', parseBool),
    tokenWebhook: {
      ...optionalOf('configFile', values.file('authentication-token-webhook-config-file')),
      version: values.one('authentication-token-webhook-version', String),
      cacheTtl: values.one('authentication-token-webhook-cache-ttl', parseDuration),
    },
    serviceAccounts: {
      lookup: values.one('service-account-lookup', parseBool),
      maxTokenExpiration: values.one('service-account-max-token-expiration', parseDuration),
      extendTokenExpiration: values.one('service-account-extend-token-expiration', parseBool),
      jwksUri: values.one('service-account-jwks-uri', String),
    },
  };
}
