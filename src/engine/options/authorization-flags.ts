/** The flags of authorization: modes, or the configuration file that names them, and the authorizers' files. */
import type { ServerOptions } from '../api/options';
import { loadAuthorizationConfiguration } from '../authorization/configuration/load';
import { parseDuration } from '../golang/duration';
import type { Version } from '../versions';
import type { FlagValues } from './flag-set';
import { optionalOf } from './optional';
import { SERVED_FLAGS } from './served-flags';

function authorizationModes(values: FlagValues, version: Version): readonly string[] {
  const modes = values.list('authorization-mode');
  if (modes.length > 0) return modes;
  return version.has('authorizationModeDefaultsWhenEmpty') || !values.has('authorization-mode') ? ['AlwaysAllow'] : [];
}

/** The types of a configuration file are the modes; what is wrong with the file is reported with everything else. */
function configuredAuthorization(file: string | undefined): { readonly modes?: readonly string[]; readonly errors: readonly string[] } {
  if (file === undefined) return { errors: [] };
  try {
    return { modes: loadAuthorizationConfiguration(file).map(({ type }) => type), errors: [] };
  } catch (error) {
    return { errors: [(error as Error).message] };
  }
}

export interface ChosenModes {
  readonly ofFlag: readonly string[];
  readonly all: readonly string[];
  readonly configFile: string | undefined;
  readonly errors: readonly string[];
}

export function chosenModes(values: FlagValues, version: Version): ChosenModes {
  const configFile = version.has('structuredAuthorization') ? values.file('authorization-config') : undefined;
  const ofFlag = configFile !== undefined ? values.list('authorization-mode') : authorizationModes(values, version);
  const { modes = ofFlag, errors } = configuredAuthorization(configFile);
  return { ofFlag, all: modes, configFile, errors };
}

interface AuthorizationFlags extends Pick<ServerOptions, 'authorizationMode' | 'authorizationPolicyFile' | 'authorizationWebhook' | 'authorizationConfig'> {
  readonly authorizationConfigErrors: readonly string[];
  readonly authorizationFlags: readonly string[];
}

export const authorizationOptions = (values: FlagValues, { all, configFile, errors }: ChosenModes): AuthorizationFlags => ({
  authorizationMode: all,
  ...optionalOf('authorizationPolicyFile', values.file('authorization-policy-file')),
  authorizationWebhook: {
    ...optionalOf('configFile', values.file('authorization-webhook-config-file')),
    version: values.one('authorization-webhook-version', String),
    authorizedTtl: values.one('authorization-webhook-cache-authorized-ttl', parseDuration),
    unauthorizedTtl: values.one('authorization-webhook-cache-unauthorized-ttl', parseDuration),
  },
  ...optionalOf('authorizationConfig', configFile),
  authorizationConfigErrors: errors,
  authorizationFlags: SERVED_FLAGS.filter((flag) => flag.startsWith('authorization-') && values.has(flag)),
});
