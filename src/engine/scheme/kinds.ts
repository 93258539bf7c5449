/**
 * Which kinds a server knows, what their Go types are called, and how it words that it does not know one.
 * After k8s.io/apimachinery/pkg/runtime (error.go, scheme.go) and pkg/apis/meta/v1/register.go.
 */
import type { GroupVersionKind } from '../api/objects';
import type { Catalog } from '../catalog/catalog';
import type { GoType } from '../catalog/types';
import { groupVersionOf } from '../apimachinery/group-version';
import { quote } from '../golang/quote';
import type { Version } from '../versions';
import { own, table } from '../golang/map';

/** Kinds that every version of every group has. */
const EVERYWHERE = new Set(['CreateOptions', 'DeleteOptions', 'GetOptions', 'ListOptions', 'PatchOptions', 'UpdateOptions', 'WatchEvent']);

/** The packages of the internal types, where they are not named as the first part of the group. */
const INTERNAL_PACKAGES = table<string>({
  '': 'core',
  'events.k8s.io': 'core',
  'internal.apiserver.k8s.io': 'apiserverinternal',
  extensions: 'networking',
});
export const internalType = ({ group, kind }: GroupVersionKind): string => `${INTERNAL_PACKAGES[group] ?? group.split('.')[0] ?? ''}.${kind}`;

/** The schemes of the three servers in one process, as they name themselves: where in the source they were made. */
const SCHEMES = table<string>({
  'apiextensions.k8s.io': 'k8s.io/apiextensions-apiserver/pkg/apiserver/apiserver.go:52',
  'apiregistration.k8s.io': 'k8s.io/kube-aggregator/pkg/apiserver/scheme/scheme.go:32',
});
const LEGACY_SCHEME = 'k8s.io/kubernetes/pkg/api/legacyscheme/scheme.go:30';
const META_SCHEME = 'k8s.io/apimachinery/pkg/apis/meta/internalversion/scheme/register.go:27';
const UNNAMED_SCHEME = 'pkg/runtime/scheme.go:111';

export const schemeName = (version: Version, group: string): string =>
  version.has('schemesNamedByOrigin') ? (SCHEMES[group] ?? LEGACY_SCHEME) : UNNAMED_SCHEME;

/** The scheme in which options are looked up. */
export const metaScheme = (version: Version): string => (version.has('schemesNamedByOrigin') ? META_SCHEME : UNNAMED_SCHEME);

/** Kinds that every scheme has in the versions of no group. */
const UNVERSIONED = new Set(['APIGroup', 'APIGroupList', 'APIResourceList', 'APIVersions', 'Status']);
export const isUnversioned = ({ group, version, kind }: GroupVersionKind): boolean =>
  version === 'v1' && (group === '' || group === 'meta.k8s.io') && UNVERSIONED.has(kind);

export const notRegistered = (kind: GroupVersionKind, scheme: string): Error =>
  new Error(`no kind ${quote(kind.kind)} is registered for version ${quote(groupVersionOf(kind))} in scheme ${quote(scheme)}`);

/** The Go type of a kind; none when the server does not know the kind. */
export function goTypeOf(catalog: Catalog, kind: GroupVersionKind): GoType | undefined {
  const inGroup = own(catalog.kinds, groupVersionOf(kind));
  const id =
    own(inGroup, kind.kind) ?? ((inGroup !== undefined || kind.group === 'meta.k8s.io') && EVERYWHERE.has(kind.kind) ? `meta/v1.${kind.kind}` : undefined);
  return id === undefined ? undefined : catalog.types.typeOf(id);
}
