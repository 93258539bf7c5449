/** Keys of YAML that JSON does not have. node ../shared/oracle/record.mjs --version 1.20 --out testdata/recordings/1.20 testdata/recordings/yaml-keys.mjs */
const yaml = { 'content-type': 'application/yaml' };
const steps = [
  { request: 'DELETE /api/v1/namespaces/default/configmaps', headers: yaml, body: 'metadata:\n  name: odd\ndata:\n  ~: x' },
  { request: 'DELETE /api/v1/namespaces/default/configmaps/a', headers: yaml, body: 'data:\n  ~: x' },
  { request: 'POST /api/v1/namespaces/default/configmaps', headers: yaml, body: 'metadata:\n  name: odd\ndata:\n  ~: x' },
];
export const scripts = [{ name: 'decoding/yaml-keys', about: 'Keys of YAML that JSON has not', flags: {}, steps }];
