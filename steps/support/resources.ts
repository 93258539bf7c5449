/**
 * Where the objects of a resource live, as the server itself says in its discovery documents: the first group that has the
 * resource wins, the core group first, each group in its preferred version.
 */
import type { Target } from '../../src/index';

export interface Resource {
  readonly name: string;
  readonly kind: string;
  readonly namespaced: boolean;
  readonly group: string;
  /** For example /apis/apps/v1. */
  readonly prefix: string;
  readonly subresources: readonly string[];
}

interface ResourceList {
  readonly resources: readonly { readonly name: string; readonly kind: string; readonly namespaced: boolean }[];
}
interface GroupList {
  readonly groups: readonly { readonly name: string; readonly preferredVersion: { readonly groupVersion: string } }[];
}

/** By the server: what it serves depends on its flags, on `runtime-config` above all. */
const discovered = new WeakMap<object, Promise<readonly Resource[]>>();

async function read<T>(target: Target, path: string): Promise<T> {
  const response = await target.send({ as: { kind: 'administrator' }, method: 'GET', path });
  if (response.status !== 200) throw new Error(`Discovery failed: GET ${path} answered ${response.status} ${String(response.body)}`);
  return JSON.parse(String(response.body)) as T;
}

async function resourcesOf(target: Target, group: string, prefix: string): Promise<readonly Resource[]> {
  const { resources } = await read<ResourceList>(target, prefix);
  const subresourcesOf = (parent: string): readonly string[] =>
    resources.flatMap(({ name }) => (name.startsWith(`${parent}/`) ? name.slice(parent.length + 1) : []));
  return resources
    .filter(({ name }) => !name.includes('/'))
    .map(({ name, kind, namespaced }) => ({ name, kind, namespaced, group, prefix, subresources: subresourcesOf(name) }));
}

async function discover(target: Target): Promise<readonly Resource[]> {
  const { groups } = await read<GroupList>(target, '/apis');
  const lists = [
    resourcesOf(target, '', '/api/v1'),
    ...groups.map(({ name, preferredVersion }) => resourcesOf(target, name, `/apis/${preferredVersion.groupVersion}`)),
  ];
  return (await Promise.all(lists)).flat();
}

/** undefined: the server's discovery has none that is called so. */
export async function resourceIfKnown(target: Target, called: string): Promise<Resource | undefined> {
  const { server } = target;
  const resources = discovered.get(server) ?? discover(target);
  discovered.set(server, resources);
  resources.catch(() => discovered.delete(server));
  const [word = '', ...groupParts] = called.toLowerCase().split('.');
  const group = groupParts.join('.');
  return (await resources).find((resource) => [resource.name, resource.kind.toLowerCase()].includes(word) && (group === '' || resource.group === group));
}

export async function resourceCalled(target: Target, called: string): Promise<Resource> {
  const found = await resourceIfKnown(target, called);
  if (found === undefined) throw new Error(`Kubernetes ${target.kubernetesVersion} has no resource called ${JSON.stringify(called)}.`);
  return found;
}

/** Those that a kubelet asks about and no API server serves: pkg/kubelet/server/auth.go. */
const OF_KUBELET: ReadonlySet<string> = new Set(['metrics', 'stats', 'log', 'spec', 'checkpoint', 'configz', 'healthz', 'pods', 'proxy', 'statusz', 'flagz']);

/** Throws when the resource has no such subresource: a question about one that does not exist is answered "no" whatever the rules say. */
export async function requireSubresource(
  target: Target,
  { resource, subresource }: { readonly resource: string; readonly subresource: string },
): Promise<void> {
  if (subresource === '') return;
  const known = await resourceIfKnown(target, resource);
  if (known === undefined || subresource === '*') return;
  const { name, subresources } = known;
  if (subresources.includes(subresource) || (name === 'nodes' && OF_KUBELET.has(subresource))) return;
  throw new Error(`Kubernetes ${target.kubernetesVersion} has no subresource ${name}/${subresource}, only ${subresources.join(', ') || 'none'}.`);
}
