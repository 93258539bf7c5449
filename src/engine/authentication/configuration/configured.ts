/**
 * The configuration of a server, from its file or its flags, checked. After ToAuthenticationConfig of
 * k8s.io/kubernetes/pkg/kubeapiserver/options/authentication.go.
 */
import type { ServerOptions } from '../../api/options';
import { aggregate, forbiddenField, type FieldError } from '../../errors/field-error';
import { authenticatorOfFlags, checkLegacyFlags } from './from-flags';
import { loadAuthenticationConfiguration } from './load';
import type { AnonymousConfiguration, AuthenticationConfiguration } from './types';
import { configurationErrors } from './validate';

export interface ConfiguredAuthentication {
  readonly configuration: AuthenticationConfiguration;
  /** The text of the file, if there is one. */
  readonly text?: string;
  readonly anonymous: AnonymousConfiguration;
  /** Those of the flag; a file leaves all of them open. */
  readonly algorithms?: readonly string[];
}

const wordsOf = (errors: readonly FieldError[]): string => aggregate(errors.map(({ field, body }) => `${field}: ${body}`));

/** Throws with the reason why the configuration cannot be used. */
export function checkConfiguration(
  configuration: AuthenticationConfiguration,
  more: readonly FieldError[] = [],
  disallowedIssuers: readonly string[] = [],
): void {
  const errors = [...configurationErrors(configuration, disallowedIssuers), ...more];
  if (errors.length > 0) throw new Error(wordsOf(errors));
}

export function configuredAuthentication({ authenticationConfig, oidc, anonymousAuth, anonymousAuthGiven, version }: ServerOptions): ConfiguredAuthentication {
  const anonymous = { enabled: anonymousAuth };
  if (authenticationConfig === undefined) {
    if (oidc === undefined) return { configuration: { jwt: null }, anonymous };
    if (!version.has('structuredAuthentication')) checkLegacyFlags(oidc);
    return checked({ configuration: { jwt: [authenticatorOfFlags(oidc)] }, anonymous, algorithms: oidc.signingAlgs });
  }
  const { configuration, text } = loadAuthenticationConfiguration(authenticationConfig);
  if (configuration.anonymous !== undefined && anonymousAuthGiven)
    throw new Error(
      wordsOf([forbiddenField('anonymous', '--anonymous-auth flag cannot be set when anonymous field is configured in authentication configuration file')]),
    );
  return checked({ configuration, text, anonymous: configuration.anonymous ?? anonymous });
}

function checked(configured: ConfiguredAuthentication): ConfiguredAuthentication {
  try {
    checkConfiguration(configured.configuration);
  } catch (error) {
    throw new Error(`invalid authentication configuration: ${(error as Error).message}`, { cause: error });
  }
  return configured;
}
