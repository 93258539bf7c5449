/**
 * Every namespace has a ConfigMap kube-root-ca.crt with the CA of the API server; it is put back when changed or deleted.
 * Upstream: pkg/controller/certificates/rootcacertpublisher/publisher.go
 */
import type { Version } from '../engine/versions';
import { CONFIG_MAPS, isTerminating, NAMESPACES, type Controller } from './controller';
import { own } from '../engine/golang/map';

const NAME = 'kube-root-ca.crt';
const DESCRIPTION =
  'Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the internal service IP or kubernetes.default.svc. No other usage is guaranteed across distributions of Kubernetes clusters.';

export const rootCaController = (version: Version): Controller => {
  const annotations = version.has('rootCaDescription') ? { annotations: { 'kubernetes.io/description': DESCRIPTION } } : {};
  return {
    name: 'root-ca-certificate-publisher-controller',
    alias: 'root-ca-cert-publisher',
    watches: {
      [NAMESPACES]: ({ type, object }) => (type === 'DELETED' ? [] : [`${object.metadata.name}`]),
      [CONFIG_MAPS]: ({ object }) => (object.metadata.name === NAME ? [`${object.metadata.namespace}`] : []),
    },
    async reconcile(namespace, { client, informer, rootCa }) {
      const found = informer(NAMESPACES).get(namespace);
      if (found === undefined || isTerminating(found)) return;
      const present = informer(CONFIG_MAPS).get(`${namespace}/${NAME}`);
      const data = { 'ca.crt': rootCa };
      const path = `${NAMESPACES}/${namespace}/configmaps`;
      if (present === undefined) {
        await client.request('POST', path, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: NAME, ...annotations }, data });
        return;
      }
      const same =
        JSON.stringify(present['data']) === JSON.stringify(data) &&
        Object.entries(annotations.annotations ?? {}).every(([key, value]) => own(present.metadata.annotations, key) === value);
      if (same) return;
      await client.request('PUT', `${path}/${NAME}`, {
        ...present,
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { ...present.metadata, ...(annotations.annotations && { annotations: { ...present.metadata.annotations, ...annotations.annotations } }) },
        data,
      });
    },
  };
};
