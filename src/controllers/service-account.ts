/**
 * Every namespace has a ServiceAccount named default; one that is deleted comes back.
 * Upstream: pkg/controller/serviceaccount/serviceaccounts_controller.go
 */
import { isTerminating, NAMESPACES, SERVICE_ACCOUNTS, type Controller } from './controller';

export const serviceAccountController: Controller = {
  name: 'serviceaccount-controller',
  alias: 'serviceaccount',
  watches: {
    [NAMESPACES]: ({ type, object }) => (type === 'DELETED' ? [] : [`${object.metadata.name}`]),
    [SERVICE_ACCOUNTS]: ({ type, object }) => (type === 'DELETED' ? [`${object.metadata.namespace}`] : []),
  },
  async reconcile(namespace, { client, informer }) {
    const found = informer(NAMESPACES).get(namespace);
    if (found === undefined || isTerminating(found) || informer(SERVICE_ACCOUNTS).get(`${namespace}/default`) !== undefined) return;
    await client.request('POST', `${NAMESPACES}/${namespace}/serviceaccounts`, { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default' } });
  },
};
