/**
 * Which resources an owner reference may mean: those of a kind, built in or custom.
 * After meta.RESTMapper of k8s.io/apimachinery, which makes its errors too.
 */
import type { GroupResource, OwnerReference } from '../../api/objects';
import type { ServerOptions } from '../../api/options';
import type { Storage } from '../../api/storage';
import { parseGroupVersion } from '../../apimachinery/group-version';
import { installedResources } from './installed-resources';

export interface Mapping extends GroupResource {
  readonly version: string;
  readonly namespaced: boolean;
}

interface Definition {
  readonly group: string;
  readonly scope: string;
  readonly names: { readonly plural: string; readonly kind: string };
  readonly versions?: readonly { readonly name: string; readonly served?: boolean }[];
}

const DEFINITIONS = { group: 'apiextensions.k8s.io', resource: 'customresourcedefinitions' };

function customMappings(group: string, version: string, kind: string, storage: Storage): readonly Mapping[] {
  const definitions = storage.list(DEFINITIONS).map((definition) => definition['spec'] as Definition);
  return definitions
    .filter((spec) => spec.group === group && spec.names.kind === kind)
    .filter(({ versions = [] }) => versions.some(({ name, served }) => name === version && served === true))
    .map(({ names, scope }) => ({ group, version, resource: names.plural, namespaced: scope === 'Namespaced' }));
}

/** Throws with upstream's words for an unknown kind. */
export function mappingsOf({ apiVersion, kind }: OwnerReference, options: ServerOptions, storage: Storage): readonly Mapping[] {
  const { group, version } = parseGroupVersion(apiVersion);
  const installed = [...(installedResources(options).get(`${group}/${version}`) ?? [])];
  const builtIn = installed.flatMap(([name, { entry, resource }]) =>
    name.includes('/') || entry.kind !== kind ? [] : [{ group, version, resource: name, namespaced: resource.namespaced }],
  );
  const mappings = [...builtIn, ...customMappings(group, version, kind, storage)];
  if (mappings.length === 0) throw new Error(`no matches for kind "${kind}" in version "${apiVersion}"`);
  return mappings;
}
