import { describe, it } from 'node:test';
import { expect } from 'expect';
import { versionOf } from '../versions';
import { configMapKey, dnsLabel, labelValue, nameIsDnsSubdomain, nameIsPathSegment, qualifiedName } from './names';

const old = versionOf('1.20');
const current = versionOf('1.36');

describe('names', () => {
  it('gives the rule, examples and the expression', () => {
    expect(nameIsDnsSubdomain('UPPER', false, old)).toEqual([
      "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')",
    ]);
  });

  it('lets a prefix end with a dash', () => {
    expect(nameIsDnsSubdomain('gen-', true, old)).toEqual([]);
    expect(nameIsDnsSubdomain('gen-', false, old)).toHaveLength(1);
  });

  it('takes anything that can be a segment of a path for RBAC', () => {
    expect(nameIsPathSegment('A:b_c@d e', false, old)).toEqual([]);
    expect(nameIsPathSegment('..', false, old)).toEqual(["may not be '..'"]);
    expect(nameIsPathSegment('..', true, old)).toEqual([]);
    expect(nameIsPathSegment('a/b%', false, old)).toEqual(["may not contain '/'", "may not contain '%'"]);
  });

  it('calls a key with two slashes a qualified name once and a label key since', () => {
    expect(qualifiedName('a/b/c', old)[0]).toMatch(/^a qualified name must consist of/);
    expect(qualifiedName('a/b/c', current)[0]).toMatch(/^a valid label key must consist of/);
    expect(qualifiedName('', old)).toEqual(['name part must be non-empty', expect.stringMatching(/^name part must consist of/)]);
    expect(qualifiedName('example.com/MyName', current)).toEqual([]);
  });

  it('counts characters once and bytes since', () => {
    expect(labelValue('x'.repeat(64), old)).toEqual(['must be no more than 63 characters']);
    expect(labelValue('x'.repeat(64), current)).toEqual(['must be no more than 63 bytes']);
    expect(dnsLabel('a.b', current)).toEqual(['must not contain dots']);
  });

  it('does not let a key of a ConfigMap lead out of its directory', () => {
    expect(configMapKey('..')).toEqual(["must not be '..'"]);
    expect(configMapKey('key.name')).toEqual([]);
  });
});
