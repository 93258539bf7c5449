/** What an authorizer is asked about a resource, and about a path. After AttributesRecord of k8s.io/apiserver/pkg/authorization/authorizer. */
import type { Attributes } from '../api/attributes';

type OfResource = Omit<Attributes, 'isResourceRequest' | 'path'>;

/** Of every version, in no namespace and with no name, unless it is said otherwise. */
export const resourceAttributes = (asked: Pick<OfResource, 'user' | 'verb' | 'resource'> & Partial<OfResource>): Attributes => ({
  apiGroup: '',
  apiVersion: '*',
  namespace: '',
  subresource: '',
  name: '',
  ...asked,
  isResourceRequest: true,
  path: '',
});

export const pathAttributes = ({ user, verb, path }: Pick<Attributes, 'user' | 'verb' | 'path'>): Attributes => ({
  user,
  verb,
  path,
  isResourceRequest: false,
  apiGroup: '',
  apiVersion: '',
  namespace: '',
  resource: '',
  subresource: '',
  name: '',
});
