import { describe, test } from 'node:test';
import { expect } from 'expect';
import type { ApiRequest } from '../../api/http';
import { versionOf } from '../../versions';
import { negotiate } from './media-type';
import { checkRouteAccepts, DISCOVERY_TYPES } from './route-accept';

const request = (accept: string | undefined, target = '/api/v1/pods', agent = 'test'): ApiRequest => ({
  method: 'GET',
  target,
  headers: { 'user-agent': agent, ...(accept !== undefined && { accept }) },
});

describe('the representation that a client gets', () => {
  const cases: readonly (readonly [string | undefined, string | undefined])[] = [
    [undefined, 'json'],
    ['', 'json'],
    ['*/*', 'json'],
    ['application/*', 'json'],
    ['application/yaml', 'yaml'],
    ['application/json;q=0.5, application/yaml', 'yaml'],
    ['application/yaml;q=0.1,application/json;q=0.9', 'json'],
    ['application/vnd.kubernetes.protobuf,application/json', 'protobuf'],
    ['text/html, */*', 'json'],
    ['application/json;stream=watch', 'json'],
    ['text/html', undefined],
    ['APPLICATION/JSON', undefined],
    ['application/json;v=v2', undefined],
  ];
  for (const [accept, format] of cases) {
    test(`Accept: ${accept ?? '(none)'} -> ${format ?? '406'}`, () => {
      expect(negotiate(request(accept), 'plain')?.format).toBe(format);
    });
  }

  test('tables are for resources alone', () => {
    const accept = 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json';
    expect(negotiate(request(accept), 'resource')?.convert).toEqual({ kind: 'Table', version: 'v1' });
    expect(negotiate(request(accept), 'plain')).toEqual({ format: 'json', pretty: false });
  });

  test('?pretty= decides, then the user agent', () => {
    expect(negotiate(request('*/*', '/x?pretty=1'), 'plain')?.pretty).toBe(true);
    expect(negotiate(request('*/*', '/x', 'curl/8'), 'plain')?.pretty).toBe(true);
    expect(negotiate(request('*/*', '/x?pretty=false', 'curl/8'), 'plain')?.pretty).toBe(false);
    expect(negotiate(request('*/*', '/x?pretty=yes'), 'plain')?.pretty).toBe(false);
  });
});

describe('what the container checks', () => {
  const check = (accept: string, version: string) => (): void => checkRouteAccepts(request(accept), DISCOVERY_TYPES, versionOf(version));

  test('parameters do not matter, wildcards of subtypes do not count', () => {
    expect(check('application/json;as=Nothing', '1.36')).not.toThrow();
    expect(check('application/*', '1.36')).toThrow(
      '406: Not Acceptable\n\nAvailable representations: application/json, application/yaml, application/vnd.kubernetes.protobuf',
    );
    expect(check('application/*', '1.20')).toThrow(/^406: Not Acceptable$/);
  });
});
