/**
 * --admission-control-config-file: an AdmissionConfiguration, which names plugins, and for each its configuration, or a file that
 * has it. A file from before there was such a kind configures the two plugins that are read without one.
 * Upstream: k8s.io/apiserver/pkg/admission/config.go
 */
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { TypeTable } from '../../catalog/types';
import { readFileBytes } from '../../golang/files';
import { encodeJson } from '../../golang/json';
import { quote } from '../../golang/quote';
import { StartError } from '../../errors/start-error';
import { decodeByScheme, UnknownKindError, type ConfigurationScheme } from '../../scheme/configuration-scheme';
import { parseYaml } from '../../scheme/yaml';
import type { Version } from '../../versions';

/** The text of the configuration of a plugin; undefined where there is none. */
export type ConfigurationFor = (plugin: string) => string | undefined;

interface PluginConfiguration {
  readonly name: string;
  readonly path: string;
  readonly configuration: unknown;
}

const V1 = 'apiserver.config.k8s.io/v1';
const V1ALPHA1 = 'apiserver.k8s.io/v1alpha1';
const EGRESS = `${V1ALPHA1} EgressSelectorConfiguration`;
/** Kinds of the same scheme, which configure something else; what is in them is not looked at. */
const OTHERS = [
  ...['EncryptionConfiguration', 'AuthenticationConfiguration', 'AuthorizationConfiguration'].map((kind) => `${V1} ${kind}`),
  ...['AuthenticationConfiguration', 'AuthorizationConfiguration', 'TracingConfiguration'].map((kind) => `apiserver.config.k8s.io/v1alpha1 ${kind}`),
  EGRESS,
];

const typesOf = (version: string): Readonly<Record<string, Readonly<Record<string, string>>>> => ({
  [`apiserver/${version}.AdmissionConfiguration`]: { '+TypeMeta': 'meta/v1.TypeMeta', plugins: `Plugins []apiserver/${version}.AdmissionPluginConfiguration` },
  [`apiserver/${version}.AdmissionPluginConfiguration`]: { name: 'Name string', path: 'Path string', configuration: 'Configuration *runtime.Unknown' },
});

const schemeWith = (others: readonly string[]): ConfigurationScheme => ({
  origin: 'k8s.io/apiserver/pkg/server/options/admission.go:44',
  isStrict: true,
  types: new TypeTable({
    'meta/v1.TypeMeta': { kind: 'Kind string omitempty', apiVersion: 'APIVersion string omitempty' },
    'runtime.Unknown': 'custom struct',
    'apiserver.Other': 'interface',
    ...typesOf('v1'),
    ...typesOf('v1alpha1'),
  }),
  kinds: {
    ...Object.fromEntries(others.map((kind) => [kind, 'apiserver.Other'])),
    [`${V1} AdmissionConfiguration`]: 'apiserver/v1.AdmissionConfiguration',
    [`${V1ALPHA1} AdmissionConfiguration`]: 'apiserver/v1alpha1.AdmissionConfiguration',
  },
});
const OLD_SCHEME = schemeWith([EGRESS]);
const SCHEME = schemeWith(OTHERS);

/** Read as they are, by a key of the top of their file. */
const UNVERSIONED = new Map([
  ['ImagePolicyWebhook', 'imagePolicy'],
  ['PodNodeSelector', 'podNodeSelectorPluginConfig'],
]);

function isUnversioned(text: string): boolean {
  const document = parseYaml(text);
  return typeof document === 'object' && document !== null && [...UNVERSIONED.values()].some((key) => Object.hasOwn(document, key));
}

function pluginsIn(path: string, text: string, version: Version): readonly PluginConfiguration[] {
  try {
    const { kind, value } = decodeByScheme(text, version.has('structuredAuthorization') ? SCHEME : OLD_SCHEME, version);
    if (kind.kind !== 'AdmissionConfiguration') throw new Error(`unexpected type: *apiserver.${kind.kind}`);
    return (value as unknown as { readonly plugins: readonly PluginConfiguration[] | null }).plugins ?? [];
  } catch (error) {
    if (!(error instanceof UnknownKindError) || !isUnversioned(text)) throw error;
    return [...UNVERSIONED.keys()].map((name) => ({ name, path: resolve(path), configuration: null }));
  }
}

function read(path: string): string {
  try {
    return readFileBytes(path).toString();
  } catch (error) {
    throw new Error(`unable to read admission control configuration from ${quote(path)} [${(error as Error).message}]`, { cause: error });
  }
}

/** A missing file ends a real server at once, with the error as Go prints a value. */
function configurationAt(path: string, version: Version): string {
  try {
    return readFileBytes(path).toString();
  } catch (error) {
    const { code, errno = 0 } = (error as Error).cause as NodeJS.ErrnoException;
    const type = version.has('schemesNamedByOrigin') ? 'os.PathError' : 'fs.PathError';
    const shown = `&${type}{Op:"${code === 'EISDIR' ? 'read' : 'open'}", Path:${quote(path)}, Err:0x${(-errno).toString(16)}}`;
    throw new StartError(`F] Couldn't open admission plugin configuration ${path}: ${shown}`, { cause: error });
  }
}

function configuredPlugins(path: string, version: Version): readonly PluginConfiguration[] {
  try {
    return pluginsIn(path, read(path), version);
  } catch (error) {
    throw new Error(`failed to read plugin config: ${(error as Error).message}`, { cause: error });
  }
}

export function readPluginConfigurations(path: string | undefined, version: Version): ConfigurationFor {
  if (path === undefined) return () => undefined;
  const plugins = configuredPlugins(path, version);
  return (plugin) => {
    const found = plugins.find(({ name }) => name === plugin);
    if (found === undefined) return undefined;
    if (found.configuration !== null) return encodeJson(found.configuration);
    return found.path === '' ? undefined : configurationAt(isAbsolute(found.path) ? found.path : join(dirname(resolve(path)), found.path), version);
  };
}
