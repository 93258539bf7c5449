import { describe, it } from 'node:test';
import { expect } from 'expect';
import type { KubeObject } from '../../engine/api/objects';
import { expanded } from './expansion';
import { serviceVariables } from './service-variables';

describe('$(NAME) in a command or value', () => {
  const values = new Map([['A', 'one']]);
  /** After the cases of third_party/forked/golang/expansion/expand_test.go. */
  const CASES: readonly (readonly [text: string, result: string])[] = [
    ['$(A)', 'one'],
    ['x$(A)y$(A)', 'xoneyone'],
    ['$$(A)', '$(A)'],
    ['$$$(A)', '$one'],
    ['$(B)', '$(B)'],
    ['$(A', '$(A'],
    ['$A $ $', '$A $ $'],
    ['a$$b', 'a$b'],
  ];
  for (const [text, result] of CASES) it(`${text} is ${result}`, () => expect(expanded(text, values)).toBe(result));
});

describe('variables of Services', () => {
  const service = (namespace: string, name: string): KubeObject => ({
    metadata: { namespace, name },
    spec: { clusterIP: '10.0.0.7', ports: [{ name: 'http-alt', port: 80 }] },
  });
  const services = [service('foo', 'my-web'), service('bar', 'other'), service('default', 'kubernetes')];

  it('are those of the namespace and of kubernetes', () => {
    const variables = serviceVariables(services, 'foo', true);
    expect([...variables].filter(([name]) => name.startsWith('MY_WEB'))).toEqual([
      ['MY_WEB_SERVICE_HOST', '10.0.0.7'],
      ['MY_WEB_SERVICE_PORT', '80'],
      ['MY_WEB_SERVICE_PORT_HTTP_ALT', '80'],
      ['MY_WEB_PORT', 'tcp://10.0.0.7:80'],
      ['MY_WEB_PORT_80_TCP', 'tcp://10.0.0.7:80'],
      ['MY_WEB_PORT_80_TCP_PROTO', 'tcp'],
      ['MY_WEB_PORT_80_TCP_PORT', '80'],
      ['MY_WEB_PORT_80_TCP_ADDR', '10.0.0.7'],
    ]);
    expect(variables.get('KUBERNETES_SERVICE_HOST')).toBe('10.0.0.7');
    expect(variables.has('OTHER_SERVICE_HOST')).toBe(false);
  });
  it('are only that of kubernetes without enableServiceLinks', () => expect(serviceVariables(services, 'foo', false).has('MY_WEB_PORT')).toBe(false));
});
