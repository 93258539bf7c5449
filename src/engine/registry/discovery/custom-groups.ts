/**
 * What CustomResourceDefinitions add to discovery: a definition counts once it is Established.
 * After k8s.io/apiextensions-apiserver/pkg/apiserver/customresource_discovery_controller.go.
 */
import { createHash } from 'node:crypto';
import type { KubeObject } from '../../api/objects';
import type { ApiResource } from '../../catalog/resources';
import { compareBytes } from '../../golang/bytes';
import type { ServedGroup } from './served-group';
import { table } from '../../golang/map';

interface DefinedVersion {
  readonly name: string;
  readonly served: boolean;
  readonly storage: boolean;
  readonly subresources?: { readonly status?: unknown; readonly scale?: unknown };
}
interface Definition {
  readonly spec: {
    readonly group: string;
    readonly scope: string;
    readonly names: {
      readonly plural: string;
      readonly singular?: string;
      readonly kind: string;
      readonly shortNames?: readonly string[];
      readonly categories?: readonly string[];
    };
    readonly versions: readonly DefinedVersion[];
  };
  readonly status?: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] };
}

const VERBS = ['delete', 'deletecollection', 'get', 'list', 'patch', 'create', 'update', 'watch'];
const SUBRESOURCE_VERBS = ['get', 'patch', 'update'];

const isEstablished = ({ status }: Definition): boolean =>
  status?.conditions?.some(({ type, status: value }) => type === 'Established' && value === 'True') === true;

/** k8s.io/apiserver/pkg/endpoints/discovery.StorageVersionHash. */
export const storageVersionHash = (group: string, version: string, kind: string): string =>
  createHash('sha256').update(`${group}/${version}/${kind}`).digest().subarray(0, 8).toString('base64');

function resourcesOf({ spec }: Definition, { subresources }: DefinedVersion): readonly ApiResource[] {
  const { plural, singular = '', kind, shortNames, categories } = spec.names;
  const namespaced = spec.scope === 'Namespaced';
  const storage = spec.versions.find((version) => version.storage)?.name ?? '';
  const resource: ApiResource = {
    name: plural,
    singularName: singular,
    namespaced,
    kind,
    verbs: VERBS,
    ...(shortNames && { shortNames }),
    ...(categories && { categories }),
    storageVersionHash: storageVersionHash(spec.group, storage, kind),
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

const VERSION = /^v(\d+)(?:(alpha|beta)(\d+))?$/;
const MATURITY = table<number>({ alpha: 1, beta: 2 });

/** k8s.io/apimachinery/pkg/version.CompareKubeAwareVersionStrings: v2, v1, v1beta2, v1alpha1, then other names. */
export function preferred(a: string, b: string): number {
  const [x, y] = [VERSION.exec(a), VERSION.exec(b)];
  if (x === null || y === null) return x === y ? compareBytes(a, b) : x === null ? 1 : -1;
  const rank = (match: RegExpExecArray): readonly number[] => [MATURITY[match[2] ?? ''] ?? 3, Number(match[1]), Number(match[3] ?? 0)];
  const [left, right] = [rank(x), rank(y)];
  const at = left.findIndex((value, index) => value !== right[index]);
  return at === -1 ? 0 : (right[at] ?? 0) - (left[at] ?? 0);
}

export function customGroups(objects: readonly KubeObject[]): readonly ServedGroup[] {
  const definitions = objects.map((object) => object as unknown as Definition).filter(isEstablished);
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
