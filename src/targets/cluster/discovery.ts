/** Which resources a cluster has and where their objects live, as its discovery documents say. */
import type { ApiResponse } from '../../engine/api/http';
import { parseGroupVersion, versionPath } from '../../engine/apimachinery/group-version';

export interface ResourceType {
  readonly group: string;
  /** Plural, as in URLs. */
  readonly name: string;
  readonly kind: string;
  readonly namespaced: boolean;
  readonly verbs: readonly string[];
  /** For example /apis/apps/v1. */
  readonly prefix: string;
}

export type Get = (path: string) => Promise<ApiResponse>;

interface GroupList {
  readonly groups: readonly { readonly preferredVersion: Version; readonly versions: readonly Version[] }[];
}
interface Version {
  readonly groupVersion: string;
}
interface ResourceList {
  readonly resources: readonly (Pick<ResourceType, 'name' | 'kind' | 'namespaced'> & { readonly verbs?: readonly string[] })[];
}

export const NAMESPACES: ResourceType = { group: '', name: 'namespaces', kind: 'Namespace', namespaced: false, verbs: ['delete'], prefix: '/api/v1' };
export const NODES: ResourceType = { group: '', name: 'nodes', kind: 'Node', namespaced: false, verbs: ['delete'], prefix: '/api/v1' };

export const collectionOf = ({ prefix, name }: ResourceType, namespace = ''): string =>
  namespace === '' ? `${prefix}/${name}` : `${prefix}/namespaces/${encodeURIComponent(namespace)}/${name}`;

async function read<T>(get: Get, path: string): Promise<T | undefined> {
  const { status, body } = await get(path);
  // The server of an aggregated API may be away; what it has cannot be known then.
  if (status === 404 || status === 503) return undefined;
  if (status !== 200) throw new Error(`GET ${path} was answered ${status}: ${String(body)}`);
  return JSON.parse(String(body)) as T;
}

/** Each resource once, in the version that its group prefers, or else in another that has it. */
export async function discover(get: Get): Promise<readonly ResourceType[]> {
  const groups = (await read<GroupList>(get, '/apis'))?.groups ?? [];
  const prefixes = ['v1', ...groups.flatMap(({ preferredVersion, versions }) => [preferredVersion, ...versions].map(({ groupVersion }) => groupVersion))];
  const lists = await Promise.all(
    [...new Set(prefixes)].map(async (groupVersion) => {
      const prefix = versionPath(groupVersion);
      const { group } = parseGroupVersion(groupVersion);
      const { resources = [] } = (await read<ResourceList>(get, prefix)) ?? {};
      return resources
        .filter(({ name }) => !name.includes('/'))
        .map(({ verbs = [], name, kind, namespaced }) => ({ group, prefix, name, kind, namespaced, verbs }));
    }),
  );
  const found = new Map<string, ResourceType>();
  for (const type of lists.flat()) {
    const key = `${type.group}/${type.name}`;
    if (!found.has(key)) found.set(key, type);
  }
  return [...found.values()];
}
