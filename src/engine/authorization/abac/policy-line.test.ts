import { test } from 'node:test';
import { expect } from 'expect';
import { versionOf } from '../../versions';
import { policyOfLine } from './policy-line';

const current = versionOf('1.36');
const old = versionOf('1.20');
const NOTHING = { user: '', group: '', readonly: false, apiGroup: '', resource: '', namespace: '', nonResourcePath: '' };
const versioned = (spec: object): string => JSON.stringify({ apiVersion: 'abac.authorization.kubernetes.io/v1beta1', kind: 'Policy', spec });

test('a policy of v1beta1 has what its spec says', () => {
  expect(policyOfLine(versioned({ user: 'bob', namespace: 'foo', resource: 'pods', readonly: true }), current)).toEqual({
    ...NOTHING,
    user: 'bob',
    namespace: 'foo',
    resource: 'pods',
    readonly: true,
  });
});

for (const wildcard of [{ user: '*' }, { group: '*' }, { user: '*', group: 'auditors' }])
  test(`${JSON.stringify(wildcard)} is everybody who is authenticated`, () => {
    expect(policyOfLine(versioned(wildcard), current)).toEqual({ ...NOTHING, group: 'system:authenticated' });
  });

test('what the old format leaves out is allowed', () => {
  const everything = { ...NOTHING, group: 'system:authenticated', apiGroup: '*', resource: '*', namespace: '*', nonResourcePath: '*' };
  expect(policyOfLine('{}', current)).toEqual(everything);
  expect(policyOfLine('null', current)).toEqual(everything);
  expect(policyOfLine('{"user":"a","resource":"pods"}', current)).toEqual({ ...everything, group: '', user: 'a', resource: 'pods', nonResourcePath: '' });
});

const FIND_KIND = 'struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }';
const refused = [
  ['{', current, "couldn't get version/kind; json parse error: unexpected end of JSON input"],
  ['"x"', current, `couldn't get version/kind; json parse error: json: cannot unmarshal string into Go value of type ${FIND_KIND}`],
  [
    '{"apiVersion":"abac.authorization.kubernetes.io/v1","kind":"Policy"}',
    current,
    'no kind "Policy" is registered for version "abac.authorization.kubernetes.io/v1" in scheme "pkg/runtime/scheme.go:111"',
  ],
  [
    '{"apiVersion":"abac.authorization.kubernetes.io/v1beta1","kind":"Rule"}',
    old,
    'no kind "Rule" is registered for version "abac.authorization.kubernetes.io/v1beta1" in scheme "k8s.io/kubernetes/pkg/apis/abac/register.go:33"',
  ],
  ['{"user":1}', current, 'json: cannot unmarshal number into Go struct field Policy.user of type string'],
  [
    '{"user":1}',
    old,
    'v0.Policy.User: ReadString: expects " or n, but found 1, error found in #9 byte of ...|{"user":1}|..., bigger context ...|{"user":1}|...',
  ],
  [versioned({ readonly: 'true' }), current, 'json: cannot unmarshal string into Go struct field PolicySpec.spec.readonly of type bool'],
] as const;
for (const [line, version, message] of refused)
  test(`${version.name} refuses ${line}`, () => {
    expect(() => policyOfLine(line, version)).toThrow(new Error(message));
  });
