/** metadata.selfLink, where the version still writes it: k8s.io/apiserver/pkg/endpoints/handlers/namer.go. */
import type { KubeObject } from '../../api/objects';
import type { Resource } from './resource';

const escaped = (text: string): string => encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);

/** url.QueryEscape: everything but letters, digits and -_.~, and a plus for a space. */
const asInQuery = (text: string): string => escaped(text).replace(/%20/g, '+');

/** How url.URL escapes a path. */
const asInPath = (text: string): string => escaped(text).replace(/%(24|26|2B|2C|3A|3B|3D|40)/g, decodeURIComponent);

export function selfLinkOf(
  { group, version, resource, namespaced }: Pick<Resource, 'group' | 'version' | 'resource' | 'namespaced'>,
  { metadata }: Pick<KubeObject, 'metadata'>,
  subresource = '',
): string {
  const prefix = group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
  const { namespace = '', name = '' } = metadata;
  const place = namespaced ? `/namespaces/${asInPath(namespace)}` : '';
  // Upstream escapes the names of cluster-scoped objects alone as if they were in a query.
  return `${prefix}${place}/${resource}/${namespaced ? asInPath(name) : asInQuery(name)}${subresource === '' ? '' : `/${subresource}`}`;
}
