/**
 * What is wrong with options that were read without error: all complaints at once, in kube-apiserver's order and words.
 * After the Validate functions of k8s.io/kubernetes/pkg/controlplane/apiserver/options and pkg/kubeapiserver/options.
 */
import type { AuthorizationWebhookOptions, InFlightOptions } from '../api/options';
import type { Version } from '../versions';
import { MODE_NAMES } from '../authorization/modes';
import { quote } from '../golang/quote';

export interface Validated {
  readonly version: Version;
  readonly securePort: number;
  readonly authorizationMode: readonly string[];
  readonly authorizationPolicyFile?: string;
  readonly authorizationWebhook: AuthorizationWebhookOptions;
  readonly authorizationConfig?: string;
  /** The flags about authorization that were given, whatever their values. */
  readonly authorizationFlags: readonly string[];
  readonly authorizationConfigErrors: readonly string[];
  readonly enableAdmissionPlugins: readonly string[];
  readonly disableAdmissionPlugins: readonly string[];
}

export function securePortErrors({ securePort }: Validated): readonly string[] {
  if (securePort >= 0 && securePort <= 65535) return [];
  return [`--secure-port ${securePort} must be between 1 and 65535, inclusive. It cannot be turned off with 0`];
}

/** After ServerRunOptions.Validate and FeatureOptions.ApplyTo. */
export function inFlightErrors({
  maxRequestsInFlight: reading,
  maxMutatingRequestsInFlight: mutating,
  priorityAndFairness,
}: InFlightOptions): readonly string[] {
  const negative = [
    ...(reading < 0 ? ['--max-requests-inflight can not be negative value'] : []),
    ...(mutating < 0 ? ['--max-mutating-requests-inflight can not be negative value'] : []),
  ];
  if (negative.length > 0 || !priorityAndFairness || reading + mutating > 0) return negative;
  return [`invalid configuration: MaxRequestsInFlight=${reading} and MaxMutatingRequestsInFlight=${mutating}; they must add up to something positive`];
}

/** The file itself, and what it says, is looked at when the authorizers are made. */
export function authorizationErrors(options: Validated): readonly string[] {
  const {
    authorizationMode: modes,
    authorizationPolicyFile,
    authorizationWebhook,
    authorizationFlags,
    authorizationConfig,
    authorizationConfigErrors,
  } = options;
  if (authorizationConfig !== undefined) {
    const beside = authorizationFlags.some((flag) => flag === 'authorization-mode' || flag.startsWith('authorization-webhook-'));
    return beside
      ? ['--authorization-config can not be specified when --authorization-mode or --authorization-webhook-* flags are defined']
      : authorizationConfigErrors;
  }
  const complaint = (mode: string): readonly string[] => {
    if (!MODE_NAMES.includes(mode)) return [`authorization-mode ${quote(mode)} is not a valid mode`];
    if (mode === 'ABAC' && authorizationPolicyFile === undefined) return ["authorization-mode ABAC's authorization policy file not passed"];
    if (mode === 'Webhook' && authorizationWebhook.configFile === undefined) return ["authorization-mode Webhook's authorization config file not passed"];
    return [];
  };
  const without = (file: string | undefined, flag: string, mode: string): readonly string[] =>
    file !== undefined && !modes.includes(mode) ? [`cannot specify --${flag} without mode ${mode}`] : [];
  return [
    ...(modes.length === 0 ? ['at least one authorization-mode must be passed'] : []),
    ...modes.flatMap(complaint),
    ...without(authorizationPolicyFile, 'authorization-policy-file', 'ABAC'),
    ...without(authorizationWebhook.configFile, 'authorization-webhook-config-file', 'Webhook'),
    ...(new Set(modes).size < modes.length ? [`authorization-mode [${modes.map(quote).join(' ')}] has mode specified more than once`] : []),
  ];
}

export interface PluginFlags {
  /** The old flag, which names all plugins that run. */
  readonly admissionControl?: readonly string[];
  readonly enabled: readonly string[];
  readonly disabled: readonly string[];
  /** Whether one of the new flags was given, whatever its value. */
  readonly areGiven: boolean;
}

export function admissionErrors({ admissionControl, enabled, disabled, areGiven }: PluginFlags, known: ReadonlySet<string>): readonly string[] {
  const both = enabled.filter((plugin) => disabled.includes(plugin));
  const unknown = (flag: string, plugins: readonly string[]): readonly string[] =>
    plugins.filter((plugin) => !known.has(plugin)).map((plugin) => `${flag} plugin ${quote(plugin)} is unknown`);
  return [
    ...(admissionControl !== undefined && areGiven
      ? ['admission-control and enable-admission-plugins/disable-admission-plugins flags are mutually exclusive']
      : []),
    ...unknown('admission-control', admissionControl ?? []),
    ...unknown('enable-admission-plugins', enabled),
    ...unknown('disable-admission-plugins', disabled),
    ...(both.length > 0 ? [`[${[...new Set(both)].sort().join(' ')}] in enable-admission-plugins and disable-admission-plugins overlapped`] : []),
  ];
}

/** Which plugins run: what the old flag does not name is switched off. */
export function chosenPlugins(
  { admissionControl, enabled, disabled }: PluginFlags,
  known: ReadonlySet<string>,
): Pick<Validated, 'enableAdmissionPlugins' | 'disableAdmissionPlugins'> {
  if (admissionControl === undefined) return { enableAdmissionPlugins: enabled, disableAdmissionPlugins: disabled };
  return { enableAdmissionPlugins: admissionControl, disableAdmissionPlugins: [...known].filter((plugin) => !admissionControl.includes(plugin)) };
}
