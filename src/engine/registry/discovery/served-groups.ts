/**
 * The groups that a server has at this moment, each with its versions and their resources: what is installed, then what
 * CustomResourceDefinitions add.
 */
import type { KubeObject } from '../../api/objects';
import { catalogOf } from '../../catalog/catalog';
import type { ApiResource } from '../../catalog/resources';
import type { RegistryContext } from '../context';
import { installedResources } from '../generic/installed-resources';
import { customGroups } from './custom-groups';

export interface ServedVersion {
  readonly version: string;
  readonly resources: readonly ApiResource[];
}
export interface ServedGroup {
  readonly name: string;
  /** In the order in which clients should prefer them. */
  readonly versions: readonly ServedVersion[];
  readonly preferredVersion: string;
  /** Made of CustomResourceDefinitions. */
  readonly custom: boolean;
}

const DEFINITIONS = { group: 'apiextensions.k8s.io', resource: 'customresourcedefinitions' };

export const groupVersionOf = (group: string, version: string): string => (group === '' ? version : `${group}/${version}`);

function builtInGroups(context: RegistryContext): readonly ServedGroup[] {
  const installed = installedResources(context.options);
  return catalogOf(context.options.version.name).groups.flatMap(({ name, versions, preferredVersion }) => {
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
  return [...builtInGroups(context), ...customGroups(definitions)];
}
