/**
 * A cluster and a user of a kubeconfig -> how to connect. Keys and certificates that are none, or not each other's, stop the start.
 * After k8s.io/client-go/rest (config.go, url_utils.go), transport/transport.go and crypto/tls X509KeyPair.
 */
import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import { readFileBytes } from '../golang/files';
import { quote } from '../golang/quote';
import { parseUrl } from '../golang/url';
import type { Version } from '../versions';
import type { Cluster, User } from './kubeconfig-types';

/** Where a webhook is, whom it has to be, and who the API server is to it. */
export interface Connection {
  readonly url: string;
  readonly authority?: Buffer;
  readonly serverName?: string;
  readonly insecure: boolean;
  readonly certificate?: Buffer;
  readonly key?: Buffer;
  readonly authorization?: string;
  /** Where a connection goes that is not made to the host of the URL. Throws with what Go says where there is nothing to connect to. */
  readonly dial?: () => Endpoint;
}

export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

const bytesOf = (file: string | undefined, data: string | undefined): Buffer | undefined => {
  if (data !== undefined && data !== '') return Buffer.from(data, 'base64');
  return file === undefined || file === '' ? undefined : readFileBytes(file);
};

function authorizationOf({ token = '', tokenFile = '', username = '', password = '' }: User): string | undefined {
  if (token !== '') return `Bearer ${token}`;
  if (tokenFile !== '') return `Bearer ${readFileBytes(tokenFile).toString().trim()}`;
  return username === '' && password === '' ? undefined : `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}

/** With a scheme and a host. */
function isWhole(server: string): boolean {
  try {
    const { scheme, host } = parseUrl(server);
    return scheme !== '' && host !== '';
  } catch {
    return false;
  }
}
/** A server may be named without a scheme, and then has no path. */
function urlOf(server: string, isSecure: boolean): string {
  if (isWhole(server)) return server;
  const text = `${isSecure ? 'https' : 'http'}://${server}`;
  const { path } = parseUrl(text);
  if (path !== '' && path !== '/') throw new Error(`host must be a URL or a host:port pair: ${quote(server)}`);
  return text;
}

const hasPem = (bytes: Buffer): boolean => /-----BEGIN [A-Z0-9 ]+-----/.test(bytes.toString('latin1'));

function read<T>(parse: () => T): T | undefined {
  try {
    return parse();
  } catch {
    return undefined;
  }
}

function checkPair(certificate: Buffer, key: Buffer): void {
  if (!hasPem(certificate)) throw new Error('tls: failed to find any PEM data in certificate input');
  if (!hasPem(key)) throw new Error('tls: failed to find any PEM data in key input');
  const leaf = read(() => new X509Certificate(certificate));
  if (leaf === undefined) throw new Error('x509: malformed certificate');
  const own: KeyObject | undefined = read(() => createPrivateKey(key));
  if (own === undefined) throw new Error('tls: failed to parse private key');
  if (!leaf.checkPrivateKey(own)) throw new Error('tls: private key does not match public key');
}

type Credentials = Pick<Connection, 'certificate' | 'key' | 'authorization'>;

function readCredentials(user: User): Credentials {
  const certificate = bytesOf(user['client-certificate'], user['client-certificate-data']);
  const key = bytesOf(user['client-key'], user['client-key-data']);
  const authorization = authorizationOf(user);
  return { ...(certificate && { certificate }), ...(key && { key }), ...(authorization !== undefined && { authorization }) };
}

function checkCredentials({ certificate, key }: Credentials): void {
  if (certificate !== undefined && key !== undefined) checkPair(certificate, key);
}

/** Who a server is to a webhook by a user of a kubeconfig. */
export function credentialsOf(user: User): Credentials {
  const credentials = readCredentials(user);
  checkCredentials(credentials);
  return credentials;
}

/** Authorities as they are given to a client, which older versions do not look at before they connect. */
export function checkAuthority(authority: Buffer, version: Version): void {
  if (!hasPem(authority) && version.has('authoritiesOfClientsChecked')) throw new Error('unable to load root certificates: unable to parse bytes as PEM block');
}

export function connectionOf(cluster: Cluster, user: User, version: Version): Connection {
  const authority = bytesOf(cluster['certificate-authority'], cluster['certificate-authority-data']);
  const insecure = cluster['insecure-skip-tls-verify'] ?? false;
  const credentials = readCredentials(user);
  const serverName = cluster['tls-server-name'];
  if (authority !== undefined && insecure) throw new Error('specifying a root certificates file with the insecure flag is not allowed');
  if (authority !== undefined) checkAuthority(authority, version);
  checkCredentials(credentials);
  if (user.exec !== undefined || user['auth-provider'] !== undefined)
    throw new Error('exec and auth-provider are ways of a kubeconfig to authenticate that cukernetes does not have yet: give a token or a client certificate');
  if (cluster['proxy-url'] !== undefined && cluster['proxy-url'] !== '')
    throw new Error('proxy-url is a setting of a kubeconfig that cukernetes does not have yet: name a server that can be reached without it');
  return {
    url: urlOf(cluster.server, insecure || authority !== undefined || credentials.certificate !== undefined),
    insecure,
    ...(authority && { authority }),
    ...credentials,
    ...(serverName !== undefined && { serverName }),
  };
}
