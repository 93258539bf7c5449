/**
 * What is wrong with the flags about ServiceAccounts. Some of it is reported before anything else is checked.
 * After k8s.io/kubernetes/pkg/kubeapiserver/options/authentication.go and pkg/controlplane/apiserver/options.
 */
import type { ServerOptions } from '../api/options';
import { signingKeyIn } from '../authentication/service-account/keys';
import { parseUrl } from '../golang/url';
import { quote } from '../golang/quote';
import type { Version } from '../versions';
import { StartError } from '../errors/start-error';

type Options = Pick<
  ServerOptions,
  'version' | 'serviceAccountIssuer' | 'serviceAccountKeyFile' | 'serviceAccountSigningKeyFile' | 'serviceAccounts' | 'apiAudiences'
>;

const HOUR = 3_600_000;
const LONGEST = 2 ** 32 * 1000;

/** Keys that are not given are made at start, so only half a configuration is refused. */
const makesOwnKeys = ({ serviceAccountKeyFile, serviceAccountSigningKeyFile }: Options): boolean =>
  serviceAccountKeyFile.length === 0 && serviceAccountSigningKeyFile === undefined;

/** Throws what upstream finds while it completes its options, before it validates them. */
export function checkServiceAccounts({ version, serviceAccounts, serviceAccountIssuer: [issuer = ''], serviceAccountSigningKeyFile }: Options): void {
  const longest = serviceAccounts.maxTokenExpiration;
  if (longest !== 0 && (longest < HOUR || longest > LONGEST))
    throw new StartError(
      version.has('tokenExpirationFlagNamed')
        ? 'the service-account-max-token-expiration must be between 1 hour and 2^32 seconds'
        : 'the serviceaccount max expiration must be between 1 hour to 2^32 seconds',
    );
  if (issuer !== '' && serviceAccountSigningKeyFile !== undefined) signingKeyIn(serviceAccountSigningKeyFile);
}

function urlError(text: string): string | undefined {
  try {
    parseUrl(text);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

function issuerErrors(issuers: readonly string[], version: Version): readonly string[] {
  return issuers.flatMap((issuer, at) => {
    const why = issuer.includes(':') ? urlError(issuer) : undefined;
    const named = version.has('severalServiceAccountIssuers') ? `service-account-issuer ${quote(issuer)}` : 'service-account-issuer';
    if (why !== undefined) return [`${named} contained a ':' but was not a valid URL: ${why}`];
    if (issuer === '') return ['service-account-issuer should not be an empty string'];
    return issuers.indexOf(issuer) < at ? [`${named} is already specified`] : [];
  });
}

function keySetErrors(uri: string): readonly string[] {
  if (uri === '') return [];
  const why = urlError(uri);
  if (why !== undefined) return [`service-account-jwks-uri must be a valid URL: ${why}`];
  const { scheme } = parseUrl(uri);
  return scheme === 'https' ? [] : [`service-account-jwks-uri requires https scheme, parsed as: ${scheme}${uri.slice(scheme.length)}`];
}

export function serviceAccountErrors(options: Options): readonly string[] {
  const { version, serviceAccountIssuer: issuers, serviceAccountKeyFile: keys, serviceAccounts } = options;
  const missingKeys = version.has('serviceAccountSigningEndpoint')
    ? 'either `--service-account-key-file` or `--service-account-signing-endpoint` must be set'
    : 'service-account-key-file is a required flag';
  const required = [...(issuers.length === 0 ? ['service-account-issuer is a required flag'] : []), ...(keys.length === 0 ? [missingKeys] : [])];
  return [...issuerErrors(issuers, version), ...(makesOwnKeys(options) ? [] : required), ...keySetErrors(serviceAccounts.jwksUri)];
}

export function tokenRequestErrors(options: Options): readonly string[] {
  const {
    serviceAccountIssuer: [issuer = ''],
    serviceAccountSigningKeyFile,
    apiAudiences,
  } = options;
  if (makesOwnKeys(options) || (serviceAccountSigningKeyFile !== undefined && issuer !== '')) return [];
  const attempted = serviceAccountSigningKeyFile !== undefined || issuer !== '' || apiAudiences.length > 0;
  return attempted
    ? ['--service-account-signing-key-file, --service-account-issuer, and --api-audiences should be specified together']
    : ['--service-account-signing-key-file and --service-account-issuer are required flags'];
}
