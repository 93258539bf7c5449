/**
 * Which kubeconfig counts, by the rules of kubectl: the file that is named, else the files that KUBECONFIG lists, else
 * ~/.kube/config. Of several files the first that has an entry wins, and files that are not there are passed over. Paths in a
 * file are relative to it. What the entries mean is for @kubernetes/client-node to say. After clientcmd/loader.go.
 */
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import type { KubeConfig } from '@kubernetes/client-node';
import { load } from 'js-yaml';

type Fields = Readonly<Record<string, unknown>>;

/** The library takes a while to load, so it is loaded when a cluster is asked for. */
function emptyKubeConfig(): KubeConfig {
  const library = require('@kubernetes/client-node/dist/config.js') as typeof import('@kubernetes/client-node');
  return new library.KubeConfig();
}

const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {});

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Error(`${file} cannot be read: ${(error as NodeJS.ErrnoException).code ?? String(error)}`, { cause: error });
  }
}

/** What the library does not know of: a file that holds the token, and a command beside the kubeconfig. */
function completed(user: Fields, folder: string): Fields {
  const { tokenFile, exec, ...rest } = user;
  const { command } = fieldsOf(exec);
  const beside = typeof command === 'string' && command.includes('/') ? { ...fieldsOf(exec), command: path.resolve(folder, command) } : exec;
  const token = rest['token'] === undefined && typeof tokenFile === 'string' ? { token: read(path.resolve(folder, tokenFile)).trim() } : {};
  return { ...rest, ...token, ...(beside !== undefined && { exec: beside }) };
}

function configIn(file: string): KubeConfig {
  const config = emptyKubeConfig();
  const content = read(file);
  try {
    const { users, ...rest } = fieldsOf(load(content));
    const entries = (Array.isArray(users) ? users : []).map(fieldsOf);
    const folder = path.dirname(file);
    config.loadFromString(JSON.stringify({ ...rest, users: entries.map((entry) => ({ ...entry, user: completed(fieldsOf(entry['user']), folder) })) }));
    config.makePathsAbsolute(folder);
  } catch (error) {
    throw new Error(`${file} is not a kubeconfig: ${(error as Error).message.split('\n')[0] ?? ''}`, { cause: error });
  }
  return config;
}

const firstOfEach = <T extends { readonly name: string }>(entries: readonly T[]): T[] => [
  ...new Map([...entries].reverse().map((entry) => [entry.name, entry])).values(),
];

/** The files that count; empty when none is there. */
function filesFor(named: string | undefined): readonly string[] {
  if (named !== undefined && named !== '') return [path.resolve(named)];
  const listed = process.env['KUBECONFIG'] ?? '';
  const files = listed === '' ? [path.join(homedir(), '.kube', 'config')] : listed.split(path.delimiter).filter((file) => file !== '');
  return files.map((file) => path.resolve(file)).filter((file) => existsSync(file));
}

/** The kubeconfig with `context` as its current one; undefined without a kubeconfig. Throws an Error that says what is missing. */
export function kubeconfigOfFiles(named?: string, context?: string): KubeConfig | undefined {
  const files = filesFor(named);
  if (files.length === 0) return undefined;
  const configs = files.map(configIn);
  const merged = emptyKubeConfig();
  merged.loadFromOptions({
    clusters: firstOfEach(configs.flatMap((config) => config.getClusters())),
    users: firstOfEach(configs.flatMap((config) => config.getUsers())),
    contexts: firstOfEach(configs.flatMap((config) => config.getContexts())),
    currentContext: context ?? configs.map((config) => config.getCurrentContext()).find((name) => name !== undefined && name !== ''),
  });
  checkContext(merged, files.join(', '));
  return merged;
}

function checkContext(config: KubeConfig, files: string): void {
  const name = config.getCurrentContext() as string | undefined;
  if (name === undefined || name === '') throw new Error(`${files} has no current-context: name one with --context`);
  const context = config.getContextObject(name);
  if (context === null) {
    const known = config.getContexts().map((each) => JSON.stringify(each.name));
    throw new Error(`${files}: it has no context ${JSON.stringify(name)}${known.length === 0 ? '' : `, only ${known.join(', ')}`}`);
  }
  if (config.getCluster(context.cluster) === null) throw new Error(`${files}: it has no cluster ${JSON.stringify(context.cluster)}`);
  const user = context.user as string | undefined;
  if (user !== undefined && config.getUser(user) === null) throw new Error(`${files}: it has no user ${JSON.stringify(user)}`);
}

/** A kubeconfig of one cluster and one user that are not in any file. */
export function kubeconfigAround(cluster: KubeConfig['clusters'][number], user: KubeConfig['users'][number]): KubeConfig {
  const config = emptyKubeConfig();
  config.loadFromClusterAndUser(cluster, user);
  return config;
}
