/**
 * Command line -> options of the server. In three steps, as kube-apiserver does it: read each flag (the first error ends
 * it), complete what follows from other flags, validate everything (all errors at once).
 */
import { randomBytes } from 'node:crypto';
import type { ServerOptions } from '../api/options';
import { quote } from '../golang/quote';
import { aggregate } from '../errors/field-error';
import { VERSIONS, versionOf, type Version } from '../versions';
import { admissionOptions, pluginFlags } from './admission-flags';
import { splitArguments } from './arguments';
import { auditErrors, auditOptions } from './audit-flags';
import { authenticationOptions } from './authentication-flags';
import { authorizationOptions, chosenModes } from './authorization-flags';
import { parseFeatureGates } from './feature-gates';
import { flagCatalogOf, type Flag, type FlagCatalog } from './flag-catalog';
import { FlagValues } from './flag-set';
import { flagErrors } from './flag-checks';
import { hasNoEffect, notesOf } from './flags-without-effect';
import { kubeletOptions } from './kubelet-flags';
import { optionalOf } from './optional';
import { parseBool, parseConfigurationMap, parsePortRange } from './flag-values';
import { printedVersion } from './version-flag';
import { oidcErrors, oidcOptions } from './oidc-flags';
import { printedFlags } from './printed-flags';
import { completeRuntimeConfig, parseRuntimeConfig, runtimeConfigErrors } from './runtime-config';
import { OWN_FLAGS, SERVED_FLAGS } from './served-flags';
import { inFlightOptions, servingOptions, type ServingOptions } from './serving-flags';
import { serviceAccountOptions } from './service-account-flags';
import { StartError } from '../errors/start-error';
import { frontProxyErrors } from './front-proxy-errors';
import { checkServiceAccounts, serviceAccountErrors, tokenRequestErrors } from './service-account-errors';
import { admissionErrors, authorizationErrors, chosenPlugins, inFlightErrors, securePortErrors } from './validate';

export interface ServeOptions extends ServerOptions, Pick<ServingOptions, 'http2' | 'tls'> {
  /** As kube-controller-manager's --controllers. */
  readonly controllers: readonly string[];
  /** Whether a scheduler runs beside the server, as kube-scheduler does. */
  readonly scheduler: boolean;
  readonly writeKubeconfig?: string;
  /** Those about authorization that were given. */
  readonly authorizationFlags: readonly string[];
  readonly authorizationConfigErrors: readonly string[];
  /** What is so instead of what some flags say. */
  readonly notes: readonly string[];
}

const DEFAULT_NODE_PORTS = [30_000, 32_767] as const;

/** The default of kube-apiserver's required flag. */
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
  if (flag !== undefined && !served.has(flag.name) && !hasNoEffect(flag.name))
    throw new StartError(`--${flag.name} is a flag of kube-apiserver that cukernetes does not have yet`);
  return flag;
}

function parsed(args: readonly string[], catalog: FlagCatalog, version: Version): FlagValues {
  return new FlagValues(
    splitArguments(args, (flag) => shapeOf(flag, catalog, version)),
    new Map([...catalog.flags, ...OWN_FLAGS.map((flag) => [flag.name, flag] as const)]),
  );
}

/** Gates decide what the version does, so they are read before the flags that depend on it. */
function featureGatesOf(values: FlagValues, catalog: FlagCatalog, version: Version): Readonly<Record<string, boolean>> {
  const gatesOf = (text: string): Readonly<Record<string, boolean>> => parseFeatureGates(text, catalog.featureGates);
  return version.has('featureGatesSetTogether') ? gatesOf(values.all('feature-gates').join(',')) : values.map('feature-gates', gatesOf);
}

/** What --version asks for, before anything else is looked at. */
export function printedVersionOf(args: readonly string[]): string | undefined {
  const name = versionName(args);
  const version = versionOf(name);
  return parsed(args, flagCatalogOf(name), version).one('version', (value) => printedVersion(value, version));
}

/** An empty range is the default one. */
function nodePortRange(values: FlagValues): readonly [number, number] {
  const [first, last] = values.one('service-node-port-range', parsePortRange);
  return last === 0 ? DEFAULT_NODE_PORTS : [first, last];
}

export function parseFlags(args: readonly string[]): ServeOptions {
  const name = versionName(args);
  const catalog = flagCatalogOf(name);
  const ungated = versionOf(name);
  const values = parsed(args, catalog, ungated);
  const featureGates = featureGatesOf(values, catalog, ungated);
  const runtimeConfig = completeRuntimeConfig(values.map('runtime-config', parseConfigurationMap));
  const modes = chosenModes(values, ungated);
  const serviceAccounts = serviceAccountOptions(values, ungated);
  const oidc = oidcOptions(values);
  const plugins = pluginFlags(values);
  const notes = notesOf(values, ungated);
  const options = {
    version: versionOf(name, featureGates),
    ...optionalOf('clientCaFile', values.file('client-ca-file')),
    ...optionalOf('tokenAuthFile', values.file('token-auth-file')),
    // AlwaysAllow alone disables anonymous requests.
    anonymousAuth: values.one('anonymous-auth', parseBool) && !modes.ofFlag.includes('AlwaysAllow'),
    ...authenticationOptions(values),
    anonymousAuthGiven: values.has('anonymous-auth'),
    ...(oidc && { oidc }),
    ...optionalOf('authenticationConfig', values.file('authentication-config')),
    ...authorizationOptions(values, modes),
    ...serviceAccounts,
    apiAudiences: values.list('api-audiences'),
    serviceClusterIpRange: values.file('service-cluster-ip-range') ?? SERVICE_CLUSTER_IP_RANGE,
    serviceNodePortRange: nodePortRange(values),
    allowPrivileged: values.one('allow-privileged', parseBool),
    ...chosenPlugins(plugins, catalog.admissionPlugins),
    ...admissionOptions(values),
    inFlight: inFlightOptions(values),
    audit: auditOptions(values),
    kubelet: kubeletOptions(values),
    featureGates,
    ...servingOptions(values, catalog),
    controllers: values.list('controllers'),
    scheduler: values.one('scheduler', parseBool),
    ...optionalOf('writeKubeconfig', values.file('write-kubeconfig')),
    loopbackToken: randomBytes(16).toString('hex'),
    notes,
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
    ...flagErrors(values, ungated),
    ...runtimeConfigErrors(runtimeConfig, catalog, options.version),
    ...tokenRequestErrors(options),
  ];
  if (errors.length > 0) throw new StartError(aggregate(errors));
  return {
    ...options,
    runtimeConfig: parseRuntimeConfig(runtimeConfig, catalog),
    printedFlags: printedFlags(catalog, (flag) => values.given(flag), options),
  };
}

/** The same for a server in this process: flags by their names without dashes. What its scenarios name as addresses is reached on this machine alone. */
export function optionsFor(settings: {
  readonly kubernetesVersion?: string;
  readonly flags?: Readonly<Record<string, string>>;
  readonly controllers?: string;
  readonly scheduler?: boolean;
}): ServeOptions {
  const options = parseFlags([
    ...(settings.kubernetesVersion === undefined ? [] : [`--kubernetes-version=${settings.kubernetesVersion}`]),
    ...(settings.controllers === undefined ? [] : [`--controllers=${settings.controllers}`]),
    ...(settings.scheduler === true ? ['--scheduler'] : []),
    ...Object.entries(settings.flags ?? {}).map(([name, value]) => `--${name}=${value}`),
  ]);
  const { kubelet } = options;
  return kubelet.reach === 'nothing' ? options : { ...options, kubelet: { ...kubelet, reach: 'loopback' } };
}
