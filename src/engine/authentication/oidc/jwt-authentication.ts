/**
 * What a server knows of OpenID issuers and of anonymous requests, from its file or its flags. Read once for each set of
 * options, because a fork of a server asks the same issuers.
 */
import type { ServerOptions } from '../../api/options';
import { StartError } from '../../errors/start-error';
import type { TokenAuthenticator } from '../authenticator';
import { configuredAuthentication } from '../configuration/configured';
import type { AnonymousConfiguration } from '../configuration/types';
import { jwtAuthenticators } from './jwt-authenticators';
import { reloadedAuthenticators } from './reloaded';

export interface JwtAuthentication {
  readonly tokens: TokenAuthenticator | undefined;
  readonly anonymous: AnonymousConfiguration;
  readonly ready: Promise<void>;
}

/** An issuer that takes longer answers when it can: a server does not wait for it. */
const PATIENCE = 10_000;

const inTime = (attempted: Promise<void>): Promise<void> => Promise.race([attempted, new Promise<void>((resolve) => setTimeout(resolve, PATIENCE).unref())]);

function made(options: ServerOptions): JwtAuthentication {
  const configured = configuredAuthentication(options);
  const { configuration, anonymous, algorithms } = configured;
  const { authenticationConfig: file, serviceAccountIssuer: disallowedIssuers, version } = options;
  const jwtOptions = { disallowedIssuers, version, ...(algorithms && { algorithms }) };
  if (file === undefined && configuration.jwt === null) return { tokens: undefined, anonymous, ready: Promise.resolve() };
  const tokens = file === undefined ? jwtAuthenticators(configuration, jwtOptions) : reloadedAuthenticators(file, configured, jwtOptions);
  return { tokens, anonymous, ready: inTime(tokens.attempted) };
}

export function jwtAuthentication(options: ServerOptions): JwtAuthentication {
  try {
    return made(options);
  } catch (error) {
    throw new StartError((error as Error).message, { cause: error });
  }
}
