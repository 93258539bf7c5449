/**
 * Resources that show the same objects: every version of a resource, and resources of two groups that are stored once.
 * After EquivalentResourceRegistry of k8s.io/apimachinery/pkg/runtime/mapper.go, keyed by where objects are stored.
 */
import type { GroupResource, GroupVersionKind } from '../../api/objects';
import type { ServerOptions } from '../../api/options';
import type { Storage } from '../../api/storage';
import { asDefinition, DEFINITIONS } from '../../registry/custom-resources/definition';
import { installedResources } from '../../registry/generic/installed-resources';
import type { Installed } from '../../registry/generic/installed-resources';
import type { PluginContext } from '../plugin-context';

export interface Equivalent {
  readonly resource: GroupResource & { readonly version: string };
  readonly kind: GroupVersionKind;
}

const kept = new WeakMap<ServerOptions, ReadonlyMap<string, readonly Equivalent[]>>();

const keyOf = (stored: GroupResource, subresource: string): string => `${stored.group}/${stored.resource}/${subresource}`;
const partsOf = (name: string): readonly [string, string] => {
  const slash = name.indexOf('/');
  return slash === -1 ? [name, ''] : [name.slice(0, slash), name.slice(slash + 1)];
};

function equivalentOf(groupVersion: string, name: string, { entry, resource }: Installed): readonly [string, Equivalent] {
  const [group = '', version = ''] = groupVersion.split('/');
  const [plural, subresource] = partsOf(name);
  const kind = { group: entry.group ?? group, version: entry.version ?? version, kind: entry.kind };
  return [keyOf(resource.stored, subresource), { resource: { group, version, resource: plural }, kind }];
}

function made(options: ServerOptions): ReadonlyMap<string, readonly Equivalent[]> {
  const found = new Map<string, Equivalent[]>();
  for (const [groupVersion, resources] of installedResources(options))
    for (const [name, installed] of resources) {
      const [key, equivalent] = equivalentOf(groupVersion, name, installed);
      found.set(key, [...(found.get(key) ?? []), equivalent]);
    }
  return found;
}

const SCALE: GroupVersionKind = { group: 'autoscaling', version: 'v1', kind: 'Scale' };

/** The versions of a custom resource that are served, and have the subresource. */
function customEquivalents({ group, resource }: GroupResource, subresource: string, storage: Storage): readonly Equivalent[] {
  const found = storage.get(DEFINITIONS, '', `${resource}.${group}`);
  if (found === undefined) return [];
  const { spec } = asDefinition(found);
  const having = spec.versions.filter(({ served, subresources = {} }) => served && (subresource === '' || Object.hasOwn(subresources, subresource)));
  return having.map(({ name: version }) => ({
    resource: { group, version, resource },
    kind: subresource === 'scale' ? SCALE : { group, version, kind: spec.names.kind },
  }));
}

/** In the order in which the server installs them, itself among them. */
export function equivalentsOf(
  resource: Equivalent['resource'],
  subresource: string,
  { options, storage }: Pick<PluginContext, 'options' | 'storage'>,
): readonly Equivalent[] {
  const stored = installedResources(options).get(`${resource.group}/${resource.version}`)?.get(resource.resource)?.resource.stored;
  if (stored === undefined) return customEquivalents(resource, subresource, storage);
  const known = kept.get(options) ?? made(options);
  kept.set(options, known);
  return known.get(keyOf(stored, subresource)) ?? [];
}

export const isSameResource = (a: Equivalent['resource'], b: Equivalent['resource']): boolean =>
  a.group === b.group && a.version === b.version && a.resource === b.resource;
