import { test } from 'node:test';
import { expect } from 'expect';
import { versionOf } from '../../versions';
import { encodeProtobuf } from './protobuf';

const encoded = (object: Readonly<Record<string, unknown>>): string => Buffer.from(encodeProtobuf(object, versionOf('1.36')) ?? []).toString('base64');

// The bytes are those of a real kube-apiserver 1.36.3.
test('a Status', () => {
  const details = { name: 'nope', kind: 'namespaces' };
  const status = {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message: 'namespaces "nope" not found',
    reason: 'NotFound',
    details,
    code: 404,
  };
  expect(encoded(status)).toBe(
    'azhzAAoMCgJ2MRIGU3RhdHVzElUKBgoAEgAaABIHRmFpbHVyZRobbmFtZXNwYWNlcyAibm9wZSIgbm90IGZvdW5kIghOb3RGb3VuZCoYCgRub3BlEgAaCm5hbWVzcGFjZXMoADIAMJQDGgAiAA==',
  );
});

test('a document of discovery, whose verbs are a message of their own', () => {
  const verbs = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];
  const resource = {
    name: 'priorityclasses',
    singularName: 'priorityclass',
    namespaced: false,
    kind: 'PriorityClass',
    verbs,
    shortNames: ['pc'],
    storageVersionHash: '1QwjyaZjj3Y=',
  };
  expect(encoded({ kind: 'APIResourceList', apiVersion: 'v1', groupVersion: 'scheduling.k8s.io/v1', resources: [resource] })).toBe(
    'azhzAAoVCgJ2MRIPQVBJUmVzb3VyY2VMaXN0EqUBChRzY2hlZHVsaW5nLms4cy5pby92MRKMAQoPcHJpb3JpdHljbGFzc2VzEAAaDVByaW9yaXR5Q2xhc3MiQwoGY3JlYXRlCgZkZWxldGUKEGRlbGV0ZWNvbGxlY3Rpb24KA2dldAoEbGlzdAoFcGF0Y2gKBnVwZGF0ZQoFd2F0Y2gqAnBjMg1wcmlvcml0eWNsYXNzQgBKAFIMMVF3anlhWmpqM1k9GgAiAA==',
  );
});

test('a custom resource has none', () => {
  expect(encodeProtobuf({ kind: 'CronTab', apiVersion: 'example.com/v1' }, versionOf('1.36'))).toBeUndefined();
});
