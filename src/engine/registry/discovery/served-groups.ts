/**
 * The groups that a server has at this moment, each with its versions and their resources: what is installed, then what
 * CustomResourceDefinitions add.
 */
import type { KubeObject } from '../../api/objects';
import type { ServerOptions } from '../../api/options';
import { catalogOf } from '../../catalog/catalog';
import type { RegistryContext } from '../generic/context';
import { installedResources } from '../generic/installed-resources';
import { customGroups } from './custom-groups';
import { proxiedGroups } from './proxied-groups';
import type { ServedGroup, ServedVersion } from './served-group';

const DEFINITIONS = { group: 'apiextensions.k8s.io', resource: 'customresourcedefinitions' };

const builtIn = new WeakMap<ServerOptions, readonly ServedGroup[]>();

/** They are the same as long as a server runs. */
function builtInGroups({ options }: RegistryContext): readonly ServedGroup[] {
  const known = builtIn.get(options);
  if (known !== undefined) return known;
  const groups = groupsOf(options);
  builtIn.set(options, groups);
  return groups;
}

function groupsOf(options: ServerOptions): readonly ServedGroup[] {
  const installed = installedResources(options);
  return catalogOf(options.version.name).groups.flatMap(({ name, versions, preferredVersion }) => {
    const served = versions.flatMap(({ version }): readonly ServedVersion[] => {
      const resources = installed.get(`${name}/${version}`);
      return resources === undefined ? [] : [{ version, resources: [...resources.values()].map(({ entry }) => entry) }];
    });
    const [first] = served;
    if (first === undefined) return [];
    return [
      {
        name,
        versions: served,
        preferredVersion: served.some(({ version }) => version === preferredVersion) ? preferredVersion : first.version,
        custom: false,
      },
    ];
  });
}

export function servedGroups(context: RegistryContext): readonly ServedGroup[] {
  const definitions: readonly KubeObject[] = context.storage.list(DEFINITIONS);
  const own = [...builtInGroups(context), ...customGroups(definitions)];
  return [...own, ...proxiedGroups(context, own)];
}
