/**
 * A policy as a running server has it: roles, bindings and token Secrets are listed by its API. Of Secrets only those that
 * hold tokens of ServiceAccounts are asked for, and nothing of what is in them is kept.
 */
import type { Client as FullClient } from '../controllers/client';
import type { JsonObject, KubeObject } from '../engine/api/objects';
import { minorOf, versionOf, VERSIONS, type Version } from '../engine/versions';
import { policyOf, type Policy } from './policy';
import { resourcesOf, resourcesOfDefinition, type KnownResource } from './resources';

const RBAC = '/apis/rbac.authorization.k8s.io/v1';
const LISTS: Readonly<Record<string, string>> = {
  ClusterRole: `${RBAC}/clusterroles`,
  Role: `${RBAC}/roles`,
  ClusterRoleBinding: `${RBAC}/clusterrolebindings`,
  RoleBinding: `${RBAC}/rolebindings`,
};
const TOKEN_SECRETS = '/api/v1/secrets?fieldSelector=type%3Dkubernetes.io%2Fservice-account-token';
const DEFINITIONS = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
const PAGE = 500;

/** All that it takes. */
type Client = Pick<FullClient, 'request'>;

interface List {
  readonly metadata?: { readonly continue?: string };
  readonly items?: readonly KubeObject[];
}

async function read(client: Client, path: string): Promise<JsonObject> {
  const { status, body } = await client.request('GET', path);
  if (status === 200) return body;
  throw new Error(`GET ${path} was answered ${status}: ${String(body['message'] ?? '')}`);
}

/** Page by page. */
async function listed(client: Client, path: string, kind: string): Promise<readonly KubeObject[]> {
  const objects: KubeObject[] = [];
  let next: string | undefined = '';
  while (next !== undefined) {
    const page = `${path}${path.includes('?') ? '&' : '?'}limit=${PAGE}${next === '' ? '' : `&continue=${encodeURIComponent(next)}`}`;
    const { metadata, items = [] } = (await read(client, page)) as List;
    objects.push(...items.map((item) => ({ ...item, kind })));
    next = metadata?.continue === '' ? undefined : metadata?.continue;
  }
  return objects;
}

const withoutData = ({ kind = '', metadata, type }: KubeObject): KubeObject => ({ kind, metadata, type });

/** Who may not list Secrets still gets everything else. */
async function tokenSecrets(client: Client): Promise<readonly KubeObject[]> {
  try {
    return (await listed(client, TOKEN_SECRETS, 'Secret')).map(withoutData);
  } catch {
    return [];
  }
}

/** Data are there for some versions only: the newest that is not newer than the server. */
async function versionOfServer(client: Client): Promise<Version> {
  const { minor } = await read(client, '/version');
  const known = VERSIONS.filter((name) => minorOf(name) <= Number.parseInt(String(minor), 10));
  return versionOf(known[known.length - 1] ?? VERSIONS[0]);
}

interface Discovered {
  readonly resources?: readonly {
    readonly name: string;
    readonly singularName: string;
    readonly kind: string;
    readonly namespaced: boolean;
    readonly verbs: readonly string[];
  }[];
  readonly groups?: readonly { readonly name: string; readonly preferredVersion: { readonly groupVersion: string; readonly version: string } }[];
}

/** What CustomResourceDefinitions add, where they may be read. */
const definedResources = async (client: Client): Promise<readonly KnownResource[]> =>
  (await listed(client, DEFINITIONS, 'CustomResourceDefinition').catch(() => [])).flatMap(resourcesOfDefinition);

/** What the server serves beside the groups of its version, as its discovery says. A group whose server does not answer is left out. */
async function customResources(client: Client, version: Version): Promise<readonly KnownResource[]> {
  const known = new Set(resourcesOf(version).map(({ group }) => group));
  const { groups = [] } = (await read(client, '/apis')) as Discovered;
  const others = groups.filter(({ name }) => !known.has(name));
  const found = await Promise.all(
    others.map(async ({ name: group, preferredVersion }) => {
      const { resources = [] } = (await client.request('GET', `/apis/${preferredVersion.groupVersion}`)).body as Discovered;
      return resources.map((resource) => ({ group, version: preferredVersion.version, resource }));
    }),
  );
  return found.flat();
}

async function resourcesBeside(client: Client, version: Version): Promise<readonly KnownResource[]> {
  return [...(await customResources(client, version).catch(() => [])), ...(await definedResources(client))];
}

/** Without `names` no custom resource can be named in a question, and the server is asked less. */
export async function apiPolicy(client: Client, names: 'names' | 'no names' = 'names'): Promise<Policy> {
  const version = await versionOfServer(client);
  const lists = await Promise.all(Object.entries(LISTS).map(([kind, path]) => listed(client, path, kind)));
  const custom = names === 'names' ? await resourcesBeside(client, version) : [];
  return policyOf(version, [...lists.flat(), ...(await tokenSecrets(client))], custom);
}
