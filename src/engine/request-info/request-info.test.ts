import { describe, test } from 'node:test';
import { expect } from 'expect';
import { versionOf } from '../versions';
import { BareError } from '../errors/bare-error';
import { PlainTextError } from '../errors/status-error';
import { checkDeadline } from './request-deadline';
import { requestInfoOf } from './request-info';

const infoOf = (method: string, target: string, version = '1.36') => requestInfoOf({ method, target, headers: {} }, versionOf(version)).info;
const thrown = (target: string, version: string): unknown => {
  try {
    return infoOf('GET', target, version);
  } catch (error) {
    return error;
  }
};

// After TestGetAPIRequestInfo of k8s.io/apiserver/pkg/endpoints/request/requestinfo_test.go.
describe('what a method and a URL ask for', () => {
  const cases: readonly (readonly [string, string, string, string, string, string, string, string])[] = [
    // method, target, verb, group, namespace, resource, subresource, name
    ['GET', '/api/v1/namespaces', 'list', '', '', 'namespaces', '', ''],
    ['GET', '/api/v1/namespaces/other', 'get', '', 'other', 'namespaces', '', 'other'],
    ['PUT', '/api/v1/namespaces/other/finalize', 'update', '', 'other', 'namespaces', 'finalize', 'other'],
    ['PATCH', '/api/v1/namespaces/other/status', 'patch', '', 'other', 'namespaces', 'status', 'other'],
    ['GET', '/api/v1/namespaces/other/pods', 'list', '', 'other', 'pods', '', ''],
    ['HEAD', '/api/v1/namespaces/other/pods/foo', 'get', '', 'other', 'pods', '', 'foo'],
    ['GET', '/api/v1/namespaces/other/pods/foo/status', 'get', '', 'other', 'pods', 'status', 'foo'],
    ['GET', '/api/v1/watch/namespaces/other/pods', 'watch', '', 'other', 'pods', '', ''],
    ['GET', '/api/v1/namespaces/other/pods?watch=false', 'list', '', 'other', 'pods', '', ''],
    ['GET', '/api/v1/namespaces/other/pods?watch', 'watch', '', 'other', 'pods', '', ''],
    ['GET', '/api/v1/namespaces/other/pods/foo?watch=1', 'get', '', 'other', 'pods', '', 'foo'],
    ['GET', '/api/v1/pods?fieldSelector=metadata.name%3Dx', 'list', '', '', 'pods', '', 'x'],
    ['GET', '/api/v1/pods?fieldSelector=metadata.name%3Da%2Fb', 'list', '', '', 'pods', '', ''],
    ['GET', '/api/v1/pods?watch=yes&limit=abc&fieldSelector=metadata.name%3Dx', 'watch', '', '', 'pods', '', ''],
    ['DELETE', '/api/v1/namespaces/other/pods', 'deletecollection', '', 'other', 'pods', '', ''],
    ['POST', '/apis/extensions/v1beta3/namespaces/other/pods', 'create', 'extensions', 'other', 'pods', '', ''],
    ['GET', '/api/v1/proxy/namespaces/other/pods/foo/x/y', 'proxy', '', 'other', 'pods', '', 'foo'],
    ['FOO', '/api/v1/nodes', '', '', '', 'nodes', '', ''],
  ];
  for (const [method, target, verb, apiGroup, namespace, resource, subresource, name] of cases) {
    test(`${method} ${target}`, () => {
      expect(infoOf(method, target)).toMatchObject({ isResourceRequest: true, verb, apiGroup, namespace, resource, subresource, name });
    });
  }

  for (const target of ['/', '/api', '/api/v1', '/apis/apps/v1', '/healthz/ping/x', '/foo/bar/baz']) {
    test(`${target} is not a resource`, () => {
      expect(infoOf('GET', target)).toMatchObject({ isResourceRequest: false, verb: 'get', path: target });
    });
  }
});

describe('targets that go no further', () => {
  for (const target of ['/foo%zz', '/%', 'foo', '?x=1']) {
    test(`${target} is refused before any handler`, () => {
      expect(thrown(target, '1.36')).toMatchObject({ code: 400, body: '400 Bad Request', headers: { Connection: 'close' } });
    });
  }

  test('a watch of nothing is an error of the server, in 1.20 after Cache-Control is set, in 1.36 before', () => {
    const body = 'Internal Server Error: "/api/v1/watch": failed to create RequestInfo: unable to determine kind and namespace from url, /api/v1/watch';
    expect(thrown('/api/v1/watch', '1.20')).toBeInstanceOf(PlainTextError);
    expect(thrown('/api/v1/watch', '1.20')).toMatchObject({ code: 500, body });
    expect(thrown('/api/v1/watch', '1.36')).toBeInstanceOf(BareError);
    expect(thrown('/api/v1/watch', '1.36')).toMatchObject({ code: 500, body: `${body}\n` });
  });
});

test('?timeout= that is not a duration is refused, unless the answer may take as long as it likes', () => {
  const check = (target: string): void => {
    const { info, query } = requestInfoOf({ method: 'GET', target, headers: {} }, versionOf('1.36'));
    checkDeadline(info, query);
  };
  expect(() => check('/api/v1?timeout=foo')).toThrow('invalid timeout specified in the request URL - time: invalid duration "foo"');
  expect(() => check('/api/v1/pods?watch=true&timeout=foo')).not.toThrow();
});

describe('queries', () => {
  test('a semicolon separated pairs until Go 1.17', () => {
    const target = '/api/v1/pods?watch=true;limit=1';
    expect(infoOf('GET', target, '1.20').verb).toBe('watch');
    expect(infoOf('GET', target, '1.36').verb).toBe('list');
  });

  test('selectors are kept for verbs that select, where the version authorizes with them', () => {
    const target = '/api/v1/pods?fieldSelector=spec.nodeName%3Dn&labelSelector=a';
    expect(infoOf('GET', target)).toMatchObject({ fieldSelector: 'spec.nodeName=n', labelSelector: 'a' });
    expect(infoOf('GET', target, '1.20')).toMatchObject({ fieldSelector: '', labelSelector: '' });
    expect(infoOf('POST', target)).toMatchObject({ fieldSelector: '', labelSelector: '' });
  });
});
