/** The objects that all servers of a version make when they start: those of the catalogue which no option but feature gates decides. */
import { randomUUID } from 'node:crypto';
import type { GroupResource, KubeObject } from '../../api/objects';
import type { ServerOptions } from '../../api/options';
import { parseGroupVersion } from '../../apimachinery/group-version';
import { catalogOf, type BootstrapObject } from '../../catalog/catalog';
import { own } from '../../golang/map';
import { memoized } from '../../golang/memoized';
import { remembered } from '../../golang/remembered';
import { MemoryStorage } from '../../storage/memory-storage';
import { withMeta } from '../../storage/object-meta';
import { now } from '../generic/system-fields';
import { gatedObjects, rolesKey, versionOfKey } from './gated-roles';

/** Placeholders whose values a server's options decide, and addresses of its range. */
const OF_OPTIONS = /<(address|port|certificate|hostname)>|"10\.0\.0\.(0\/24|1)"/;
export const isOfOptions = ({ object }: BootstrapObject): boolean => OF_OPTIONS.test(JSON.stringify(object));

const groupOf = ({ apiVersion = '' }: KubeObject): string => parseGroupVersion(apiVersion).group;
export const placeOf = ({ resource, object }: BootstrapObject): GroupResource => ({ group: groupOf(object), resource });

export const born = (object: KubeObject): KubeObject => withMeta(object, { uid: randomUUID(), creationTimestamp: now() });

export function filled(object: KubeObject, values: Readonly<Record<string, string>>): KubeObject {
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

export const baseOf = ({ authorizationMode, version }: Pick<ServerOptions, 'authorizationMode' | 'version'>): MemoryStorage =>
  authorizationMode.includes('RBAC') ? baseWithRoles(rolesKey(version)) : baseWithoutRoles(version.name);
