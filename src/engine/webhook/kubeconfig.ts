/**
 * The kubeconfig of a webhook: its cluster is the webhook, its user is the API server. What is wrong with it stops the start.
 * After k8s.io/client-go/tools/clientcmd (loader.go, validation.go).
 */
import { dirname, isAbsolute, join } from 'node:path';
import { readFileBytes, statFile } from '../golang/files';
import { encodeJson } from '../golang/json';
import { quote } from '../golang/quote';
import { aggregate } from '../response/field-error';
import { interpretKind, withDefaults } from '../scheme/interpret-kind';
import { notRegistered } from '../scheme/kinds';
import { parseYaml } from '../scheme/yaml';

interface Cluster {
  readonly server?: string;
  readonly 'certificate-authority'?: string;
  readonly 'certificate-authority-data'?: string;
  readonly 'insecure-skip-tls-verify'?: boolean;
  readonly 'tls-server-name'?: string;
}
interface User {
  readonly 'client-certificate'?: string;
  readonly 'client-certificate-data'?: string;
  readonly 'client-key'?: string;
  readonly 'client-key-data'?: string;
  readonly token?: string;
  readonly tokenFile?: string;
  readonly username?: string;
  readonly password?: string;
}
interface Context {
  readonly cluster?: string;
  readonly user?: string;
}
interface Kubeconfig {
  readonly clusters?: readonly { readonly name?: string; readonly cluster?: Cluster }[] | null;
  readonly users?: readonly { readonly name?: string; readonly user?: User }[] | null;
  readonly contexts?: readonly { readonly name?: string; readonly context?: Context }[] | null;
  readonly 'current-context'?: string;
}

/** Where a webhook is, whom it has to be, and who the API server is to it. */
export interface Connection {
  readonly server: string;
  readonly authority?: Buffer;
  readonly serverName?: string;
  readonly insecure: boolean;
  readonly certificate?: Buffer;
  readonly key?: Buffer;
  readonly authorization?: string;
}

const CONFIG = { group: '', version: 'v1', kind: 'Config' };
const SCHEME = 'pkg/runtime/scheme.go:111';

function documentOf(path: string): Kubeconfig {
  const text = readFileBytes(path).toString();
  if (text === '') return {};
  const { kind } = interpretKind(encodeJson(parseYaml(text)));
  const meant = withDefaults(kind, CONFIG);
  if (meant.kind !== CONFIG.kind || meant.version !== CONFIG.version || meant.group !== '') throw notRegistered(meant, SCHEME);
  return (parseYaml(text) ?? {}) as Kubeconfig;
}

function load(path: string): Kubeconfig {
  statFile(path);
  try {
    return documentOf(path);
  } catch (error) {
    throw new Error(`error loading config file ${quote(path)}: ${(error as Error).message}`, { cause: error });
  }
}

/** Nothing, if the file can be read. */
function unreadable(what: string, path: string, owner: string): readonly string[] {
  try {
    readFileBytes(path);
    return [];
  } catch (error) {
    const { message } = error as Error;
    return message.startsWith('open ') ? [`unable to read ${what} ${path} for ${owner} due to ${message}`] : [];
  }
}

function userErrors(name: string, user: User): readonly string[] {
  const {
    'client-certificate': certificate = '',
    'client-certificate-data': certificateData = '',
    'client-key': key = '',
    'client-key-data': keyData = '',
  } = user;
  const methods = [...((user.token ?? '') === '' ? [] : ['token']), ...((user.username ?? '') === '' && (user.password ?? '') === '' ? [] : ['basicAuth'])];
  const ofCertificate =
    certificate === '' && certificateData === ''
      ? []
      : [
          ...(certificate !== '' && certificateData !== ''
            ? [`client-cert-data and client-cert are both specified for ${name}. client-cert-data will override.`]
            : []),
          ...(key !== '' && keyData !== '' ? [`client-key-data and client-key are both specified for ${name}; client-key-data will override`] : []),
          ...(key === '' && keyData === '' ? [`client-key-data or client-key must be specified for ${name} to use the clientCert authentication method.`] : []),
          ...(certificate === '' ? [] : unreadable('client-cert', certificate, name)),
          ...(key === '' ? [] : unreadable('client-key', key, name)),
        ];
  const several = methods.length > 1 ? [`more than one authentication method found for ${name}; found [${methods.join(' ')}], only one is allowed`] : [];
  return [...ofCertificate, ...several];
}

function clusterErrors(name: string, cluster: Cluster): readonly string[] {
  if (Object.keys(cluster).length === 0) return ['cluster has no server defined'];
  const { server = '', 'certificate-authority': file = '', 'certificate-authority-data': data = '' } = cluster;
  const nameless = name === '' ? 'default cluster has no server defined' : `no server found for cluster ${quote(name)}`;
  return [
    ...(server === '' ? [nameless] : []),
    ...(file !== '' && data !== ''
      ? [`certificate-authority-data and certificate-authority are both specified for ${name}. certificate-authority-data will override.`]
      : []),
    ...(file === '' ? [] : unreadable('certificate-authority', file, name)),
  ];
}

/** Paths in the file are relative to the file. */
const resolved = <T extends object>(settings: T, folder: string, names: readonly string[]): T =>
  Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [
      name,
      names.includes(name) && typeof value === 'string' && value !== '' && !isAbsolute(value) ? join(folder, value) : (value as unknown),
    ]),
  ) as T;

const bytesOf = (file: string | undefined, data: string | undefined): Buffer | undefined => {
  if (data !== undefined && data !== '') return Buffer.from(data, 'base64');
  return file === undefined || file === '' ? undefined : readFileBytes(file);
};

function authorizationOf({ token = '', tokenFile = '', username = '', password = '' }: User): string | undefined {
  if (token !== '') return `Bearer ${token}`;
  if (tokenFile !== '') return `Bearer ${readFileBytes(tokenFile).toString().trim()}`;
  return username === '' && password === '' ? undefined : `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}

export function readKubeconfig(path: string): Connection {
  const config = load(path);
  const name = config['current-context'] ?? '';
  const folder = dirname(path);
  const context = config.contexts?.find((found) => found.name === name);
  const { cluster: clusterName = '', user: userName = '' } = context?.context ?? {};
  const cluster = resolved(config.clusters?.find((found) => found.name === clusterName)?.cluster ?? {}, folder, ['certificate-authority']);
  const user = resolved(config.users?.find((found) => found.name === userName)?.user ?? {}, folder, ['client-certificate', 'client-key', 'tokenFile']);
  const errors = [
    ...(name !== '' && context === undefined ? [`context was not found for specified context: ${name}`] : []),
    ...userErrors(userName, user),
    ...clusterErrors(clusterName, cluster),
  ];
  if (errors.length === 1 && Object.keys(cluster).length === 0) {
    throw new Error('invalid configuration: no configuration has been provided, try setting KUBERNETES_MASTER environment variable');
  }
  if (errors.length > 0) throw new Error(`invalid configuration: ${aggregate(errors)}`);
  const authority = bytesOf(cluster['certificate-authority'], cluster['certificate-authority-data']);
  const certificate = bytesOf(user['client-certificate'], user['client-certificate-data']);
  const key = bytesOf(user['client-key'], user['client-key-data']);
  const authorization = authorizationOf(user);
  const serverName = cluster['tls-server-name'];
  return {
    server: cluster.server ?? '',
    insecure: cluster['insecure-skip-tls-verify'] ?? false,
    ...(authority && { authority }),
    ...(certificate && { certificate }),
    ...(key && { key }),
    ...(authorization !== undefined && { authorization }),
    ...(serverName !== undefined && { serverName }),
  };
}
