import { describe, it } from 'node:test';
import { expect } from 'expect';
import { maskedLike } from './masks';

describe('a mask', () => {
  it('stands for a value of its kind', () => {
    const actual = '  "uid": "41004996-b49b-4029-8972-09267a9009bb",\n  "resourceVersion": "824807",\n  "creationTimestamp": "2021-03-04T05:06:07Z"';
    const expected = '  "uid": "<uid>",\n  "resourceVersion": "<resourceVersion>",\n  "creationTimestamp": "<time>"';
    expect(maskedLike(expected, actual)).toBe(expected);
  });

  it('does not stand for a value of another kind', () => {
    expect(maskedLike('"uid": "<uid>"', '"uid": ""')).toBe('"uid": ""');
    expect(maskedLike('"resourceVersion": "<resourceVersion>"', '"resourceVersion": "0"')).toBe('"resourceVersion": "0"');
  });

  it('leaves the rest of its line as it is', () => {
    expect(maskedLike('name: default-token-<rand>', 'name: default-token-x7k2p')).toBe('name: default-token-<rand>');
    expect(maskedLike('name: default-token-<rand>', 'name: another-token-x7k2p')).toBe('name: another-token-x7k2p');
  });

  it('still works when a line more or less shifts the lines', () => {
    expect(maskedLike('a\nuid: <uid>', 'a\nb\nuid: 41004996-b49b-4029-8972-09267a9009bb')).toBe('a\nb\nuid: <uid>');
  });

  it('is not needed for managedFields in an indented body', () => {
    const body = '{\n  "metadata": {\n    "name": "view",\n    "managedFields": [\n      {\n        "manager": "curl"\n      }\n    ]\n  }\n}';
    expect(maskedLike('', body)).toBe('{\n  "metadata": {\n    "name": "view"\n  }\n}');
  });

  it('is not needed for managedFields, which kubectl before 1.21 prints', () => {
    const printed = 'metadata:\n  managedFields:\n  - apiVersion: v1\n    fieldsV1:\n      f:rules: {}\n    manager: kube-apiserver\n  name: view\n';
    expect(maskedLike('', printed)).toBe('metadata:\n  name: view\n');
  });
});
