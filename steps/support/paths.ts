/** What a sentence or a manifest names -> the URL path of the request. */
import type { Target } from '../../src/index';
import type { ObjectReference } from './object-reference';
import { resourceCalled, type Resource } from './resources';
import type { YamlObject } from './yaml-objects';

function collectionOf(resource: Resource, namespace: string): string {
  const inNamespace = namespace === '' || resource.name === 'namespaces' ? '' : `/namespaces/${namespace}`;
  return `${resource.prefix}${inNamespace}/${resource.name}`;
}

export async function pathOf(target: Target, { resource, subresource, name, namespace, path }: ObjectReference): Promise<string> {
  if (path !== '') return path;
  const collection = collectionOf(await resourceCalled(target, resource), namespace);
  return [collection, name, subresource].filter((part) => part !== '').join('/');
}

/** Where the object is created: in its namespace, or in `default` if it names none. */
export async function pathToCreate(target: Target, { apiVersion, kind, metadata }: YamlObject): Promise<string> {
  const group = apiVersion.includes('/') ? `.${apiVersion.split('/')[0] ?? ''}` : '';
  const resource = await resourceCalled(target, kind + group);
  return collectionOf(resource, resource.namespaced ? (metadata.namespace ?? 'default') : '');
}
