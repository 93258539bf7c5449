/**
 * What a real server answers when a name that comes from outside is one that every JavaScript object has, in each place where such
 * a name can come in. A script for record.mjs of the oracle: `node record.mjs --version 1.NN --out testdata/recordings/1.NN FILE`.
 */
const KEYS = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', '__defineGetter__', 'prototype'];

const CORE = '/api/v1/namespaces/default';
const RBAC = '/apis/rbac.authorization.k8s.io/v1';
const AUTHORIZATION = '/apis/authorization.k8s.io/v1';
/** An own field by any name: an object literal would set the prototype. */
const field = (key, value) => `${JSON.stringify(key)}:${JSON.stringify(value)}`;
const configMap = (name, rest) => `{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"${name}"}${rest === '' ? '' : `,${rest}`}}`;
const asYaml = { accept: 'application/yaml' };
const get = (path, more) => ({ request: { method: 'GET', path }, times: 1, ...more });
const post = (path, body, more) => ({ request: { method: 'POST', path, ...(more?.headers && { headers: more.headers }), body }, times: 1, ...more?.step });
const patch = (path, type, body, more = '') => ({ request: { method: 'PATCH', path: `${path}${more}`, headers: { 'content-type': type }, body }, times: 1 });
const yaml = { step: { compare: 'yaml' } };

const JSON_PATCH = 'application/json-patch+json';
const MERGE = 'application/merge-patch+json';
const STRATEGIC = 'application/strategic-merge-patch+json';
const APPLY = 'application/apply-patch+yaml';

const review = (spec) => post(`${AUTHORIZATION}/subjectaccessreviews`, `{"apiVersion":"authorization.k8s.io/v1","kind":"SubjectAccessReview","spec":{${spec}}}`);

const bytes = (number, content) => String.fromCharCode((number << 3) | 2, content.length) + content;
/** Every byte of it is ASCII, so that it goes as text. */
const protobufConfigMap = (name, key) =>
  `k8s\0${bytes(1, bytes(1, 'v1') + bytes(2, 'ConfigMap'))}${bytes(2, bytes(1, bytes(1, name)) + bytes(2, bytes(1, key) + bytes(2, 'x')))}`;

const forEachKey = (steps) => KEYS.flatMap(steps);

const paths = (key) => [
  `/${key}`, `/api/${key}`, `/api/v1/${key}`, `/api/v1/${key}/x`, `/api/v1/namespaces/${key}`, `/api/v1/namespaces/${key}/pods`, `/api/v1/namespaces/${key}/pods/x`,
  `${CORE}/${key}`, `${CORE}/${key}/x`, `${CORE}/configmaps/${key}`, `${CORE}/pods/x/${key}`, `/api/v1/nodes/x/${key}`, `/api/v1/watch/${key}`, `/api/v1/watch/namespaces/${key}/pods/${key}?timeoutSeconds=1`,
  `/apis/${key}`, `/apis/${key}/v1`, `/apis/apps/${key}`, `/apis/apps/v1/${key}`, `/apis/apps/v1/namespaces/${key}/deployments`, `/apis/${key}/v1/namespaces/x/pods/y`,
  `/openapi/v3/${key}`, `/openapi/v3/api/${key}`, `/healthz/${key}`, `/readyz/${key}`, `/readyz?exclude=${key}`, `/.well-known/${key}`,
];

export const scripts = [
  {
    name: 'outside-keys/paths-and-queries',
    about: 'Paths, methods, queries and headers by names that every JavaScript object has.',
    steps: forEachKey((key) => [
      ...paths(key).map((path) => get(path)),
      ...paths(key).slice(0, 12).map((path) => get(path, { as: 'alice' })),
      { request: { method: key, path: '/api/v1/namespaces' }, times: 1 },
      { request: { method: key, path: '/api/v1/namespaces/default' }, as: 'alice', times: 1 },
      { request: { method: key, path: '/version' }, as: 'alice', times: 1 },
      { request: { method: 'GET', path: '/api/v1/namespaces/default/configmaps/none', headers: { [`x-${key}`]: 'x', [key.replace('__proto__', '__proto__x')]: 'x' } }, times: 1 },
      ...[
        `${key}=1`, key, `labelSelector=${key}`, `labelSelector=!${key}`, `labelSelector=${key}%3Dx`, `labelSelector=${key}%20in%20(x)`, `labelSelector=a%20${key}%20(x)`, `labelSelector=x%2F${key}%3Dx`,
        `fieldSelector=${key}%3Dx`, `fieldSelector=metadata.${key}%3Dx`, `fieldSelector=metadata.name%3D${key}`, `limit=${key}`, `continue=${key}`, `timeoutSeconds=${key}`, `resourceVersion=${key}`,
        `resourceVersionMatch=${key}`, `watch=${key}&timeoutSeconds=1`, `pretty=${key}`, `timeout=${key}`,
      ].map((query) => get(`${CORE}/secrets?${query}`)),
      get(`/api/v1/pods?fieldSelector=${key}%3Dx`),
      ...[`fieldManager=${key}`, `dryRun=${key}`, `fieldValidation=${key}`, `${key}=${key}`].map((query) => post(`${CORE}/configmaps?${query}`, configMap('q-' + key.toLowerCase().replace(/_/g, ''), ''))),
      { request: `DELETE ${CORE}/configmaps/q-${key.toLowerCase().replace(/_/g, '')}?propagationPolicy=${key}`, times: 1 },
      { request: `DELETE ${CORE}/configmaps/q-${key.toLowerCase().replace(/_/g, '')}`, times: 1 },
      ...[`application/${key}`, `${key}/${key}`, `application/json;${key}=v`, `application/json;as=${key}`, `application/json;as=Table;v=${key};g=meta.k8s.io`, `application/json;as=Table;v=v1;g=${key}`,
        `application/json;as=Table;v=v1;g=meta.k8s.io;${key}=x, application/json`, `application/yaml;${key}`, `*/*;q=${key}`,
      ].map((accept) => get('/api/v1/namespaces/none', { headers: { accept } })),
      ...[`application/${key}`, `${key}`, `application/json;${key}=v`, `application/json;charset=${key}`].map((type) => post(`${CORE}/configmaps?dryRun=All`, configMap('typed', ''), { headers: { 'content-type': type } })),
      { request: { method: 'PATCH', path: `${CORE}/configmaps/none`, headers: { 'content-type': `application/${key}` }, body: '{}' }, times: 1 },
    ]),
  },
  {
    name: 'outside-keys/identities',
    about: 'Extra of impersonation, users and groups by names that every JavaScript object has.',
    steps: forEachKey((key) => [
      ...[key, key.replace(/[A-Z]/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`), `x%2f${key}`].flatMap((extra) => [
        { request: { method: 'GET', path: '/api/v1/namespaces', headers: { 'impersonate-user': key, [`impersonate-extra-${extra}`]: 'x' } }, times: 1 },
        { request: { method: 'GET', path: '/api/v1/namespaces', headers: { 'impersonate-user': key, [`impersonate-extra-${extra}`]: 'x' } }, as: 'alice', times: 1 },
        post(`${AUTHORIZATION}/selfsubjectaccessreviews`, `{"apiVersion":"authorization.k8s.io/v1","kind":"SelfSubjectAccessReview","spec":{"resourceAttributes":{"verb":"get","resource":"pods"}}}`, {
          headers: { 'impersonate-user': 'jane', 'impersonate-group': key, [`impersonate-extra-${extra}`]: ['x', 'y'] },
        }),
      ]),
      { request: { method: 'GET', path: '/version', headers: { 'impersonate-user': `system:serviceaccount:${key}:${key}` } }, times: 1 },
      { request: { method: 'GET', path: '/api/v1/nodes', headers: { 'impersonate-user': 'jane', 'impersonate-uid': key, 'impersonate-group': 'system:serviceaccounts' } }, times: 1 },
      get('/api', { as: { token: key } }),
      get('/api', { as: { token: `${Buffer.from('{"alg":"' + key + '"}').toString('base64url')}.${Buffer.from('{' + field(key, 'x') + ',"iss":"https://kubernetes.default.svc"}').toString('base64url')}.AAAA` } }),
      { request: { method: 'GET', path: '/api', headers: { authorization: `${key} x` } }, as: 'anonymous', times: 1 },
    ]),
  },
  {
    name: 'outside-keys/self-reviews',
    about: 'What a server says of a user whose extra has such names.',
    since: '1.28',
    steps: forEachKey((key) => [
      ...[key, key.replace(/[A-Z]/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`)].map((extra) =>
        post('/apis/authentication.k8s.io/v1/selfsubjectreviews', '{"apiVersion":"authentication.k8s.io/v1","kind":"SelfSubjectReview"}', {
          headers: { 'impersonate-user': key, 'impersonate-group': [key, 'system:masters'], [`impersonate-extra-${extra}`]: ['x', 'y'], ...asYaml },
          step: { compare: 'yaml' },
        }),
      ),
    ]),
  },
  {
    name: 'outside-keys/bodies',
    about: 'Fields, labels, annotations and keys of data by names that every JavaScript object has, in JSON, YAML and protobuf.',
    steps: forEachKey((key, at) => {
      const name = `c${at}`;
      const created = (body, path = `${CORE}/configmaps`, headers = {}) => post(`${path}?dryRun=All`, body, { headers: { ...asYaml, ...headers }, ...yaml });
      const metadata = (rest) => `{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"m${at}",${rest}}}`;
      const typed = (more) => [`{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"u${at}"},${more}}`];
      return [
        post(`${CORE}/configmaps`, configMap(name, `"data":{${field(key, 'x')},"a":"b"}`), { headers: asYaml, ...yaml }),
        get(`${CORE}/configmaps/${name}`, { headers: asYaml, compare: 'yaml' }),
        get(`${CORE}/configmaps?fieldSelector=metadata.name%3D${name}`),
        created(configMap(`b${at}`, `"binaryData":{${field(key, 'eA==')}},"data":{"a":"b"}`)),
        created(configMap(`b${at}`, `"binaryData":{${field(key, 'eA==')}},"data":{${field(key, 'x')}}`)),
        created(configMap(`d${at}`, `"data":{${field(key, 'x')},${field(key, 'y')}}`)),
        created(`{"apiVersion":"v1","kind":"Secret","metadata":{"name":"s${at}"},"data":{${field(key, 'eA==')}}}`, `${CORE}/secrets`),
        created(`{"apiVersion":"v1","kind":"Secret","metadata":{"name":"s${at}"},"stringData":{${field(key, 'x')}}}`, `${CORE}/secrets`),
        created(`{"apiVersion":"v1","kind":"Secret","metadata":{"name":"s${at}"},"stringData":{${field(key, 'x')}},"data":{"a":"eA=="}}`, `${CORE}/secrets`),
        created(`{"apiVersion":"v1","kind":"Secret","metadata":{"name":"s${at}"},"type":${JSON.stringify(key)}}`, `${CORE}/secrets`),
        ...['labels', 'annotations'].map((map) => created(metadata(`"${map}":{${field(key, 'x')}}`))),
        ...['labels', 'annotations'].map((map) => created(metadata(`"${map}":{${field(`x/${key}`, 'x')}}`))),
        created(metadata(`"finalizers":[${JSON.stringify(key)}]`)),
        created(metadata(`"ownerReferences":[{"apiVersion":${JSON.stringify(key)},"kind":${JSON.stringify(key)},"name":"x","uid":"y"}]`)),
        created(metadata(`"managedFields":[{"manager":${JSON.stringify(key)},"operation":"Update","apiVersion":"v1","time":"2020-01-01T00:00:00Z","fieldsType":"FieldsV1","fieldsV1":{"f:data":{${field(`f:${key}`, {})}}}}]`)),
        created(metadata(`"managedFields":[{"manager":"x","operation":"Update","apiVersion":"v1","fieldsType":"FieldsV1","fieldsV1":{${field(key, {})}}}]`)),
        ...typed(field(key, 'x')).flatMap((body) => [body, metadata(field(key, 'x')), metadata(`"labels":{},${field(key, { a: 1 })}`)]).flatMap((body) => ['Strict', 'Warn'].map((level) => post(`${CORE}/configmaps?dryRun=All&fieldValidation=${level}`, body))),
        post(`${CORE}/configmaps?dryRun=All`, `{"apiVersion":${JSON.stringify(key)},"kind":"ConfigMap","metadata":{"name":"x"}}`),
        post(`${CORE}/configmaps?dryRun=All`, `{"apiVersion":"v1","kind":${JSON.stringify(key)},"metadata":{"name":"x"}}`),
        post(`${CORE}/configmaps?dryRun=All`, `{"apiVersion":"${key}/v1","kind":"ConfigMap","metadata":{"name":"x"}}`),
        post(`${CORE}/configmaps?dryRun=All`, `{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":${JSON.stringify(key)}}}`),
        post(`${CORE}/configmaps?dryRun=All`, `{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"x","namespace":${JSON.stringify(key)}}}`),
        created(`apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: y${at}\n  annotations: {x/${key}: &${key} z}\ndata:\n  ${key}: x\n  b: *${key}\n`, undefined, { 'content-type': 'application/yaml' }),
        created(`apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: y${at}\ndata:\n  <<: {${key}: x}\n  b: c\n`, undefined, { 'content-type': 'application/yaml' }),
        created(protobufConfigMap(`p${at}`, key), undefined, { 'content-type': 'application/vnd.kubernetes.protobuf' }),
        created(`{"apiVersion":"v1","kind":"Pod","metadata":{"name":"p${at}"},"spec":{"serviceAccountName":"none","containers":[{"name":"a","image":"i","resources":{"limits":{${field(key, '1')}}}}],"nodeSelector":{${field(key, 'x')}}}}`, '/api/v1/namespaces/none/pods'),
        created(`{"apiVersion":"v1","kind":"Service","metadata":{"name":"s${at}"},"spec":{"type":"ExternalName","externalName":"a.b","selector":{${field(key, 'x')}}}}`, `${CORE}/services`),
        created(`{"apiVersion":"apps/v1","kind":"ControllerRevision","metadata":{"name":"r${at}"},"revision":1,"data":{${field(key, { [`x${key}`]: 1 })},"a":{${field(key, 1)}}}}`, '/apis/apps/v1/namespaces/default/controllerrevisions'),
        created(`{"apiVersion":"rbac.authorization.k8s.io/v1","kind":"Role","metadata":{"name":"${key}"},"rules":[{"verbs":["${key}"],"apiGroups":["${key}"],"resources":["${key}"],"resourceNames":["${key}"]}]}`, `${RBAC}/namespaces/default/roles`),
        created(`{"apiVersion":"rbac.authorization.k8s.io/v1","kind":"RoleBinding","metadata":{"name":"x"},"roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"${key}","name":"x"},"subjects":[{"kind":"${key}","name":"x"}]}`, `${RBAC}/namespaces/default/rolebindings`),
        created(`{"apiVersion":"rbac.authorization.k8s.io/v1","kind":"RoleBinding","metadata":{"name":"x"},"roleRef":{"apiGroup":"${key}","kind":"Role","name":"${key}"},"subjects":[{"kind":"User","apiGroup":"${key}","name":"x"}]}`, `${RBAC}/namespaces/default/rolebindings`),
      ];
    }),
  },
  {
    name: 'outside-keys/patches',
    about: 'Paths, fields and directives of patches by names that every JavaScript object has.',
    steps: [
      post(`${CORE}/configmaps`, configMap('p', '"data":{"a":"b"}')),
      post(`${CORE}/serviceaccounts`, '{"apiVersion":"v1","kind":"ServiceAccount","metadata":{"name":"p"},"secrets":[{"name":"a"}]}'),
      ...forEachKey((key) => {
        const patched = (type, body, name = 'configmaps/p') => ({ ...patch(`${CORE}/${name}`, type, body, '?dryRun=All'), compare: 'yaml' });
        const inYaml = (step) => ({ ...step, request: { ...step.request, headers: { ...step.request.headers, ...asYaml } } });
        const operation = (...operations) => inYaml(patched(JSON_PATCH, operations));
        return [
          operation({ op: 'add', path: `/data/${key}`, value: 'x' }),
          operation({ op: 'replace', path: `/data/${key}`, value: 'x' }),
          operation({ op: 'remove', path: `/data/${key}` }),
          operation({ op: 'test', path: `/data/${key}`, value: null }),
          operation({ op: 'test', path: `/data/${key}`, value: 'x' }),
          operation({ op: 'copy', from: `/metadata/${key}`, path: '/metadata/labels' }),
          operation({ op: 'move', from: `/data/${key}`, path: '/data/b' }),
          operation({ op: 'add', path: `/data/${key}`, value: 'x' }, { op: 'copy', from: `/data/${key}`, path: '/data/b' }, { op: 'remove', path: `/data/${key}` }),
          operation({ op: 'add', path: `/data/${key}`, value: 'x' }, { op: 'move', from: '/data/a', path: `/data/${key}` }),
          operation({ op: 'add', path: `/${key}`, value: { a: 1 } }),
          operation({ op: 'add', path: `/metadata/${key}/a`, value: 'x' }),
          operation({ op: 'add', path: `/${key}/${key}`, value: 'x' }),
          operation({ op: key, path: '/data' }),
          operation({ op: 'add', path: `/metadata/annotations`, value: JSON.parse(`{${field(`x/${key}`, 'y')}}`) }),
          patched(JSON_PATCH, `[{"op":"add","path":"/data","value":{${field(key, 'x')}}}]`),
          patched(JSON_PATCH, `[{"op":"test","path":"/data","value":{"a":"b"},${field(key, 'x')}}]`),
          ...[MERGE, STRATEGIC].flatMap((type) => [
            inYaml(patched(type, `{"data":{${field(key, 'x')}}}`)),
            inYaml(patched(type, `{"data":{${field(key, null)}}}`)),
            inYaml(patched(type, `{${field(key, { a: 1 })}}`)),
            inYaml(patched(type, `{"metadata":{${field(key, 'x')},"labels":{${field(`x/${key}`, 'y')}}}}`)),
            inYaml(patched(type, `{"metadata":{"labels":{${field(key, 'y')}}}}`)),
          ]),
          patched(STRATEGIC, `{"$patch":${JSON.stringify(key)}}`),
          patched(STRATEGIC, `{"data":{"$patch":${JSON.stringify(key)}}}`),
          patched(STRATEGIC, `{"data":{"$patch":{${field(key, 1)}}}}`),
          patched(STRATEGIC, `{"$retainKeys":[${JSON.stringify(key)}],"data":{"a":"c"}}`),
          inYaml(patched(STRATEGIC, `{"data":{"$retainKeys":[${JSON.stringify(key)}],${field(key, 'c')}}}`)),
          patched(STRATEGIC, `{${field(`$setElementOrder/${key}`, ['a'])}}`),
          patched(STRATEGIC, `{${field(`$deleteFromPrimitiveList/${key}`, ['a'])}}`),
          patched(STRATEGIC, `{"secrets":[{${field(key, 'x')}}]}`, 'serviceaccounts/p'),
          patched(STRATEGIC, `{"secrets":[{"name":"b","$patch":${JSON.stringify(key)}}]}`, 'serviceaccounts/p'),
          patched(STRATEGIC, `{"secrets":[{"name":${JSON.stringify(key)},${field(key, 'x')}}]}`, 'serviceaccounts/p'),
          ...[`{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"p"},"data":{${field(key, 'x')}}}`, `{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"p","labels":{${field(`x/${key}`, 'x')}}}}`].map((body) => ({
            ...inYaml(patch(`${CORE}/configmaps/p`, APPLY, body, '?dryRun=All&fieldManager=m')),
            compare: 'yaml',
          })),
          patch(`${CORE}/configmaps/p`, APPLY, `{"apiVersion":${JSON.stringify(key)},"kind":"ConfigMap","metadata":{"name":"p"}}`, '?dryRun=All&fieldManager=m'),
          patch(`${CORE}/configmaps/p`, APPLY, `{"apiVersion":"v1","kind":${JSON.stringify(key)},"metadata":{"name":"p"}}`, '?dryRun=All&fieldManager=m'),
        ];
      }),
    ],
  },
  {
    name: 'outside-keys/reviews',
    about: 'Reviews that ask of verbs, resources and users by names that every JavaScript object has.',
    steps: [
      ...forEachKey((key, at) => [
        post(`${RBAC}/clusterroles`, `{"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRole","metadata":{"name":"r${at}"},"rules":[{"verbs":["${key}"],"apiGroups":["${key}"],"resources":["${key}"]},{"verbs":["${key}"],"nonResourceURLs":["/${key}"]}]}`),
        post(`${RBAC}/clusterrolebindings`, `{"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRoleBinding","metadata":{"name":"b${at}"},"roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"ClusterRole","name":"r${at}"},"subjects":[{"kind":"User","apiGroup":"rbac.authorization.k8s.io","name":"${key}"},{"kind":"Group","apiGroup":"rbac.authorization.k8s.io","name":"${key}"}]}`),
      ]),
      ...forEachKey((key) => [
        review(`"user":"${key}","resourceAttributes":{"verb":"${key}","group":"${key}","resource":"${key}","namespace":"${key}","name":"${key}"}`),
        review(`"user":"x","groups":["${key}"],"resourceAttributes":{"verb":"${key}","group":"${key}","resource":"${key}","subresource":"${key}"}`),
        review(`"user":"x","resourceAttributes":{"verb":"${key}","resource":"${key}"}`),
        review(`"user":"${key}","nonResourceAttributes":{"verb":"${key}","path":"/${key}"}`),
        review(`"user":"jane","extra":{${field(key, ['x'])}},"resourceAttributes":{"verb":"get","resource":"pods"}`),
        review(`"user":"jane",${field(key, 'x')},"resourceAttributes":{${field(key, 'x')},"verb":"get","resource":"pods"}`),
        review(`"user":"jane","resourceAttributes":{"verb":"get","resource":"pods","fieldSelector":{"requirements":[{"key":"${key}","operator":"${key}","values":["x"]}]}}`),
        review(`"user":"jane","resourceAttributes":{"verb":"get","resource":"pods","labelSelector":{"requirements":[{"key":"${key}","operator":"${key}","values":["x"]},{"key":"${key}","operator":"In","values":["${key}"]}]}}`),
        post(`${AUTHORIZATION}/selfsubjectrulesreviews`, `{"apiVersion":"authorization.k8s.io/v1","kind":"SelfSubjectRulesReview","spec":{"namespace":"${key}"}}`, { headers: { 'impersonate-user': key } }),
        post(`${AUTHORIZATION}/namespaces/${key}/localsubjectaccessreviews`, `{"apiVersion":"authorization.k8s.io/v1","kind":"LocalSubjectAccessReview","metadata":{"namespace":"${key}"},"spec":{"user":"${key}","resourceAttributes":{"verb":"${key}","group":"${key}","resource":"${key}","namespace":"${key}"}}}`),
        post('/apis/authentication.k8s.io/v1/tokenreviews', `{"apiVersion":"authentication.k8s.io/v1","kind":"TokenReview","spec":{"token":"${key}","audiences":["${key}"]}}`),
        post(`${CORE}/serviceaccounts/default/token`, `{"apiVersion":"authentication.k8s.io/v1","kind":"TokenRequest","spec":{"audiences":["${key}"],"boundObjectRef":{"kind":"${key}","apiVersion":"${key}","name":"x"}}}`),
      ]),
    ],
  },
  {
    name: 'outside-keys/abac',
    about: 'ABAC policies by names that every JavaScript object has.',
    flags: { 'authorization-mode': 'ABAC', 'authorization-policy-file': '$DIR/policy.jsonl' },
    files: {
      'policy.jsonl': KEYS.map((key) => `{"apiVersion":"abac.authorization.kubernetes.io/v1beta1","kind":"Policy",${field(key, 'x')},"spec":{"user":"${key}","namespace":"${key}","resource":"${key}","apiGroup":"${key}",${field(key, 'x')}}}\n{"apiVersion":"abac.authorization.kubernetes.io/v1beta1","kind":"Policy","spec":{"group":"${key}","nonResourcePath":"/${key}"}}\n`).join(''),
    },
    steps: forEachKey((key) => [
      { request: { method: 'GET', path: `/apis/${key}/v1/namespaces/${key}/${key}`, headers: { 'impersonate-user': key } }, times: 1 },
      { request: { method: 'GET', path: `/api/v1/namespaces/${key}/${key}`, headers: { 'impersonate-user': key } }, times: 1 },
      { request: { method: 'GET', path: `/${key}`, headers: { 'impersonate-user': 'x', 'impersonate-group': key } }, times: 1 },
      { request: { method: 'GET', path: `/${key}`, headers: { 'impersonate-user': key } }, times: 1 },
    ]),
  },
];
