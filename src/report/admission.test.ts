import { describe, it } from 'node:test';
import { expect } from 'expect';
import type { AdmissionNote } from '../engine/api/admission-note';
import { embedded } from '../targets/embedded';
import { openAlone } from '../targets/target-alone';
import type { TargetRequest } from '../targets/target';
import { admissionOf, refusedBy } from './admission';
import { pageOf, type Exchange } from './exchange';

const NOTE: AdmissionNote = {
  plugin: 'MutatingAdmissionWebhook',
  action: 'changed',
  changes: [
    { path: '/data/password', before: 'MTIz', after: 'NDU2' },
    { path: '/metadata/labels', after: { a: 'b' } },
    { path: '/type', before: 'Opaque' },
  ],
  message: '',
  details: ['webhook "w" of MutatingWebhookConfiguration "c"'],
};
const exchangeAt = (path: string): Exchange => ({
  request: { as: { kind: 'user', name: 'jane' }, method: 'POST', path },
  response: { status: 201, headers: {}, body: '{}', admission: [NOTE] },
  explanation: { allowed: true, reason: 'RBAC: allowed' },
});

describe('admission in a report', () => {
  it('is plugin by plugin, after the answer and its reason', () => {
    expect(pageOf(exchangeAt('/api/v1/namespaces/foo/configmaps'))).toContain(
      [
        'because RBAC: allowed',
        'changed by MutatingAdmissionWebhook:',
        '  /data/password: "<masked>" -> "<masked>"',
        '  /metadata/labels: + {"a":"b"}',
        '  /type: - "Opaque"',
        '  webhook "w" of MutatingWebhookConfiguration "c"',
      ].join('\n'),
    );
  });

  it('has no values of Secrets', () => {
    const lines = ['changed by MutatingAdmissionWebhook:', '  /data/password', '  /metadata/labels', '  /type'];
    expect(admissionOf(exchangeAt('/api/v1/namespaces/foo/secrets'))).toEqual(lines);
    expect(pageOf(exchangeAt('/api/v1/namespaces/foo/secrets'))).toMatch(new RegExp(`${lines.join('\n')}$`));
  });

  it('is what the embedded target says of a request that asks for it, and unknown of another', async () => {
    const target = await openAlone(embedded, {});
    try {
      const request: TargetRequest = {
        as: { kind: 'administrator' },
        method: 'POST',
        path: '/api/v1/namespaces/missing/configmaps',
        body: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } },
      };
      const refused = { request, response: await target.send({ ...request, explainsAdmission: true }) };
      expect(refusedBy(refused)).toBe('NamespaceLifecycle');
      expect(admissionOf(refused)).toEqual(['refused by NamespaceLifecycle: namespaces "missing" not found']);
      const admitted = { ...request, path: '/api/v1/namespaces/default/configmaps', explainsAdmission: true };
      expect(refusedBy({ request: admitted, response: await target.send(admitted) })).toBe('');
      const silent = { request, response: await target.send(request) };
      expect([refusedBy(silent), admissionOf(silent)]).toEqual([undefined, []]);
    } finally {
      await target.close();
    }
  });
});
