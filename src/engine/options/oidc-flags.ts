/**
 * The flags of an OpenID issuer. Issuer and client belong together, and a configuration file stands for all of them.
 * After k8s.io/kubernetes/pkg/kubeapiserver/options/authentication.go.
 */
import type { OidcOptions } from '../api/options';
import type { Version } from '../versions';
import type { FlagValues } from './flag-set';
import { parsePair } from './flag-values';
import { SERVED_FLAGS } from './served-flags';

const OIDC_FLAGS = SERVED_FLAGS.filter((flag) => flag.startsWith('oidc-'));

/** Returns `undefined` without an issuer. */
export function oidcOptions(values: FlagValues): OidcOptions | undefined {
  const text = (name: (typeof OIDC_FLAGS)[number]): string => values.one(name, String);
  const [issuerUrl, clientId] = [text('oidc-issuer-url'), text('oidc-client-id')];
  const caFile = values.file('oidc-ca-file');
  const options = {
    issuerUrl,
    clientId,
    ...(caFile !== undefined && { caFile }),
    usernameClaim: text('oidc-username-claim'),
    usernamePrefix: text('oidc-username-prefix'),
    groupsClaim: text('oidc-groups-claim'),
    groupsPrefix: text('oidc-groups-prefix'),
    requiredClaims: values.map('oidc-required-claim', parsePair),
    signingAlgs: values.list('oidc-signing-algs'),
  };
  return issuerUrl === '' || clientId === '' ? undefined : options;
}

export function oidcErrors(values: FlagValues, version: Version): readonly string[] {
  const given = OIDC_FLAGS.some((flag) => values.has(flag));
  if (values.has('authentication-config') && values.file('authentication-config') !== undefined)
    return given ? ['authentication-config file and oidc-* flags are mutually exclusive'] : [];
  const [issuer, client] = [values.file('oidc-issuer-url') !== undefined, values.file('oidc-client-id') !== undefined];
  if (version.has('structuredAuthentication'))
    return given && !(issuer && client) ? ['oidc-issuer-url and oidc-client-id must be specified together when any oidc-* flags are set'] : [];
  return issuer === client ? [] : ['oidc-issuer-url and oidc-client-id should be specified together'];
}
