/**
 * A pod in a namespace that does not exist, where NamespaceLifecycle does not look for it.
 * node ../shared/oracle/record.mjs --version 1.NN --out testdata/recordings/1.NN testdata/recordings/unknown-namespace.mjs
 */
const pod = (name, spec = {}) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name }, spec: { containers: [{ name: 'c', image: 'x', ...spec }] } });

const steps = [
  { request: 'POST /api/v1/namespaces/plain/configmaps', body: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } } },
  { request: 'POST /api/v1/namespaces/plain/pods', body: pod('a') },
  { request: 'POST /api/v1/namespaces/plain/pods?dryRun=All', body: pod('b', { securityContext: { privileged: true } }) },
];
const flags = { 'disable-admission-plugins': 'NamespaceLifecycle,ServiceAccount' };
export const scripts = [{ name: 'admission/unknown-namespace', about: 'A pod in a namespace that does not exist', flags, steps }];
