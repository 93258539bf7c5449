/** The flags of ServiceAccount tokens: keys and issuers. A server without keys makes its own, and has a default issuer. */
import type { ServerOptions } from '../api/options';
import type { Version } from '../versions';
import type { FlagValues } from './flag-set';
import { optionalOf } from './optional';

/** The default of kube-apiserver's required flag. */
const SERVICE_ACCOUNT_ISSUER = 'https://kubernetes.default.svc';

export function serviceAccountOptions(
  values: FlagValues,
  version: Version,
): Pick<ServerOptions, 'serviceAccountKeyFile' | 'serviceAccountSigningKeyFile' | 'serviceAccountIssuer'> {
  const serviceAccountKeyFile = values.list('service-account-key-file');
  const signingKeyFile = values.file('service-account-signing-key-file');
  const issuers = version.has('severalServiceAccountIssuers') ? values.list('service-account-issuer') : [values.file('service-account-issuer') ?? []].flat();
  const ownKeys = serviceAccountKeyFile.length === 0 && signingKeyFile === undefined;
  return {
    serviceAccountKeyFile,
    ...optionalOf('serviceAccountSigningKeyFile', signingKeyFile),
    serviceAccountIssuer: issuers.length === 0 && ownKeys ? [SERVICE_ACCOUNT_ISSUER] : issuers,
  };
}
