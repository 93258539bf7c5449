/** The layout that ARCHITECTURE.md draws, and the direction of imports in it. */

/** The journey of a request: a stage may import those after it, never one before it. */
export const STAGES = [
  'http',
  'options',
  'api-server.ts',
  'request-info',
  'authentication',
  'authorization',
  'admission',
  'registry',
  'audit',
  'proxy',
  'webhook',
  'scheme',
  'storage',
  'response',
];
/** What every stage may import, and what imports no stage: each with the leaves that it may import in turn. */
export const LEAVES = {
  golang: [],
  collections: [],
  catalog: ['golang', 'api'],
  'versions.ts': ['golang', 'catalog'],
  api: ['versions.ts'],
  errors: ['golang', 'api', 'versions.ts'],
  apimachinery: ['golang', 'errors', 'api', 'versions.ts'],
  cel: ['golang', 'apimachinery', 'versions.ts'],
  rbac: ['golang', 'collections', 'api', 'apimachinery'],
  nodes: ['api'],
};
/** The registry: each part may import those after it. */
export const REGISTRY = ['registry.ts', 'bootstrap', 'discovery', 'health', 'reviews', 'kinds', 'custom-resources', 'generic'];
/** Clients of the server: they reach it as a client does. */
export const OUTSIDE = [
  'analysis',
  'backends',
  'claims',
  'cli',
  'controllers',
  'kind',
  'kubelet',
  'manifests',
  'replay',
  'report',
  'runner',
  'site',
  'targets',
  'index.ts',
];
