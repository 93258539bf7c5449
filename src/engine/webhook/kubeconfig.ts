/**
 * The kubeconfig of a webhook: its cluster is the webhook, its user is the API server. What is wrong with it stops the start.
 * After k8s.io/client-go/tools/clientcmd (loader.go, client_config.go).
 */
import { dirname, isAbsolute, join } from 'node:path';
import { readFileBytes, statFile } from '../golang/files';
import { encodeJson } from '../golang/json';
import { quote } from '../golang/quote';
import { aggregate } from '../errors/field-error';
import { Decoder } from '../scheme/decode/decoder';
import { readTyped } from '../scheme/decode/read-typed';
import { interpretKind, withDefaults } from '../scheme/interpret-kind';
import { notRegistered } from '../scheme/kinds';
import { parseYaml } from '../scheme/yaml';
import type { Version } from '../versions';
import { connectionOf, type Connection } from './connection';
import { checkNames } from './kubeconfig-duplicates';
import { clusterErrors, userErrors } from './kubeconfig-errors';
import { KUBECONFIG, KUBECONFIG_TYPES, type Cluster, type Kubeconfig, type User } from './kubeconfig-types';

const CONFIG = { group: '', version: 'v1', kind: 'Config' };
const NOTHING: Kubeconfig = { clusters: null, users: null, contexts: null, 'current-context': '' };

const decoder = new Decoder(KUBECONFIG_TYPES);

const schemeName = (version: Version): string =>
  version.has('schemesNamedByOrigin') ? 'k8s.io/client-go/tools/clientcmd/api/latest/latest.go:50' : 'pkg/runtime/scheme.go:111';

function documentOf(path: string, version: Version): Kubeconfig {
  const text = readFileBytes(path).toString();
  if (text === '') return NOTHING;
  const json = encodeJson(parseYaml(text));
  const { kind, node } = interpretKind(json);
  const meant = withDefaults(kind, CONFIG);
  if (meant.kind !== CONFIG.kind || meant.version !== CONFIG.version || meant.group !== '') throw notRegistered(meant, schemeName(version));
  const config = readTyped(decoder, KUBECONFIG, { json, node }, version) as Kubeconfig | null;
  checkNames(config ?? NOTHING, version);
  return config ?? NOTHING;
}

/** Reports a missing file as such; another that cannot be read, as one that cannot be loaded. */
function load(path: string, version: Version): Kubeconfig {
  if (path === '') return NOTHING;
  try {
    statFile(path);
  } catch (error) {
    if ((error as Error).message.endsWith('no such file or directory')) throw error;
  }
  try {
    return documentOf(path, version);
  } catch (error) {
    throw new Error(`error loading config file ${quote(path)}: ${(error as Error).message}`, { cause: error });
  }
}

/** Paths in the file are relative to the file. */
const resolved = <T extends object>(settings: T, folder: string, names: readonly string[]): T =>
  Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [
      name,
      names.includes(name) && typeof value === 'string' && value !== '' && !isAbsolute(value) ? join(folder, value) : (value as unknown),
    ]),
  ) as T;

/** A kubeconfig with the paths in it as they are from where the server runs. */
export function readWholeKubeconfig(path: string, version: Version): Kubeconfig {
  const config = load(path, version);
  const folder = dirname(path);
  return {
    ...config,
    users: config.users?.map(({ name, user }) => ({ name, user: resolved(user, folder, ['client-certificate', 'client-key', 'tokenFile']) })) ?? null,
  };
}

export function readKubeconfig(path: string, version: Version): Connection {
  const config = load(path, version);
  const name = config['current-context'];
  const folder = dirname(path);
  const context = config.contexts?.findLast((found) => found.name === name);
  const { cluster: clusterName = '', user: userName = '' } = context?.context ?? {};
  const found = config.clusters?.findLast((one) => one.name === clusterName)?.cluster;
  const cluster: Cluster = resolved(found ?? { server: '' }, folder, ['certificate-authority']);
  const user: User = resolved(config.users?.findLast((one) => one.name === userName)?.user ?? {}, folder, ['client-certificate', 'client-key', 'tokenFile']);
  const errors = [
    ...(name !== '' && context === undefined ? [`context was not found for specified context: ${name}`] : []),
    ...userErrors(userName, user, version),
    ...(found === undefined ? ['cluster has no server defined'] : clusterErrors(clusterName, cluster)),
  ];
  if (errors.length === 1 && found === undefined)
    throw new Error('invalid configuration: no configuration has been provided, try setting KUBERNETES_MASTER environment variable');
  if (errors.length > 0) throw new Error(`invalid configuration: ${aggregate(errors)}`);
  return connectionOf(cluster, user, version);
}
