/**
 * What becomes of custom resources beyond what modern-rest/custom-resources asks: names in conflict, objects that outlive their definition, versions that
 * have other fields, defaults of a schema that changes, columns, finalizers, fields that own, node ports of a range.
 * node ../shared/oracle/record.mjs --version 1.37 --out testdata/recordings/1.37 testdata/recordings/custom-resources.mjs
 */
const definitions = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
const merge = { 'content-type': 'application/merge-patch+json' };
const table = { accept: 'application/json;as=Table;v=v1;g=meta.k8s.io' };
const group = 'more.example.com';
const definition = (plural, kind, versions, rest = {}) => ({
  request: `POST ${definitions}`,
  body: {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}` },
    spec: { group, scope: 'Namespaced', names: { plural, kind, ...rest.names }, versions, ...rest.spec },
  },
});
const version = (name, schema, rest = {}) => ({ name, served: true, storage: name === 'v1', schema: { openAPIV3Schema: { type: 'object', ...schema } }, ...rest });
const at = (plural, name = '', of = 'v1') => `/apis/${group}/${of}/namespaces/default/${plural}${name && `/${name}`}`;
const object = (plural, kind, name, fields, of = 'v1', meta = {}) => ({ request: `POST ${at(plural, '', of)}`, body: { apiVersion: `${group}/${of}`, kind, metadata: { name, ...meta }, ...fields } });
const patch = (path, body, note) => ({ note, request: `PATCH ${path}`, headers: merge, body });
const text = { type: 'string' };
const number = { type: 'integer' };
const fields = (properties, rest = {}) => ({ properties: { spec: { type: 'object', properties, ...rest } } });

const conflicts = [
  definition('cats', 'Cat', [version('v1', fields({ a: text }))], { names: { shortNames: ['c', 'k'], singular: 'cat' } }),
  { ...definition('cows', 'Cow', [version('v1', fields({ a: text }))], { names: { shortNames: ['c', 'w'], singular: 'cow' } }), note: 'a short name is taken' },
  { ...definition('cates', 'Cat', [version('v1', fields({ a: text }))], { names: { singular: 'cat', listKind: 'CatesList' } }), note: 'a singular and a kind are taken' },
  { request: `GET ${definitions}/cows.${group}`, wait: 500 },
  { request: `GET ${definitions}/cates.${group}` },
  { request: `GET /apis/${group}/v1` },
  { request: `GET ${at('cows')}`, note: 'is not served' },
  { request: `DELETE ${definitions}/cats.${group}` },
  { request: `GET ${definitions}/cows.${group}`, note: 'what was taken is free', wait: 1500 },
  { request: `GET ${definitions}/cates.${group}` },
  { request: `GET ${at('cows')}` },
  patch(`${definitions}/cows.${group}`, { spec: { names: { shortNames: ['x'] } } }, 'other short names'),
  { request: `GET ${definitions}/cows.${group}`, wait: 500 },
  { request: `POST ${definitions}?dryRun=All`, body: definition('dries', 'Dry', [version('v1', {})]).body, note: 'as a dry run' },
  { request: `GET ${definitions}/dries.${group}` },
];

const lives = [
  definition('pets', 'Pet', [version('v1', fields({ a: text }))]),
  { ...object('pets', 'Pet', 'free', { spec: { a: 'b' } }), wait: 2000 },
  object('pets', 'Pet', 'kept', { spec: { a: 'b' } }, 'v1', { finalizers: ['more.example.com/keeps'] }),
  object('pets', 'Pet', 'odd', { spec: { a: 'b' } }, 'v1', { finalizers: ['keeps', 'keeps.it', 'not good/'] }),
  { request: `DELETE ${definitions}/pets.${group}` },
  { request: `GET ${definitions}/pets.${group}`, note: 'waits for its objects', wait: 1000, compare: 'status' },
  { request: `GET ${at('pets', 'free')}` },
  { request: `GET ${at('pets', 'kept')}` },
  { ...object('pets', 'Pet', 'late', { spec: {} }), note: 'nothing new' },
  patch(at('pets', 'kept'), { metadata: { finalizers: null } }, 'the last finalizer goes'),
  { request: `GET ${definitions}/pets.${group}`, wait: 7000 },
  { request: `GET ${at('pets')}` },
];

const versions = [
  definition('birds', 'Bird', [version('v1', fields({ a: text, b: text })), version('v2', fields({ a: text, c: { type: 'string', default: 'two' } }))]),
  { request: `GET ${at('birds')}`, wait: 1000 },
  object('birds', 'Bird', 'one', { spec: { a: '1', b: '2', c: '3' } }),
  { request: `GET ${at('birds', 'one', 'v2')}`, note: 'the other version has other fields' },
  object('birds', 'Bird', 'two', { spec: { a: '1', b: '2' } }, 'v2'),
  { request: `GET ${at('birds', 'two')}` },
  { request: `GET ${at('birds', 'two', 'v2')}` },
  patch(at('birds', 'one', 'v2'), { spec: { c: 'x' } }, 'a field that the stored version does not have'),
  { request: `GET ${at('birds', '', 'v2')}` },
  patch(`${definitions}/birds.${group}`, { spec: { versions: [version('v1', fields({ a: text, b: text, d: { type: 'integer', default: 7 } })), version('v2', fields({ a: text }))] } }, 'another schema'),
  { request: `GET ${at('birds', 'one')}`, note: 'has the new default', wait: 1000 },
  patch(at('birds', 'one'), { metadata: { labels: { a: 'b' } } }, 'the default does not count as a change'),
  patch(at('birds', 'one'), { spec: { d: 8 } }),
  { request: `DELETE ${at('birds', 'one')}` },
];

const columns = [
  definition('fish', 'Fish', [
    version('v1', fields({ n: number, f: { type: 'number' }, b: { type: 'boolean' }, d: { type: 'string', format: 'date' }, t: text, l: { type: 'array', items: text }, m: { type: 'object', additionalProperties: text } }), {
      additionalPrinterColumns: [
        { name: 'N', type: 'integer', jsonPath: '.spec.n' },
        { name: 'F', type: 'number', jsonPath: '.spec.f', format: 'float' },
        { name: 'B', type: 'boolean', jsonPath: '.spec.b', priority: 2 },
        { name: 'T', type: 'string', jsonPath: '.spec.t' },
        { name: 'L', type: 'string', jsonPath: '.spec.l' },
        { name: 'First', type: 'string', jsonPath: '.spec.l[0]' },
        { name: 'M', type: 'string', jsonPath: '.spec.m' },
        { name: 'Label', type: 'string', jsonPath: ".metadata.labels['a/b']" },
        { name: 'TN', type: 'integer', jsonPath: '.spec.t' },
        { name: 'NT', type: 'string', jsonPath: '.spec.n' },
        { name: 'BT', type: 'boolean', jsonPath: '.spec.n' },
        { name: 'FN', type: 'integer', jsonPath: '.spec.f' },
        { name: 'NF', type: 'number', jsonPath: '.spec.n' },
        { name: 'TD', type: 'date', jsonPath: '.spec.t' },
      ],
    }),
  ]),
  object('fish', 'Fish', 'full', { spec: { n: 3, f: 1.5, b: true, d: '2020-01-01', t: 'x', l: ['a', 'b'], m: { k: 'v' } } }, 'v1', { labels: { 'a/b': 'c' } }),
  object('fish', 'Fish', 'empty', {}),
  { request: `GET ${at('fish')}`, headers: table },
  { request: `GET ${at('fish', 'full')}?includeObject=Object`, headers: table },
  { request: `GET ${at('fish')}?limit=1&includeObject=None`, headers: table },
];

const schemas = [
  definition('trees', 'Tree', [
    version(
      'v1',
      fields({
        keyed: { type: 'array', 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['a', 'b'], items: { type: 'object', required: ['a', 'b'], properties: { a: text, b: number, c: text } } },
        within: { type: 'object', 'x-kubernetes-embedded-resource': true, 'x-kubernetes-preserve-unknown-fields': true },
        inner: { type: 'object', properties: { d: { type: 'string', default: 'deep' } }, default: {} },
        nul: { type: 'string', nullable: true, default: 'd' },
        small: { type: 'integer', format: 'int32', multipleOf: 3 },
        real: { type: 'number', minimum: 0.5, exclusiveMinimum: true },
        short: { type: 'string', minLength: 2 },
        one: { type: 'object', minProperties: 1, maxProperties: 2, additionalProperties: number },
        some: { type: 'array', minItems: 1, items: number },
        any: { anyOf: [{ minimum: 5 }, { multipleOf: 2 }], type: 'integer' },
        all: { type: 'integer', allOf: [{ minimum: 5 }, { maximum: 7 }] },
        not: { type: 'integer', not: { enum: [3] } },
        ip: { type: 'string', format: 'ipv4' },
        uri: { type: 'string', format: 'uri' },
        uuid: { type: 'string', format: 'uuid' },
        bytes: { type: 'string', format: 'byte' },
        mail: { type: 'string', format: 'email' },
        span: { type: 'string', format: 'duration' },
        ruled: { type: 'object', properties: { from: number, to: number, when: { type: 'string', format: 'date-time' } }, 'x-kubernetes-validations': [{ rule: 'self.from <= self.to', message: 'from is at most to' }, { rule: "!has(self.when) || self.when > timestamp('2020-01-01T00:00:00Z')" }] },
        atomic: { type: 'object', 'x-kubernetes-map-type': 'atomic', properties: { a: text, b: text } },
      }),
    ),
  ]),
  ...[
    { keyed: [{ a: 'x', b: 1 }, { a: 'x', b: 2 }] },
    { keyed: [{ a: 'x', b: 1 }, { a: 'x', b: 1 }] },
    { keyed: ['x'] },
    { within: { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p', nosuch: 1 }, free: 1 } },
    { nul: null },
    { small: 9 },
    { small: 4 },
    { small: 3_000_000_000 },
    { real: 0.5 },
    { real: 1 },
    { short: 'a' },
    { one: {} },
    { one: { a: 1, b: 2, c: 3 } },
    { some: [] },
    { any: 3 },
    { any: 4 },
    { all: 4 },
    { all: 6 },
    { not: 3 },
    { ip: '1.2.3' },
    { uri: 'no uri' },
    { uuid: 'x' },
    { bytes: '*' },
    { mail: 'x' },
    { span: 'x' },
    { span: '1h' },
    { ruled: { from: 2, to: 1 } },
    { ruled: { from: 1, to: 2, when: '2019-01-01T00:00:00Z' } },
    { ruled: { to: 1 } },
    { ruled: { from: 1, to: 2, when: '2021-01-01T00:00:00Z' } },
  ].map((spec, n) => ({ ...object('trees', 'Tree', `t${n}`, { spec }), ...(n === 0 && { wait: 2000 }) })),
  { ...object('trees', 'Tree', 'meta', { spec: {} }, 'v1', { labels: { a: 1 } }), note: 'a label is a text' },
  { ...object('trees', 'Tree', 'meta', { spec: {} }, 'v1', { labels: { 'no good': 'x' } }), note: 'a label has a good name' },
  { request: `PATCH ${at('trees', 'applied')}?fieldManager=one`, headers: { 'content-type': 'application/apply-patch+yaml' }, body: { apiVersion: `${group}/v1`, kind: 'Tree', metadata: { name: 'applied' }, spec: { keyed: [{ a: 'x', b: 1, c: 'm' }], atomic: { a: '1' } } } },
  { request: `PATCH ${at('trees', 'applied')}?fieldManager=two`, headers: { 'content-type': 'application/apply-patch+yaml' }, body: { apiVersion: `${group}/v1`, kind: 'Tree', metadata: { name: 'applied' }, spec: { keyed: [{ a: 'x', b: 1, c: 'n' }], atomic: { b: '2' } } } },
  { request: `PATCH ${at('trees', 'applied')}?fieldManager=two&force=true`, headers: { 'content-type': 'application/apply-patch+yaml' }, body: { apiVersion: `${group}/v1`, kind: 'Tree', metadata: { name: 'applied' }, spec: { keyed: [{ a: 'x', b: 1, c: 'n' }], atomic: { b: '2' } } } },
  { request: `GET ${at('trees', 'applied')}`, headers: { accept: 'application/yaml' }, compare: 'yaml' },
];

const patterns = [
  { ...definition('owls', 'Owl', [version('v1', fields({ a: { type: 'string', pattern: '(' } }))]), note: 'a pattern that is none' },
  { ...definition('owls', 'Owl', [version('v1', fields({ a: { type: 'string', pattern: '^(?:a|b)+$' } }))]), note: 'a pattern' },
  { ...object('owls', 'Owl', 'a', { spec: { a: 'abc' } }), wait: 2000 },
  object('owls', 'Owl', 'a', { spec: { a: 'ab' } }),
];

const owners = [
  definition('frogs', 'Frog', [version('v1', { ...fields({ a: text }), properties: { ...fields({ a: text }).properties, status: { type: 'object', properties: { p: text } } } })]),
  { ...object('frogs', 'Frog', 'a', { spec: { a: '1' }, status: { p: 'x' } }), wait: 2000, note: 'a status without a subresource is a field like any other' },
  patch(at('frogs', 'a'), { status: { p: 'y' } }, 'and is counted'),
  {
    request: `PATCH ${at('frogs', 'a')}?fieldManager=m&force=true`,
    headers: { 'content-type': 'application/apply-patch+yaml', accept: 'application/yaml' },
    body: { apiVersion: `${group}/v1`, kind: 'Frog', metadata: { name: 'a' }, status: { p: 'z' } },
    compare: 'yaml',
  },
  { request: `GET ${at('frogs', 'a')}/status`, note: 'has no status of its own' },
];

const registration = '/apis/admissionregistration.k8s.io/v1';
const policy = (name, rule, matchPolicy, expression) => [
  {
    request: `POST ${registration}/validatingadmissionpolicies`,
    body: {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicy',
      metadata: { name },
      spec: {
        failurePolicy: 'Fail',
        matchConstraints: { matchPolicy, resourceRules: [{ apiGroups: [group], operations: ['CREATE'], ...rule }] },
        validations: [{ expression, messageExpression: `'${name}: ' + object.apiVersion` }],
      },
    },
  },
  {
    request: `POST ${registration}/validatingadmissionpolicybindings`,
    body: { apiVersion: 'admissionregistration.k8s.io/v1', kind: 'ValidatingAdmissionPolicyBinding', metadata: { name }, spec: { policyName: name, validationActions: ['Deny'] } },
  },
];
const policies = [
  definition('foxes', 'Fox', [version('v1', fields({ a: text, b: text })), version('v2', fields({ a: text, c: text }))]),
  ...policy('by-equivalence', { apiVersions: ['v1'], resources: ['foxes'] }, 'Equivalent', "object.spec.a != 'equivalent'"),
  ...policy('exactly', { apiVersions: ['v2'], resources: ['foxes'] }, 'Exact', "object.spec.a != 'exact'"),
  { ...object('foxes', 'Fox', 'a', { spec: { a: 'equivalent' } }, 'v1'), wait: 3000 },
  { ...object('foxes', 'Fox', 'b', { spec: { a: 'equivalent' } }, 'v2'), note: 'through the other version, as the policy names it' },
  object('foxes', 'Fox', 'c', { spec: { a: 'exact' } }, 'v1'),
  { ...object('foxes', 'Fox', 'd', { spec: { a: 'exact' } }, 'v2'), note: 'the version that the policy names' },
];

const ofFormat = (format) => ({ type: 'string', format });
const formatted = (name, spec, note) => ({ ...object('dogs', 'Dog', name, { spec }), note });
const formats = [
  definition('dogs', 'Dog', [version('v1', fields({ born: ofFormat('date'), seen: ofFormat('date-time'), blob: ofFormat('byte'), tag: ofFormat('uuid'), home: ofFormat('uri') }))]),
  { ...formatted('a', { born: '2024-02-29', seen: '2024-02-29T10:00:00.5+01:00', blob: 'aGk=', tag: '0123456789ABCDEF0123456789abcdef', home: '/a' }), wait: 1500 },
  formatted('b', { born: '2024-02-30' }, 'a day that no month has'),
  formatted('b', { born: '2023-02-29' }, 'a year without that day'),
  formatted('b', { seen: '2024-02-30T10:00:00Z' }),
  formatted('b', { seen: '2024-02-29T24:00:00Z' }),
  formatted('b', { seen: '2024-02-29t10:00:00z' }, 'small letters'),
  formatted('c', { blob: '' }, 'no bytes'),
  formatted('d', { blob: 'aGk' }, 'without padding'),
  formatted('d', { blob: 'aGk_' }, 'the alphabet of URLs'),
  formatted('d', { tag: '0123' }),
  formatted('d', { home: 'a b' }),
  formatted('d', { born: '' }),
];

const service = (name, nodePort) => ({ request: 'POST /api/v1/namespaces/default/services', body: { apiVersion: 'v1', kind: 'Service', metadata: { name }, spec: { type: 'NodePort', ports: [{ port: 80, ...(nodePort && { nodePort }) }] } } });

export const scripts = [
  { name: 'custom-resources/conflicts', about: 'names that several definitions want', steps: conflicts },
  { name: 'custom-resources/lives', about: 'a definition that is deleted, and its objects', steps: lives },
  { name: 'custom-resources/versions', about: 'versions of a definition with other fields', steps: versions },
  { name: 'custom-resources/columns', about: 'columns of a definition', steps: columns },
  { name: 'custom-resources/schemas', about: 'what schemas say', steps: schemas },
  { name: 'custom-resources/patterns', about: 'patterns of texts', steps: patterns },
  { name: 'custom-resources/owners', about: 'who owns a status that has no subresource', steps: owners },
  { name: 'custom-resources/policies', about: 'policies about versions of custom resources', steps: policies },
  { name: 'custom-resources/formats', about: 'texts that schemas hold to a format', steps: formats },
  {
    name: 'custom-resources/node-ports',
    about: 'node ports of a range',
    flags: { 'service-node-port-range': '31000-31001' },
    steps: [service('a', 30_000), service('a', 31_001), service('b', 31_001), { ...service('b'), note: 'the one that is left' }, { ...service('c'), note: 'none is left' }, { ...service('d', 31_002), note: 'beyond' }],
  },
];
