/** Expected texts and objects are those of a real kube-apiserver of each version. */
import { test } from 'node:test';
import { expect } from 'expect';
import { versionOf } from '../versions';
import { encodeJson } from '../golang/json';
import { Scheme } from './scheme';

const [old, current] = [Scheme.of(versionOf('1.20')), Scheme.of(versionOf('1.36'))];
const RBAC = 'rbac.authorization.k8s.io';
const role = { group: RBAC, version: 'v1', kind: 'ClusterRole' };
const pod = { group: '', version: 'v1', kind: 'Pod' };
const configMap = { group: '', version: 'v1', kind: 'ConfigMap' };
const json = 'application/json';

test('fields come in the order of the struct, unknown ones go, zero values that Go writes are there', () => {
  const body = '{"rules":null,"colour":1,"metadata":{"labels":{"b":"1","a":"2"},"name":"r"}}';
  const object = { kind: 'ClusterRole', apiVersion: `${RBAC}/v1`, metadata: { name: 'r', labels: { a: '2', b: '1' } }, rules: null };
  expect(JSON.stringify(current.decode(body, json, role))).toBe(JSON.stringify(object));
  const stamped = { ...object, metadata: { name: 'r', creationTimestamp: null, labels: { a: '2', b: '1' } } };
  expect(JSON.stringify(old.decode(body, json, role))).toBe(JSON.stringify(stamped));
});

const refusals: readonly (readonly [string, Scheme, string, typeof pod, string])[] = [
  [
    'an empty body',
    current,
    '',
    pod,
    "the object provided is unrecognized (must be of type Pod): couldn't get version/kind; json parse error: unexpected end of JSON input (<empty>)",
  ],
  [
    'a list',
    current,
    '[]',
    pod,
    `the object provided is unrecognized (must be of type Pod): couldn't get version/kind; json parse error: json: cannot unmarshal array into Go value of type struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" } (5b5d)`,
  ],
  [
    'another kind',
    old,
    `{"kind":"Role","apiVersion":"${RBAC}/v1"}`,
    role,
    'Role in version "v1" cannot be handled as a ClusterRole: converting (v1.Role) to (rbac.ClusterRole): unknown conversion',
  ],
  [
    'an unknown kind in 1.20',
    old,
    '{"kind":"Nope"}',
    role,
    `Nope in version "v1" cannot be handled as a ClusterRole: no kind "Nope" is registered for version "${RBAC}/v1" in scheme "k8s.io/kubernetes/pkg/api/legacyscheme/scheme.go:30"`,
  ],
  [
    'an unknown kind in 1.36',
    current,
    '{"kind":"Nope"}',
    role,
    `Nope in version "v1" cannot be handled as a ClusterRole: no kind "Nope" is registered for version "${RBAC}/v1" in scheme "pkg/runtime/scheme.go:111"`,
  ],
  [
    'a list where text is expected, in 1.20, with a field after it',
    old,
    `{"apiVersion":"${RBAC}/v1","kind":"ClusterRole","metadata":{"name":"r24"},"rules":[{"verbs":["get"],"apiGroups":[1],"resources":["pods"]}]}`,
    role,
    'ClusterRole in version "v1" cannot be handled as a ClusterRole: v1.ClusterRole.Rules: []v1.PolicyRule: v1.PolicyRule.Resources: []string: APIGroups: []string: ReadString: expects " or n, but found 1, error found in #10 byte of ...|Groups":[1],"resourc|..., bigger context ...|e":"r24"},"rules":[{"verbs":["get"],"apiGroups":[1],"resources":["pods"]}]}|...',
  ],
  [
    'text that is not base64, in 1.20',
    old,
    '{"apiVersion":"v1","kind":"Secret","metadata":{"name":"b0"},"data":{"a":"MTIz="}}',
    { ...pod, kind: 'Secret' },
    'Secret in version "v1" cannot be handled as a Secret: v1.Secret.Data: decode base64: illegal base64 data at input byte 4, error found in #10 byte of ...|a":"MTIz="}}|..., bigger context ...|cret","metadata":{"name":"b0"},"data":{"a":"MTIz="}}|...',
  ],
  [
    'a number where text is expected, in 1.36',
    current,
    '{"spec":{"user":7}}',
    { group: 'authorization.k8s.io', version: 'v1', kind: 'SubjectAccessReview' },
    'SubjectAccessReview in version "v1" cannot be handled as a SubjectAccessReview: json: cannot unmarshal number into Go struct field SubjectAccessReviewSpec.spec.user of type string',
  ],
  [
    'an odd apiVersion',
    current,
    '{"apiVersion":"a/b/c","kind":"Pod"}',
    pod,
    'the object provided is unrecognized (must be of type Pod): unexpected GroupVersion string: a/b/c ({"apiVersion":"a/b/c","kind":" ...)',
  ],
];
for (const [name, scheme, body, kind, message] of refusals) {
  test(`refused: ${name}`, () => {
    expect(() => scheme.decode(body, json, kind)).toThrow(expect.objectContaining({ code: 400, reason: 'BadRequest', message }));
  });
}

test('another version of the kind is refused after it was read', () => {
  const body = '{"kind":"SubjectAccessReview","apiVersion":"authorization.k8s.io/v1beta1"}';
  expect(() => old.decode(body, json, { group: 'authorization.k8s.io', version: 'v1', kind: 'SubjectAccessReview' })).toThrow(
    'the API version in the data (authorization.k8s.io/v1beta1) does not match the expected API version (authorization.k8s.io/v1)',
  );
});
test('an unknown media type is refused', () => {
  expect(() => current.decode('{}', 'text/plain', pod)).toThrow(
    expect.objectContaining({
      code: 415,
      reason: 'UnsupportedMediaType',
      message:
        'the body of the request was in an unknown format - accepted media types include: application/json, application/yaml, application/vnd.kubernetes.protobuf',
    }),
  );
});

test('unknown and repeated fields warn, or refuse when asked to', () => {
  const body = '{"metadata":{"name":"a","size":"big"},"data":{"x":"1"},"data":{"y":"2"},"colour":"red"}';
  const warnings: string[] = [];
  expect(current.decode(body, json, configMap, { fieldValidation: 'Warn', warnings })['data']).toEqual({ x: '1', y: '2' });
  expect(warnings).toEqual(['unknown field "metadata.size"', 'duplicate field "data"', 'unknown field "colour"']);
  expect(() => current.decode(body, json, configMap, { fieldValidation: 'Strict' })).toThrow(
    'ConfigMap in version "v1" cannot be handled as a ConfigMap: strict decoding error: unknown field "metadata.size", duplicate field "data", unknown field "colour"',
  );
});
test('YAML: sorted keys, words that are booleans, repeated keys', () => {
  expect(current.decode('kind: ConfigMap\ndata:\n  b: "1"\n  a: x\n', 'application/yaml', configMap)['data']).toEqual({ a: 'x', b: '1' });
  expect(() => old.decode('apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: yaml2\ndata:\n  k: yes\n', 'application/yaml', configMap)).toThrow(
    'ConfigMap in version "v1" cannot be handled as a ConfigMap: v1.ConfigMap.Data: ReadString: expects " or n, but found t, error found in #10 byte of ...|ta":{"k":true},"kind|..., bigger context ...|{"apiVersion":"v1","data":{"k":true},"kind":"ConfigMap","metadata":{"name":"yaml2"|...',
  );
  expect(() => current.decode('metadata: {name: a}\ndata:\n  a: "1"\ndata:\n  b: "2"\n', 'application/yaml', configMap, { fieldValidation: 'Strict' })).toThrow(
    'strict decoding error: yaml: unmarshal errors:\n  line 5: key "data" already set in map',
  );
});
test('protobuf as kubectl sends it', () => {
  const body = Buffer.from('azhzAAoPCgJ2MRIJTmFtZXNwYWNlEhMKDQoBeBIAGgAiACoAMgA4ABIAGgAaACIA', 'base64');
  expect(current.decode(body, 'application/vnd.kubernetes.protobuf', { ...pod, kind: 'Namespace' })).toEqual({
    kind: 'Namespace',
    apiVersion: 'v1',
    metadata: { name: 'x' },
    spec: {},
    status: {},
  });
  expect(() => current.decode('{}', 'application/vnd.kubernetes.protobuf', pod)).toThrow(
    'provided data does not appear to be a protobuf message, expected prefix [107 56 115 0] ({})',
  );
});

test('what was left out is filled in', () => {
  const filled = current.setDefaults(current.decode('{"spec":{"containers":[{"name":"c","image":"nginx"}]}}', json, pod), pod);
  expect(filled['spec']).toEqual({
    containers: [
      { name: 'c', image: 'nginx', resources: {}, terminationMessagePath: '/dev/termination-log', terminationMessagePolicy: 'File', imagePullPolicy: 'Always' },
    ],
    restartPolicy: 'Always',
    terminationGracePeriodSeconds: 30,
    dnsPolicy: 'ClusterFirst',
    securityContext: {},
    schedulerName: 'default-scheduler',
    enableServiceLinks: true,
  });
});
test('storage knows no empty lists', () => {
  const object = current.decode('{"metadata":{"name":"r"},"rules":[]}', json, role);
  expect(object['rules']).toEqual([]);
  expect(current.convert(object, role)['rules']).toBe(null);
});
test('the user * of v1alpha1 is everyone who is authenticated', () => {
  const binding = { group: RBAC, version: 'v1', kind: 'ClusterRoleBinding' };
  const alpha = { ...binding, version: 'v1alpha1' };
  const object = old.decode(
    '{"metadata":{"name":"b"},"roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"ClusterRole","name":"r"},"subjects":[{"kind":"User","name":"*"}]}',
    json,
    alpha,
  );
  expect(old.convert(object, binding)['subjects']).toEqual([{ kind: 'Group', apiGroup: RBAC, name: 'system:authenticated' }]);
});
test('a merge that does not fit is refused by the converter', () => {
  expect(() => current.fromUnstructured({ data: 'x' }, configMap)).toThrow('cannot restore map from string');
  expect(() => current.fromUnstructured({ data: { more: 'x' } }, { ...pod, kind: 'Secret' })).toThrow(
    'error decoding from json: illegal base64 data at input byte 0',
  );
});
test('repeated fields of a patch are found', () => {
  expect(current.repeatedFields('{"colour":"red","data":{"x":"1"},"data":{"y":"2"}}')).toEqual(['duplicate field "data"']);
});

const revision = { group: 'apps', version: 'v1', kind: 'ControllerRevision' };
const definition = { group: 'apiextensions.k8s.io', version: 'v1', kind: 'CustomResourceDefinition' };

test('a value whose type says nothing of what is in it may be as deep as Go reads it', () => {
  const data = `${'{"a":'.repeat(9_990)}1${'}'.repeat(9_990)}`;
  const object = current.decode(`{"metadata":{"name":"r"},"data":${data},"revision":1}`, json, revision);
  expect(encodeJson(object['data'])).toBe(data);
});

test('what comes twice takes the fields of both, and is read once on every level', () => {
  const levels = `${'{"not":'.repeat(40)}{}${',"not":{"type":"string"}}'.repeat(40)}`;
  const versions = `[{"name":"v1","served":true,"storage":true,"schema":{"openAPIV3Schema":${levels}}}]`;
  const warnings: string[] = [];
  const object = current.decode(`{"metadata":{"name":"x"},"spec":{"versions":${versions}}}`, json, definition, { warnings });
  expect(encodeJson(object)).toContain('{"not":{"type":"string","not":{"type":"string"');
  expect(warnings).toContain('duplicate field "spec.versions[0].schema.openAPIV3Schema.not"');
});
