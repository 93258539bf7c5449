/**
 * What CustomResourceDefinitions add to discovery: a definition counts once it is Established.
 * After k8s.io/apiextensions-apiserver/pkg/apiserver/customresource_discovery_controller.go.
 */
import { createHash } from 'node:crypto';
import type { KubeObject } from '../../api/objects';
import type { ApiResource } from '../../catalog/resources';
import { compareBytes } from '../../golang/bytes';
import type { ServedGroup } from './served-group';
import { asDefinition, isTrue, storageVersion, type Definition, type DefinedVersion } from '../custom-resources/definition';
import { preferred } from '../custom-resources/version-order';

const VERBS = ['delete', 'deletecollection', 'get', 'list', 'patch', 'create', 'update', 'watch'];
const SUBRESOURCE_VERBS = ['get', 'patch', 'update'];

/** k8s.io/apiserver/pkg/endpoints/discovery.StorageVersionHash. */
export const storageVersionHash = (group: string, version: string, kind: string): string =>
  createHash('sha256').update(`${group}/${version}/${kind}`).digest().subarray(0, 8).toString('base64');

function resourcesOf(definition: Definition, { subresources }: DefinedVersion): readonly ApiResource[] {
  const { spec } = definition;
  const { plural, singular = '', kind, shortNames, categories } = spec.names;
  const namespaced = spec.scope === 'Namespaced';
  const resource: ApiResource = {
    name: plural,
    singularName: singular,
    namespaced,
    kind,
    verbs: VERBS,
    ...(shortNames && { shortNames }),
    ...(categories && { categories }),
    storageVersionHash: storageVersionHash(spec.group, storageVersion(definition), kind),
  };
  const status: ApiResource = { name: `${plural}/status`, singularName: '', namespaced, kind, verbs: SUBRESOURCE_VERBS };
  const scale: ApiResource = {
    name: `${plural}/scale`,
    singularName: '',
    namespaced,
    group: 'autoscaling',
    version: 'v1',
    kind: 'Scale',
    verbs: SUBRESOURCE_VERBS,
  };
  return [resource, ...(subresources?.status === undefined ? [] : [status]), ...(subresources?.scale === undefined ? [] : [scale])];
}

const lastWrite = ({ metadata }: KubeObject): number => Number(metadata.resourceVersion ?? 0);

/** Go has no order of the definitions of a group; here that which was written first comes first. */
export function customGroups(objects: readonly KubeObject[]): readonly ServedGroup[] {
  const definitions = objects
    .map(asDefinition)
    .filter((definition) => isTrue(definition, 'Established'))
    .sort((a, b) => lastWrite(a) - lastWrite(b));
  const names = [...new Set(definitions.map(({ spec }) => spec.group))].sort(compareBytes);
  return names.map((name) => {
    const own = definitions.filter(({ spec }) => spec.group === name);
    const versions = [...new Set(own.flatMap(({ spec }) => spec.versions.filter(({ served }) => served).map((version) => version.name)))].sort(preferred);
    return {
      name,
      custom: true,
      preferredVersion: versions[0] ?? '',
      versions: versions.map((version) => ({
        version,
        resources: own.flatMap((definition) =>
          definition.spec.versions.filter((defined) => defined.served && defined.name === version).flatMap((defined) => resourcesOf(definition, defined)),
        ),
      })),
    };
  });
}
