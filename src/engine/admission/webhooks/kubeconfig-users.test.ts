/** After k8s.io/apiserver/pkg/util/webhook/authentication_test.go. */
import { describe, it } from 'node:test';
import { expect } from 'expect';
import { userFor } from './kubeconfig-users';

const of = (...names: readonly string[]) => ({
  users: names.map((name) => ({ name, user: { token: name } })),
  clusters: null,
  contexts: [{ name: 'here', context: { cluster: '', user: 'current' } }],
  'current-context': 'here',
});
const found = (names: readonly string[], host: string, port: number) => userFor(of(...names), host, port).token;

describe('who the server is to a webhook', () => {
  for (const [title, names, host, port, expected] of [
    ['the user of its host and port', ['foo.com:8080', '*.com:8080', '*'], 'foo.com', 8080, 'foo.com:8080'],
    ['the longest wildcard', ['*.bar.com:8080', '*.com:8080'], 'foo.bar.com', 8080, '*.bar.com:8080'],
    ['the user without a port, for the usual one', ['foo.com', '*'], 'foo.com', 443, 'foo.com'],
    ['not the user without a port, for another one', ['foo.com', '*'], 'foo.com', 8080, '*'],
    ['the user of the current context', ['other', 'current'], 'foo.com', 443, 'current'],
    ['no user where none fits', ['other'], 'foo.com', 443, undefined],
  ] as const)
    it(title, () => {
      expect(found(names, host, port)).toBe(expected);
    });
});
