/** metadata.selfLink, where the version still writes it: k8s.io/apiserver/pkg/endpoints/handlers/namer.go. */
import type { KubeObject } from '../../api/objects';
import type { Resource } from './resource';

/** url.QueryEscape: everything but letters, digits and -_.~, and a plus for a space. */
const escaped = (segment: string): string =>
  encodeURIComponent(segment)
    .replace(/%20/g, '+')
    .replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);

export function selfLinkOf(
  { group, version, resource, namespaced }: Pick<Resource, 'group' | 'version' | 'resource' | 'namespaced'>,
  { metadata }: Pick<KubeObject, 'metadata'>,
  subresource = '',
): string {
  const prefix = group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
  const place = namespaced ? `/namespaces/${escaped(metadata.namespace ?? '')}` : '';
  return `${prefix}${place}/${resource}/${escaped(metadata.name ?? '')}${subresource === '' ? '' : `/${subresource}`}`;
}
