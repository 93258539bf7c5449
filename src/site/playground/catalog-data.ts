/** The part of the catalogue that a playground needs: resources, gates and deprecations, and the objects and types of access control. */
import type { BootstrapObject } from '../../engine/catalog/catalog';
import { readCatalog } from '../../engine/catalog/read-catalog';
import type { ApiGroup } from '../../engine/catalog/resources';
import type { TypesFile } from '../../engine/catalog/types';
import { own } from '../../engine/golang/map';
import { RBAC_GROUP } from '../../engine/rbac/objects';
import { withMeta } from '../../engine/storage/object-meta';
import { versionOf, VERSIONS } from '../../engine/versions';

type Kinds = Readonly<Record<string, Readonly<Record<string, string>>>>;

const isOfRbac = (groupVersion: string): boolean => groupVersion.startsWith(`${RBAC_GROUP}/`);

function resourcesOf(version: string): object {
  const { groups } = readCatalog<{ readonly groups: readonly ApiGroup[] }>(version, 'resources.json');
  const withoutHash = (key: string, value: unknown): unknown => (key === 'storageVersionHash' || key === 'categories' ? undefined : value);
  return JSON.parse(JSON.stringify({ groups }, withoutHash)) as object;
}

/** The objects of a file that decide about access, without who wrote which field of them. */
function objectsOf(version: string, file: string): object {
  const { objects } = readCatalog<{ readonly objects: readonly BootstrapObject[] }>(version, file);
  const kept = objects.filter(({ resource, object }) => resource === 'namespaces' || isOfRbac(object.apiVersion ?? ''));
  return { objects: kept.map((entry) => ({ ...entry, object: withMeta(entry.object, { managedFields: undefined }) })) };
}

/** The types that the definitions of others name. */
function reachable(types: TypesFile, ids: readonly string[]): TypesFile {
  const found = new Map<string, TypesFile[string]>();
  const waiting = [...ids];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const type = own(types, id);
    if (type === undefined || found.has(id)) continue;
    found.set(id, type);
    const definitions = typeof type === 'string' ? [type] : Object.values(type);
    waiting.push(...definitions.flatMap((text) => text.split(/[\s[\]*]+/)));
  }
  return Object.fromEntries(found);
}

function typesOf(version: string): object {
  const { kinds, types } = readCatalog<{ readonly kinds: Kinds; readonly types: TypesFile }>(version, 'types.json');
  const core = Object.entries(kinds['v1'] ?? {}).filter(([kind]) => kind.startsWith('Namespace'));
  const kept: Kinds = { ...Object.fromEntries(Object.entries(kinds).filter(([groupVersion]) => isOfRbac(groupVersion))), v1: Object.fromEntries(core) };
  return {
    kinds: kept,
    types: reachable(
      types,
      Object.values(kept).flatMap((ids) => Object.values(ids)),
    ),
  };
}

/** Of versions that have such rules. */
function declaredOf(version: string): object {
  return versionOf(version).has('declaredRulesDecide') ? entriesOf(version, 'declared.json', isOfRbac) : {};
}

/** The entries of a file whose keys are chosen. */
function entriesOf(version: string, file: string, isKept: (key: string) => boolean): object {
  const entries = Object.entries(readCatalog<Readonly<Record<string, object>>>(version, file));
  return Object.fromEntries(entries.filter(([key]) => isKept(key)));
}

const isKeptType = (id: string): boolean => /^(?:rbac\/|meta\/|core\/v1\.Namespace)/.test(id);

function gatesOf(version: string): object {
  const { featureGates } = readCatalog<{ readonly featureGates: Readonly<Record<string, { readonly default: boolean }>> }>(version, 'flags.json');
  return { featureGates: Object.fromEntries(Object.entries(featureGates).map(([gate, known]) => [gate, { default: known.default }])) };
}

/** By version, then by file. */
export const playgroundCatalog = (): Readonly<Record<string, Readonly<Record<string, object>>>> =>
  Object.fromEntries(
    VERSIONS.map((version) => [
      version,
      {
        'resources.json': resourcesOf(version),
        'bootstrap.json': objectsOf(version, 'bootstrap.json'),
        'gated-roles.json': objectsOf(version, 'gated-roles.json'),
        'role-gates.json': readCatalog<object>(version, 'role-gates.json'),
        'types.json': typesOf(version),
        'declared.json': declaredOf(version),
        'deprecations.json': entriesOf(version, 'deprecations.json', isOfRbac),
        'list-types.json': entriesOf(version, 'list-types.json', isKeptType),
        'flags.json': gatesOf(version),
      },
    ]),
  );
