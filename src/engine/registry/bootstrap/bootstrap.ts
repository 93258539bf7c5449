/**
 * The storage of a fresh cluster: the objects that kube-apiserver of the version makes when it starts, without any controller.
 * What all servers of a version share is put once a process; a cluster is a fork of it with what its options decide.
 */
import { parseGroupVersion } from '../../apimachinery/group-version';
import { memoized } from '../../golang/memoized';
import { remembered } from '../../golang/remembered';
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { GroupResource, KubeObject } from '../../api/objects';
import type { ServerOptions } from '../../api/options';
import type { Storage } from '../../api/storage';
import { addressRanges, firstAddress } from '../../apimachinery/address-ranges';
import { catalogOf, type BootstrapObject } from '../../catalog/catalog';
import { MemoryStorage } from '../../storage/memory-storage';
import { withMeta } from '../../storage/object-meta';
import { gatedObjects, rolesKey, versionOfKey } from './gated-roles';
import { authenticationTrust, isAuthenticationTrust } from './authentication-trust';
import { now } from '../generic/system-fields';
import { own } from '../../golang/map';

/** The range that a catalogue's server had, and the address of its Service kubernetes. */
const RANGE = '"10.0.0.0/24"';
const FIRST_ADDRESS = '10.0.0.1';

/** Placeholders whose values a server's options decide, and addresses of its range. */
const OF_OPTIONS = /<(address|port|certificate|hostname)>|"10\.0\.0\.(0\/24|1)"/;
const isOfOptions = ({ object }: BootstrapObject): boolean => OF_OPTIONS.test(JSON.stringify(object));

const groupOf = ({ apiVersion = '' }: KubeObject): string => parseGroupVersion(apiVersion).group;
const placeOf = ({ resource, object }: BootstrapObject): GroupResource => ({ group: groupOf(object), resource });

const born = (object: KubeObject): KubeObject => withMeta(object, { uid: randomUUID(), creationTimestamp: now() });

function filled(object: KubeObject, values: Readonly<Record<string, string>>): KubeObject {
  const text = JSON.stringify(object)
    .replace(/"<port>"/g, values['port'] ?? '0')
    .replace(/<uid>/g, () => randomUUID())
    .replace(/<(\w+)>/g, (placeholder, name: string) => (Object.hasOwn(values, name) ? JSON.stringify(own(values, name)).slice(1, -1) : placeholder));
  return JSON.parse(text) as KubeObject;
}

/** The default roles are made by RBAC: a server without that mode has none. */
const RBAC = 'rbac.authorization.k8s.io';

function makeBase(entries: readonly BootstrapObject[]): MemoryStorage {
  const base = MemoryStorage.empty();
  const values = { time: now(), date: now().slice(0, 10) };
  for (const entry of entries) if (!isOfOptions(entry)) base.put(placeOf(entry), born(filled(entry.object, values)));
  return base;
}

/** By `rolesKey`. */
const baseWithRoles = remembered((key: string) => {
  const version = versionOfKey(key);
  return makeBase(gatedObjects(catalogOf(version.name).bootstrap, version));
});
const baseWithoutRoles = memoized((version: string) => makeBase(catalogOf(version).bootstrap.filter(({ object }) => groupOf(object) !== RBAC)));

const baseOf = ({ authorizationMode, version }: ServerOptions): MemoryStorage =>
  authorizationMode.includes('RBAC') ? baseWithRoles(rolesKey(version)) : baseWithoutRoles(version.name);

function valuesOf(options: ServerOptions): Readonly<Record<string, string>> {
  return { address: options.bindAddress, port: String(options.securePort), hostname: hostname(), time: now(), date: now().slice(0, 10) };
}

/** The object with the ranges of the options instead of those of the catalogue. */
function inRanges(object: KubeObject, { serviceClusterIpRange }: ServerOptions): KubeObject {
  const ranges = addressRanges(serviceClusterIpRange);
  const [first] = ranges;
  if (first === undefined) return object;
  const text = JSON.stringify(object)
    .replaceAll(RANGE, ranges.map(({ cidr }) => JSON.stringify(cidr)).join(','))
    .replaceAll(FIRST_ADDRESS, firstAddress(first));
  return JSON.parse(first.family === 'IPv4' ? text : text.replaceAll('"IPv4"', '"IPv6"')) as KubeObject;
}

/** Where every change is refused, the server cannot make its own objects either: it asks itself as any client does. */
const refusesAll = ({ enableAdmissionPlugins }: ServerOptions): boolean => enableAdmissionPlugins.includes('AlwaysDeny');

export function bootstrappedStorage(options: ServerOptions): Storage {
  if (refusesAll(options)) return MemoryStorage.empty();
  const storage = baseOf(options).fork();
  const values = valuesOf(options);
  for (const entry of catalogOf(options.version.name).bootstrap.filter(isOfOptions)) {
    const object = isAuthenticationTrust(entry.object) ? authenticationTrust(entry.object, options) : entry.object;
    if (object !== undefined) storage.put(placeOf(entry), born(filled(inRanges(object, options), values)));
  }
  return storage;
}
