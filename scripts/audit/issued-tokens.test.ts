/** A TokenRequest leaves the id of its token in the audit log from the version on that gives tokens ids. A real 1.37 writes the same; the id varies. */
import { it } from 'node:test';
import { expect } from 'expect';
import { writtenBy } from './written-by-ours';

const script = {
  name: 'tokens',
  policy: 'apiVersion: audit.k8s.io/v1\nkind: Policy\nomitStages: [RequestReceived]\nrules: [{level: Metadata}]\n',
  flags: { 'audit-log-path': '$DIR/audit.log' },
  asks: [
    {
      as: 'admin',
      method: 'POST',
      path: '/api/v1/namespaces/default/serviceaccounts',
      body: '{"apiVersion":"v1","kind":"ServiceAccount","metadata":{"name":"robot"}}',
    },
    {
      as: 'admin',
      method: 'POST',
      path: '/api/v1/namespaces/default/serviceaccounts/robot/token',
      body: '{"apiVersion":"authentication.k8s.io/v1","kind":"TokenRequest","spec":{}}',
    },
  ].map((ask) => ({ ...ask, headers: { 'content-type': 'application/json' } })),
};

for (const [version, expected] of [
  ['1.20', undefined],
  ['1.37', 'JTI=<uid>'],
] as const)
  it(`the id of a token that is issued is in the audit log of ${version} as a real server has it`, async () => {
    const [, request] = await writtenBy(version, script);
    expect(request?.status).toBe(201);
    const { annotations } = JSON.parse(request?.events[0] ?? '') as { readonly annotations: Readonly<Record<string, string>> };
    expect(new Map(Object.entries(annotations)).get('authentication.kubernetes.io/issued-credential-id')).toBe(expected);
  });
