import { test } from 'node:test';
import { expect } from 'expect';
import { changedAt, fieldsOf, mutantsOf } from './mutants';
import { MutantChoice } from './mutated-replay';
import { routeOf } from './mutated-requests';

const body = { metadata: { name: 'a' }, spec: { ports: [{ port: 80 }] } };

test('each place of a body is changed, lists and objects too', () => {
  expect(fieldsOf(body)).toEqual(['', 'metadata', 'metadata.name', 'spec', 'spec.ports', 'spec.ports[]', 'spec.ports[].port']);
});

test('a field is taken away, emptied, retyped and filled with what is out of range, one at a time', () => {
  const changes = [...mutantsOf(body)].filter(({ field }) => field === 'spec.ports[].port');
  expect(changes.map(({ change }) => change)).toEqual(
    expect.arrayContaining(['without', '""', '{}', '[]', '0', 'null', '"7"', 'true', '["x"]', '{"a":"b"}', '-1', '1.5']),
  );
  expect(changes.find(({ change }) => change === 'without')?.body()).toEqual({ metadata: { name: 'a' }, spec: { ports: [{}] } });
  expect(changes.find(({ change }) => change === '"7"')?.body()).toEqual({ metadata: { name: 'a' }, spec: { ports: [{ port: '7' }] } });
});

test('a body of which nothing is changed is the same', () => {
  expect(changedAt(body, ['spec', 'ports', 1], () => undefined)).toEqual(body);
});

test('names are no part of a route', () => {
  expect(routeOf('/api/v1/namespaces/shop/pods/web/log?follow=1')).toBe('/api/v1/namespaces/*/pods/*/log');
  expect(routeOf('/apis/apps/v1/deployments')).toBe('/apis/apps/v1/deployments');
  expect(routeOf('/api/v1/namespaces/shop')).toBe('/api/v1/namespaces/*');
  expect(routeOf('/healthz/ping')).toBe('/healthz/ping');
});

test('a choice takes each key once, and the same ones for the same seed', () => {
  const keys = Array.from({ length: 200 }, (_, at) => `key ${at}`);
  const chosen = (seed: string): readonly string[] => {
    const choice = new MutantChoice(10, seed);
    return [...keys, ...keys].filter((key) => choice.chooses(key));
  };
  expect(chosen('a')).toEqual(chosen('a'));
  expect(chosen('a')).not.toEqual(chosen('b'));
  expect(new Set(chosen('a')).size).toBe(chosen('a').length);
});
