/**
 * The configuration of PodSecurity: what counts where a namespace says nothing, and whose pods are not looked at.
 * After k8s.io/pod-security-admission/admission/api
 */
import { dnsLabel, dnsSubdomain } from '../../apimachinery/names';
import { TypeTable, type TypesFile } from '../../catalog/types';
import { aggregate, duplicate, invalidValue, type FieldError } from '../../errors/field-error';
import { decodeByScheme, type ConfigurationScheme } from '../../scheme/configuration-scheme';
import type { Version } from '../../versions';
import { InitializationError } from '../configuration/initialization-error';
import { isLevel, isVersion, LEVEL_WANTED, MODES, VERSION_WANTED, type Mode, type Policy } from './policy';

export interface PodSecurityConfiguration {
  readonly defaults: Policy;
  readonly exemptions: { readonly usernames: readonly string[]; readonly namespaces: readonly string[]; readonly runtimeClasses: readonly string[] };
}

interface Decoded {
  readonly defaults: Readonly<Partial<Record<Mode | `${Mode}-version`, string>>>;
  readonly exemptions: Partial<PodSecurityConfiguration['exemptions']>;
}

const GROUP = 'pod-security.admission.config.k8s.io';
const VERSIONS = ['v1', 'v1beta1', 'v1alpha1'];

const typesOf = (version: string): TypesFile => ({
  [`api/${version}.PodSecurityConfiguration`]: {
    '+TypeMeta': 'meta/v1.TypeMeta',
    defaults: `Defaults api/${version}.PodSecurityDefaults`,
    exemptions: `Exemptions api/${version}.PodSecurityExemptions`,
  },
  [`api/${version}.PodSecurityDefaults`]: {
    enforce: 'Enforce string omitempty',
    'enforce-version': 'EnforceVersion string omitempty',
    audit: 'Audit string omitempty',
    'audit-version': 'AuditVersion string omitempty',
    warn: 'Warn string omitempty',
    'warn-version': 'WarnVersion string omitempty',
  },
  [`api/${version}.PodSecurityExemptions`]: {
    usernames: 'Usernames []string omitempty',
    namespaces: 'Namespaces []string omitempty',
    runtimeClasses: 'RuntimeClasses []string omitempty',
  },
});

const SCHEME: ConfigurationScheme = {
  origin: 'k8s.io/pod-security-admission/admission/api/scheme/scheme.go',
  isStrict: true,
  types: new TypeTable({
    'meta/v1.TypeMeta': { kind: 'Kind string omitempty', apiVersion: 'APIVersion string omitempty' },
    ...typesOf('v1'),
    ...typesOf('v1beta1'),
    ...typesOf('v1alpha1'),
  }),
  kinds: Object.fromEntries(VERSIONS.map((version) => [`${GROUP}/${version} PodSecurityConfiguration`, `api/${version}.PodSecurityConfiguration`])),
};

const PRIVILEGED = { level: 'privileged', version: 'latest' } as const;
const NOTHING: Decoded = { defaults: {}, exemptions: {} };

const orElse = (text: string | undefined, fallback: string): string => (text === undefined || text === '' ? fallback : text);

function policyIn({ defaults }: Decoded): Policy {
  const errors: string[] = [];
  const read = MODES.map((mode) => {
    const [level, version] = [orElse(defaults[mode], PRIVILEGED.level), orElse(defaults[`${mode}-version`], PRIVILEGED.version)];
    if (!isLevel(level)) errors.push(`${mode}: ${LEVEL_WANTED}`);
    if (!isVersion(version)) errors.push(`${mode}-version: ${VERSION_WANTED}`);
    return [mode, { level: isLevel(level) ? level : PRIVILEGED.level, version }] as const;
  });
  if (errors.length > 0) throw new InitializationError(`PodSecurity configuration error: ${aggregate(errors)}`);
  return Object.fromEntries(read) as Policy;
}

/** Names that are no good, and those that are there already. */
function nameErrors(names: readonly string[], at: string, problemsOf: (name: string) => readonly string[]): readonly FieldError[] {
  return names.flatMap((name, index) => {
    const problems = problemsOf(name);
    if (problems.length > 0) return [invalidValue(`${at}[${index}]`, name, problems.join(', '))];
    return names.indexOf(name) < index ? [duplicate(`${at}[${index}]`, name)] : [];
  });
}

export function podSecurityConfiguration(text: string | undefined, version: Version): PodSecurityConfiguration {
  const decoded = text === undefined || text === '' ? NOTHING : (decodeByScheme(text, SCHEME, version).value as unknown as Decoded);
  const { usernames = [], namespaces = [], runtimeClasses = [] } = decoded.exemptions;
  const defaults = policyIn(decoded);
  const errors = [
    ...nameErrors(namespaces, 'exemptions.namespaces', (name) => dnsLabel(name, version)),
    ...nameErrors(runtimeClasses, 'exemptions.runtimeClasses', dnsSubdomain),
    ...nameErrors(usernames, 'exemptions.usernames', (name) => (name === '' ? ['username must not be empty'] : [])),
  ];
  if (errors.length > 0) throw new InitializationError(`PodSecurity invalid: ${aggregate(errors.map(({ field, body }) => `${field}: ${body}`))}`);
  return { defaults, exemptions: { usernames, namespaces, runtimeClasses } };
}
