/**
 * Command line -> options of the server. In three steps, as kube-apiserver does it: read each flag (the first error ends
 * it), complete what follows from other flags, validate everything (all errors at once).
 */
import { randomBytes } from 'node:crypto';
import type { ServerOptions } from '../api/options';
import { loadAuthorizationConfiguration } from '../authorization/configuration/load';
import { parseDuration } from '../golang/duration';
import { quote } from '../golang/quote';
import { aggregate } from '../errors/field-error';
import { VERSIONS, versionOf, type Version } from '../versions';
import { splitArguments } from './arguments';
import { auditErrors, auditOptions } from './audit-flags';
import { authenticationOptions } from './authentication-flags';
import { parseFeatureGates } from './feature-gates';
import { flagCatalogOf, type Flag, type FlagCatalog } from './flag-catalog';
import { FlagValues } from './flag-set';
import { parseBool, parseConfigurationMap, parseInteger, parseIp } from './flag-values';
import { oidcErrors, oidcOptions } from './oidc-flags';
import { completeRuntimeConfig, parseRuntimeConfig, runtimeConfigErrors } from './runtime-config';
import { OWN_FLAGS, SERVED_FLAGS } from './served-flags';
import { StartError } from '../errors/start-error';
import { frontProxyErrors } from './front-proxy-errors';
import { checkServiceAccounts, serviceAccountErrors, tokenRequestErrors } from './service-account-errors';
import { admissionErrors, authorizationErrors, chosenPlugins, inFlightErrors, securePortErrors } from './validate';

export interface ServeOptions extends ServerOptions {
  /** As kube-controller-manager's --controllers. */
  readonly controllers: readonly string[];
  readonly writeKubeconfig?: string;
  readonly http2: { readonly disabled: boolean; readonly maxStreams: number };
  /** Those about authorization that were given. */
  readonly authorizationFlags: readonly string[];
  readonly authorizationConfigErrors: readonly string[];
}

/** Defaults for kube-apiserver's required flags. */
const SERVICE_ACCOUNT_ISSUER = 'https://kubernetes.default.svc';
const SERVICE_CLUSTER_IP_RANGE = '10.0.0.0/24';

const served: ReadonlySet<string> = new Set(SERVED_FLAGS);

/** The version decides which flags there are, so it is looked for first. */
function versionName(args: readonly string[]): string {
  const at = args.findLastIndex((argument) => argument === '--kubernetes-version' || argument.startsWith('--kubernetes-version='));
  if (at === -1) return VERSIONS[VERSIONS.length - 1] ?? '';
  const given = args[at]?.split('=')[1] ?? args[at + 1] ?? '';
  const version = VERSIONS.find((known) => known === given.replace(/^v/, ''));
  if (version === undefined) throw new StartError(`--kubernetes-version ${quote(given)} is not one of ${VERSIONS.join(', ')}`);
  return version;
}

function shapeOf(name: string, catalog: FlagCatalog, version: Version): Flag | undefined {
  const own = OWN_FLAGS.find((flag) => flag.name === name);
  if (own !== undefined) return own;
  const flag = catalog.flags.get(version.has('underscoresInFlags') ? name.replaceAll('_', '-') : name);
  if (flag !== undefined && !served.has(flag.name)) throw new StartError(`--${flag.name} is a flag of kube-apiserver that cukernetes does not have yet`);
  return flag;
}

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

const optional = <K extends string>(key: K, value: string | undefined): { readonly [key in K]?: string } =>
  value === undefined ? {} : ({ [key]: value } as { readonly [key in K]: string });

export function parseFlags(args: readonly string[]): ServeOptions {
  const name = versionName(args);
  const catalog = flagCatalogOf(name);
  const ungated = versionOf(name);
  const values = new FlagValues(
    splitArguments(args, (flag) => shapeOf(flag, catalog, ungated)),
    new Map([...catalog.flags, ...OWN_FLAGS.map((flag) => [flag.name, flag] as const)]),
  );
  const gatesOf = (text: string): Readonly<Record<string, boolean>> => parseFeatureGates(text, catalog.featureGates);
  const featureGates = ungated.has('featureGatesSetTogether') ? gatesOf(values.all('feature-gates').join(',')) : values.map('feature-gates', gatesOf);
  const runtimeConfig = completeRuntimeConfig(values.map('runtime-config', parseConfigurationMap));
  const authorizationConfig = ungated.has('structuredAuthorization') ? values.file('authorization-config') : undefined;
  const modesOfFlag = authorizationConfig !== undefined ? values.list('authorization-mode') : authorizationModes(values, ungated);
  const configured = configuredAuthorization(authorizationConfig);
  const authorizationMode = configured.modes ?? modesOfFlag;
  const serviceAccountKeyFile = values.list('service-account-key-file');
  const signingKeyFile = values.file('service-account-signing-key-file');
  const issuers = ungated.has('severalServiceAccountIssuers') ? values.list('service-account-issuer') : [values.file('service-account-issuer') ?? []].flat();
  const oidc = oidcOptions(values);
  const ownKeys = serviceAccountKeyFile.length === 0 && signingKeyFile === undefined;
  const plugins = {
    ...(values.has('admission-control') && { admissionControl: values.list('admission-control') }),
    enabled: values.list('enable-admission-plugins'),
    disabled: values.list('disable-admission-plugins'),
    areGiven: values.has('enable-admission-plugins') || values.has('disable-admission-plugins'),
  };
  const options = {
    version: versionOf(name, featureGates),
    ...optional('clientCaFile', values.file('client-ca-file')),
    ...optional('tokenAuthFile', values.file('token-auth-file')),
    // AlwaysAllow alone disables anonymous requests.
    anonymousAuth: values.one('anonymous-auth', parseBool) && !modesOfFlag.includes('AlwaysAllow'),
    ...authenticationOptions(values),
    anonymousAuthGiven: values.has('anonymous-auth'),
    ...(oidc && { oidc }),
    ...optional('authenticationConfig', values.file('authentication-config')),
    authorizationMode,
    ...optional('authorizationPolicyFile', values.file('authorization-policy-file')),
    authorizationWebhook: {
      ...optional('configFile', values.file('authorization-webhook-config-file')),
      version: values.one('authorization-webhook-version', String),
      authorizedTtl: values.one('authorization-webhook-cache-authorized-ttl', parseDuration),
      unauthorizedTtl: values.one('authorization-webhook-cache-unauthorized-ttl', parseDuration),
    },
    ...optional('authorizationConfig', authorizationConfig),
    authorizationConfigErrors: configured.errors,
    authorizationFlags: SERVED_FLAGS.filter((flag) => flag.startsWith('authorization-') && values.has(flag)),
    serviceAccountKeyFile,
    ...optional('serviceAccountSigningKeyFile', signingKeyFile),
    serviceAccountIssuer: issuers.length === 0 && ownKeys ? [SERVICE_ACCOUNT_ISSUER] : issuers,
    apiAudiences: values.list('api-audiences'),
    serviceClusterIpRange: values.file('service-cluster-ip-range') ?? SERVICE_CLUSTER_IP_RANGE,
    allowPrivileged: values.one('allow-privileged', parseBool),
    ...chosenPlugins(plugins, catalog.admissionPlugins),
    ...optional('admissionControlConfigFile', values.file('admission-control-config-file')),
    tolerationSeconds: {
      notReady: values.one('default-not-ready-toleration-seconds', parseInteger),
      unreachable: values.one('default-unreachable-toleration-seconds', parseInteger),
    },
    inFlight: {
      maxRequestsInFlight: values.one('max-requests-inflight', parseInteger),
      maxMutatingRequestsInFlight: values.one('max-mutating-requests-inflight', parseInteger),
      priorityAndFairness: values.one('enable-priority-and-fairness', parseBool),
    },
    audit: auditOptions(values),
    featureGates,
    externalHostname: values.one('external-hostname', String),
    bindAddress: values.one('bind-address', parseIp),
    securePort: values.one('secure-port', parseInteger),
    ...optional('certDir', values.file('cert-dir')),
    ...optional('tlsCertFile', values.file('tls-cert-file')),
    ...optional('tlsPrivateKeyFile', values.file('tls-private-key-file')),
    http2: {
      disabled: catalog.flags.has('disable-http2-serving') && values.one('disable-http2-serving', parseBool),
      maxStreams: values.one('http2-max-streams-per-connection', parseInteger),
    },
    controllers: values.list('controllers'),
    ...optional('writeKubeconfig', values.file('write-kubeconfig')),
    loopbackToken: randomBytes(16).toString('hex'),
  };
  checkServiceAccounts(options);
  const errors = [
    ...inFlightErrors(options.inFlight),
    ...securePortErrors(options),
    ...oidcErrors(values, options.version),
    ...serviceAccountErrors(options),
    ...frontProxyErrors(options),
    ...authorizationErrors(options),
    ...auditErrors(options.audit, ungated),
    ...admissionErrors(plugins, catalog.admissionPlugins),
    ...runtimeConfigErrors(runtimeConfig, catalog, options.version),
    ...tokenRequestErrors(options),
  ];
  if (errors.length > 0) throw new StartError(aggregate(errors));
  return { ...options, runtimeConfig: parseRuntimeConfig(runtimeConfig, catalog) };
}

/** The same for a server in this process: flags by their names without dashes. */
export function optionsFor(settings: {
  readonly kubernetesVersion?: string;
  readonly flags?: Readonly<Record<string, string>>;
  readonly controllers?: string;
}): ServeOptions {
  return parseFlags([
    ...(settings.kubernetesVersion === undefined ? [] : [`--kubernetes-version=${settings.kubernetesVersion}`]),
    ...(settings.controllers === undefined ? [] : [`--controllers=${settings.controllers}`]),
    ...Object.entries(settings.flags ?? {}).map(([name, value]) => `--${name}=${value}`),
  ]);
}
