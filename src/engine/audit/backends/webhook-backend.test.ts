import { describe, it } from 'node:test';
import { expect } from 'expect';
import type { WebhookResponse } from '../../webhook/call';
import type { AuditEvent } from '../event';
import { webhookBackend } from './webhook-backend';

const NO_WAIT = { initialDelay: 0, factor: 1, jitter: 0, attempts: 5 };
const event = (auditId: string) => ({ auditId }) as AuditEvent;
const answer = (status: number): WebhookResponse => ({ status, contentType: 'text/plain', retryAfter: false, text: '' });

function sentTo(...answers: readonly number[]) {
  const sent: string[] = [];
  const backend = webhookBackend({
    call: (body) => {
      sent.push(body);
      return Promise.resolve(answer(answers[Math.min(sent.length, answers.length) - 1] ?? 200));
    },
    backOff: NO_WAIT,
    groupVersion: 'v1',
    jsonOf: ({ auditId }) => JSON.stringify({ kind: 'Event', apiVersion: 'audit.k8s.io/v1', auditID: auditId }),
  });
  return { backend, sent };
}

describe('the webhook of the audit log', () => {
  it('is sent a list whose items do not say what they are', async () => {
    const { backend, sent } = sentTo(200);
    expect(await backend.write([event('a'), event('b')])).toBe(true);
    expect(sent).toEqual(['{"kind":"EventList","apiVersion":"audit.k8s.io/v1","metadata":{},"items":[{"auditID":"a"},{"auditID":"b"}]}\n']);
  });

  it('is tried again whatever it answers', async () => {
    const { backend, sent } = sentTo(404, 503, 200);
    expect(await backend.write([event('a')])).toBe(true);
    expect(sent).toHaveLength(3);
  });

  it('is given up in the end', async () => {
    const { backend, sent } = sentTo(500);
    expect(await backend.write([event('a')])).toBe(false);
    expect(sent).toHaveLength(5);
  });
});
