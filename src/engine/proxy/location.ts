/** Where a request goes on to, and how the server shows itself there. */
import type { SecureContextOptions } from 'node:tls';

export interface Location {
  readonly scheme: string;
  /** A name or an address, without brackets. */
  readonly host: string;
  /** '' is that of the scheme. */
  readonly port: string;
  /** Escaped. */
  readonly path: string;
  /** Without its question mark. */
  readonly query: string;
  readonly tls: Pick<SecureContextOptions, 'ca' | 'cert' | 'key'> & { readonly rejectUnauthorized: boolean };
}

/** A server whose certificate is not looked at, as kube-apiserver reaches pods and Services. */
export const UNVERIFIED: Location['tls'] = { rejectUnauthorized: false };

export const hostPort = ({ host, port }: Pick<Location, 'host' | 'port'>): string => {
  const name = host.includes(':') ? `[${host}]` : host;
  return port === '' ? name : `${name}:${port}`;
};

export const urlOf = (location: Location): string =>
  `${location.scheme}://${hostPort(location)}${location.path}${location.query === '' ? '' : `?${location.query}`}`;
