/** As kube-apiserver 1.20.2 and 1.36.3 answered a POST over HTTP/2 whose body did not come within a minute. */
import { test } from 'node:test';
import { expect } from 'expect';
import { versionOf } from '../versions';
import { gatewayTimeout, gatewayTimeoutResponse } from './gateway-timeout';

const status = (why: string): string =>
  `{"metadata":{},"status":"Failure","message":"Timeout: request did not complete within ${why}","reason":"Timeout","details":{},"code":504}\n`;

test('a request whose body does not come in time', () => {
  const old = gatewayTimeoutResponse(versionOf('1.20'));
  expect([old.status, Object.keys(old.headers), old.body]).toEqual([504, ['Cache-Control', 'Content-Type'], status('1m0s')]);
  const { headers, body } = gatewayTimeoutResponse(versionOf('1.36'));
  expect([Object.keys(headers), body]).toEqual([['Audit-Id', 'Cache-Control', 'Content-Type'], status('the allotted timeout')]);
});

test('the same over HTTP/1.1', () => {
  expect(gatewayTimeout(versionOf('1.20'), false)).toContain('\r\nContent-Length: 136\r\n');
  const chunked = gatewayTimeout(versionOf('1.36'), true);
  expect(chunked).toContain('\r\nContent-Length: 152\r\n');
  expect(chunked).toContain('\r\nConnection: close\r\n\r\n');
});
