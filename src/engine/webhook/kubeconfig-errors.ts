/** What is wrong with a kubeconfig that could be read. After k8s.io/client-go/tools/clientcmd/validation.go. */
import { readFileBytes } from '../golang/files';
import { quote } from '../golang/quote';
import { parseUrl } from '../golang/url';
import type { Version } from '../versions';
import type { Cluster, Exec, User } from './kubeconfig-types';

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

function certificateErrors(name: string, user: User): readonly string[] {
  const {
    'client-certificate': certificate = '',
    'client-certificate-data': certificateData = '',
    'client-key': key = '',
    'client-key-data': keyData = '',
  } = user;
  if (certificate === '' && certificateData === '') return [];
  return [
    ...(certificate !== '' && certificateData !== ''
      ? [`client-cert-data and client-cert are both specified for ${name}. client-cert-data will override.`]
      : []),
    ...(key !== '' && keyData !== '' ? [`client-key-data and client-key are both specified for ${name}; client-key-data will override`] : []),
    ...(key === '' && keyData === '' ? [`client-key-data or client-key must be specified for ${name} to use the clientCert authentication method.`] : []),
    ...(certificate === '' ? [] : unreadable('client-cert', certificate, name)),
    ...(key === '' ? [] : unreadable('client-key', key, name)),
  ];
}

const INTERACTIVE_MODES = ['Never', 'IfAvailable', 'Always'];

function execErrors(name: string, { command, apiVersion = '', env, interactiveMode = '' }: Exec, version: Version): readonly string[] {
  const missing = (what: string): string => `${what} must be specified for ${name} to use exec authentication plugin`;
  const ofMode = interactiveMode === '' ? [missing('interactiveMode')] : [`invalid interactiveMode for ${name}: ${quote(interactiveMode)}`];
  return [
    ...(command === '' ? [missing('command')] : []),
    ...(apiVersion === '' ? [missing('apiVersion')] : []),
    ...(env ?? []).filter((variable) => variable.name === '').map(() => missing('env variable name')),
    ...(version.has('execAsksForInteraction') && !INTERACTIVE_MODES.includes(interactiveMode) ? ofMode : []),
  ];
}

/** An impersonation names its user. */
function impersonationErrors(name: string, user: User, version: Version): readonly string[] {
  const { as = '', 'as-uid': uid = '', 'as-groups': groups = [], 'as-user-extra': extra = {} } = user;
  const asUid = version.has('impersonateUid') ? uid : '';
  if (as !== '' || (asUid === '' && groups.length === 0 && Object.keys(extra).length === 0)) return [];
  const what = version.has('impersonateUid') ? 'uid, groups or user-extra' : 'groups or user-extra';
  return [`requesting ${what} for ${name} without impersonating a user`];
}

export function userErrors(name: string, user: User, version: Version): readonly string[] {
  const { token = '', username = '', password = '', exec } = user;
  const methods = [...(token === '' ? [] : ['token']), ...(username === '' && password === '' ? [] : ['basicAuth'])];
  return [
    ...certificateErrors(name, user),
    ...(exec !== undefined && user['auth-provider'] !== undefined ? [`authProvider cannot be provided in combination with an exec plugin for ${name}`] : []),
    ...(exec === undefined ? [] : execErrors(name, exec, version)),
    ...(methods.length > 1 ? [`more than one authentication method found for ${name}; found [${methods.join(' ')}], only one is allowed`] : []),
    ...impersonationErrors(name, user, version),
  ];
}

const PROXY_SCHEMES = ['http', 'https', 'socks5'];

function proxyErrors(name: string, proxy: string): readonly string[] {
  const invalid = (why: string): readonly string[] => [`invalid 'proxy-url' ${quote(proxy)} for cluster ${quote(name)}: ${why}`];
  try {
    const { scheme } = parseUrl(proxy);
    return PROXY_SCHEMES.includes(scheme) ? [] : invalid(`unsupported scheme ${quote(scheme)}, must be http, https, or socks5`);
  } catch (error) {
    return invalid(`could not parse: ${(error as Error).message}`);
  }
}

export function clusterErrors(name: string, cluster: Cluster): readonly string[] {
  const { server, 'certificate-authority': file = '', 'certificate-authority-data': data = '', 'proxy-url': proxy = '' } = cluster;
  const nameless = name === '' ? 'default cluster has no server defined' : `no server found for cluster ${quote(name)}`;
  return [
    ...(server === '' ? [nameless] : []),
    ...(proxy === '' ? [] : proxyErrors(name, proxy)),
    ...(file !== '' && data !== ''
      ? [`certificate-authority-data and certificate-authority are both specified for ${name}. certificate-authority-data will override.`]
      : []),
    ...(file === '' ? [] : unreadable('certificate-authority', file, name)),
  ];
}
