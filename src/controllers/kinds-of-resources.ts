/**
 * The kinds that the names of resources mean, as discovery has them: by their plural or singular, in lower case, in a group; without a
 * group, in any group that has the version. The list of a kind has a name as well.
 * After k8s.io/apimachinery/pkg/api/meta/restmapper.go and k8s.io/client-go/restmapper/discovery.go.
 */
import type { GroupVersionKind } from '../engine/api/objects';
import { groupVersionOf, versionPath } from '../engine/apimachinery/group-version';
import type { Client } from './client';

interface Discovered {
  readonly groups?: readonly { readonly name: string; readonly versions: readonly { readonly version: string }[] }[];
  readonly resources?: readonly { readonly name: string; readonly singularName?: string; readonly kind: string }[];
}

export interface NamedResource {
  readonly group: string;
  readonly version: string;
  readonly resource: string;
}

const CORE = { name: '', versions: [{ version: 'v1' }] };
/** The names that a kind is guessed to have. */
function guessed(kind: string): readonly string[] {
  const singular = kind.toLowerCase();
  return [singular, singular.endsWith('s') ? `${singular}es` : singular.endsWith('y') ? `${singular.slice(0, -1)}ies` : `${singular}s`];
}

const discovered = async (client: Client, path: string): Promise<Discovered> => (await client.request('GET', path)).body as Discovered;

async function kindIn(group: string, version: string, resource: string, client: Client): Promise<GroupVersionKind | undefined> {
  const { resources = [] } = await discovered(client, versionPath(groupVersionOf({ group, version })));
  for (const { name, singularName = '', kind } of resources.filter((known) => !known.name.includes('/'))) {
    if (name === resource || (singularName || kind.toLowerCase()) === resource) return { group, version, kind };
    if (guessed(`${kind}List`).includes(resource)) return { group, version, kind: `${kind}List` };
  }
  return undefined;
}

export async function kindsOf({ group, version, resource }: NamedResource, client: Client): Promise<readonly GroupVersionKind[]> {
  const { groups = [] } = await discovered(client, '/apis');
  const found: GroupVersionKind[] = [];
  for (const { name, versions } of [CORE, ...groups]) {
    if ((group !== '' && name !== group) || !versions.some((known) => known.version === version)) continue;
    const kind = await kindIn(name, version, resource.toLowerCase(), client);
    if (kind !== undefined) found.push(kind);
  }
  return found;
}
