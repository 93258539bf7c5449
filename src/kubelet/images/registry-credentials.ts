/**
 * The credentials for an image in Secrets of the types kubernetes.io/dockerconfigjson and kubernetes.io/dockercfg.
 * Upstream: pkg/credentialprovider/keyring.go, config.go
 */
import type { KubeObject } from '../../engine/api/objects';
import { own } from '../../engine/golang/map';
import type { RegistryCredentials } from '../runtime/runtime';
import { parseImageName } from './image-name';

interface DockerEntry {
  readonly username?: string;
  readonly password?: string;
  readonly auth?: string;
}
type DockerEntries = Readonly<Record<string, DockerEntry>>;

function entriesOf(secret: KubeObject): DockerEntries {
  const data = secret['data'] as Readonly<Record<string, string>> | undefined;
  const decoded = (key: string): unknown => {
    const value = own(data, key);
    return value === undefined ? undefined : JSON.parse(Buffer.from(value, 'base64').toString());
  };
  try {
    if (secret['type'] === 'kubernetes.io/dockerconfigjson')
      return (decoded('.dockerconfigjson') as { readonly auths?: DockerEntries } | undefined)?.auths ?? {};
    if (secret['type'] === 'kubernetes.io/dockercfg') return (decoded('.dockercfg') as DockerEntries | undefined) ?? {};
  } catch {
    // What cannot be read gives no credentials.
  }
  return {};
}

function credentialsOf({ username, password, auth }: DockerEntry): RegistryCredentials {
  if (auth === undefined) return { username: username ?? '', password: password ?? '' };
  const text = Buffer.from(auth, 'base64').toString();
  const colon = text.indexOf(':');
  return { username: text.slice(0, colon), password: text.slice(colon + 1) };
}

/** `https://index.docker.io/v1/` and `registry.example/team` as host and path. */
function placeOf(key: string): { readonly host: string; readonly path: string } {
  const [host = '', ...path] = key.replace(/^https?:\/\//, '').split('/');
  const joined = path
    .join('/')
    .replace(/^v[12](\/|$)/, '')
    .replace(/\/$/, '');
  return { host: host === 'index.docker.io' ? 'docker.io' : host, path: joined };
}

/** Those that fit, the most particular first. */
export function credentialsFor(image: string, secrets: readonly KubeObject[]): readonly RegistryCredentials[] {
  const name = parseImageName(image);
  if (name === undefined) return [];
  return secrets
    .flatMap((secret) => Object.entries(entriesOf(secret)))
    .map(([key, entry]) => ({ ...placeOf(key), entry }))
    .filter(({ host, path }) => host === name.domain && (path === '' || `${name.path}/`.startsWith(`${path}/`)))
    .sort((a, b) => b.path.length - a.path.length)
    .map(({ entry }) => credentialsOf(entry));
}
