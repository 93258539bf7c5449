import { describe, it } from 'node:test';
import { expect } from 'expect';
import { pageOf, titleOf, type Exchange } from './exchange';

const REFUSED: Exchange = {
  request: { as: { kind: 'user', name: 'jane', groups: ['developers'] }, method: 'GET', path: '/api/v1/nodes' },
  response: { status: 403, headers: { 'Content-Type': 'application/json' }, body: '{"kind":"Status","code":403}\n' },
  explanation: { allowed: false, reason: '' },
};

describe('the page of an exchange', () => {
  it('says who asks what, the answer, and why', () => {
    expect(titleOf(REFUSED)).toBe('jane (group developers): GET /api/v1/nodes -> 403 Forbidden');
    expect(pageOf(REFUSED)).toBe(
      [
        'jane (group developers) asks',
        '',
        '  GET /api/v1/nodes',
        '',
        'and is answered',
        '',
        '  403 Forbidden',
        '  Content-Type: application/json',
        '',
        '  {',
        '    "kind": "Status",',
        '    "code": 403',
        '  }',
        '',
        'because nothing allows this',
      ].join('\n'),
    );
  });

  it('gives the words of the server for what is allowed', () => {
    const reason = 'RBAC: allowed by ClusterRoleBinding "nodes" of ClusterRole "node-reader" to User "jane"';
    expect(pageOf({ ...REFUSED, explanation: { allowed: true, reason } })).toContain(`because ${reason}`);
  });

  it('hides credentials and the values of Secrets', () => {
    const page = pageOf({
      request: {
        as: { kind: 'token', token: 'open-sesame' },
        method: 'PATCH',
        path: '/api/v1/namespaces/foo/secrets/db',
        headers: { Authorization: 'Bearer open-sesame' },
        body: { data: { password: 'MTIz' } },
      },
      response: { status: 200, headers: {}, body: '{"kind":"Secret","data":{"password":"MTIz"}}' },
      explanation: undefined,
    });
    expect(page).not.toContain('MTIz');
    expect(page).not.toContain('open-sesame');
    expect(page).toContain('the bearer of a token asks');
  });
});
