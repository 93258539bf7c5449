/** The answers are a real server's of 1.36. */
import { describe, it } from 'node:test';
import { expect } from 'expect';
import { ApiServer } from '../../api-server';
import { optionsFor } from '../../options/parse';

const TOO_LARGE = `{"x":"${'x'.repeat(3 * 1024 * 1024)}"}`;

describe('a patch', () => {
  for (const type of ['application/merge-patch+json', 'application/strategic-merge-patch+json', 'application/json-patch+json', 'application/apply-patch+yaml'])
    it(`of more than 3 MiB is refused by its size: ${type}`, async () => {
      const server = ApiServer.start(optionsFor({ kubernetesVersion: '1.36', flags: { 'authorization-mode': 'AlwaysAllow' } }));
      const target = '/api/v1/namespaces/default/configmaps/c?fieldManager=m';
      const { status, body } = await server.handle({
        method: 'PATCH',
        target,
        headers: { authorization: `Bearer ${server.options.loopbackToken ?? ''}`, 'content-type': type },
        body: TOO_LARGE,
      });
      expect(status).toBe(413);
      expect(String(body)).toContain('Request entity too large: limit is 3145728');
    });
});
