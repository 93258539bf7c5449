/** What an authorizer is asked about a resource, and about a path. After AttributesRecord of k8s.io/apiserver/pkg/authorization/authorizer. */
import type { Attributes, NonResourceAttributes, ResourceAttributes } from '../api/attributes';

type OfResource = Omit<ResourceAttributes, 'isResourceRequest' | 'path'>;

/** Of every version, in no namespace and with no name, unless it is said otherwise. */
export const resourceAttributes = (asked: Pick<OfResource, 'user' | 'verb' | 'resource'> & Partial<OfResource>): ResourceAttributes => ({
  apiGroup: '',
  apiVersion: '*',
  namespace: '',
  subresource: '',
  name: '',
  ...asked,
  isResourceRequest: true,
  path: '',
});

export const pathAttributes = ({ user, verb, path }: Pick<NonResourceAttributes, 'user' | 'verb' | 'path'>): NonResourceAttributes => ({
  user,
  verb,
  path,
  isResourceRequest: false,
});

/** A path is in no namespace. */
export const namespaceOf = (attributes: Attributes): string => (attributes.isResourceRequest ? attributes.namespace : '');
