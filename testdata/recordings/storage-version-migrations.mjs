/**
 * What a StorageVersionMigration needs, what of it stays, and what becomes of its conditions.
 * node ../shared/oracle/record.mjs --version 1.37 --out testdata/recordings/1.37 testdata/recordings/storage-version-migrations.mjs
 */
const at = '/apis/storagemigration.k8s.io/v1/storageversionmigrations';
const merge = { 'content-type': 'application/merge-patch+json' };
const made = (name, resource, rest = {}) => ({ request: `POST ${at}`, body: { apiVersion: 'storagemigration.k8s.io/v1', kind: 'StorageVersionMigration', metadata: { name }, spec: { resource }, ...rest } });
const condition = (type, status = 'True') => ({ type, status, reason: 'Done', message: '', lastTransitionTime: '2024-01-02T03:04:05Z' });
const status = (name, body, note) => ({ note, request: `PATCH ${at}/${name}/status`, headers: merge, body: { status: body } });
const patch = (name, body, note) => ({ note, request: `PATCH ${at}/${name}`, headers: merge, body });
const steps = [
  { ...made('secrets', { group: '', resource: 'secrets' }, { status: { resourceVersion: '7' } }), note: 'with a status, which is not taken' },
  { ...made('jobs', { group: 'batch', resource: 'jobs' }), note: 'of a group' },
  { ...made('nothing', { group: '' }), note: 'of no resource' },
  { ...made('capital', { group: 'Batch', resource: 'Jobs' }), note: 'the group and the resource are not names' },
  { ...made('slash', { group: 'batch', resource: 'jobs/status' }), note: 'of a subresource' },
  { ...made('Upper', { group: '', resource: 'secrets' }), note: 'the name is not a DNS subdomain' },
  { ...made('unknown', { group: 'example.com', resource: 'tigers' }), note: 'of what no server serves' },
  patch('secrets', { metadata: { labels: { a: 'b' } } }, 'labels may change'),
  patch('secrets', { spec: { resource: { resource: 'configmaps' } } }, 'the spec stays'),
  patch('secrets', { spec: { resource: { resource: '' } } }, 'the spec stays, and needs a resource'),
  patch('secrets', { status: { resourceVersion: '9' } }, 'the status is changed by its subresource only'),
  { note: 'PUT without resourceVersion', request: `PUT ${at}/secrets`, body: { apiVersion: 'storagemigration.k8s.io/v1', kind: 'StorageVersionMigration', metadata: { name: 'secrets' }, spec: { resource: { group: '', resource: 'secrets' } } } },
  { note: 'PUT of what is not there', request: `PUT ${at}/none`, body: { apiVersion: 'storagemigration.k8s.io/v1', kind: 'StorageVersionMigration', metadata: { name: 'none' }, spec: { resource: { group: '', resource: 'secrets' } } } },
  status('secrets', { resourceVersion: '007' }, 'the resource version has zeros in front'),
  status('secrets', { resourceVersion: 'x' }, 'the resource version is not a number'),
  status('secrets', { resourceVersion: '12' }, 'the resource version is set'),
  status('secrets', { resourceVersion: '13' }, 'the resource version stays'),
  status('secrets', { conditions: [condition('Succeeded'), condition('Failed')] }, 'succeeded and failed'),
  status('secrets', { conditions: [{ type: 'Running' }] }, 'a condition without its fields'),
  status('secrets', { conditions: [{ ...condition('Running'), reason: '9', status: 'Maybe' }] }, 'a condition whose reason and status are not taken'),
  status('secrets', { conditions: [condition('Running'), condition('Running', 'False')] }, 'a condition that is there twice'),
  status('secrets', { conditions: [condition('Succeeded')] }, 'succeeded'),
  status('secrets', { conditions: [condition('Succeeded', 'False')] }, 'no longer succeeded'),
  status('secrets', { conditions: null }, 'no longer succeeded, and the conditions are gone'),
  status('jobs', { conditions: [condition('Failed')] }, 'failed'),
  status('jobs', { conditions: [condition('Failed', 'Unknown')] }, 'no longer failed'),
  { note: 'through v1beta1', request: 'GET /apis/storagemigration.k8s.io/v1beta1/storageversionmigrations/secrets' },
  { note: 'by a field', request: `GET ${at}?fieldSelector=spec.resource.resource%3Djobs` },
  { request: `DELETE ${at}/jobs` },
];
export const scripts = [{ name: 'validation/storage-version-migrations', about: 'StorageVersionMigrations: what they need, what stays, and what becomes of their conditions', flags: { 'authorization-mode': 'RBAC' }, steps }];
