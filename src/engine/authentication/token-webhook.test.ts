/** What a webhook may answer, and what a real kube-apiserver of 1.36 makes of it (recorded with both versions of the review). */
import { describe, it } from 'node:test';
import { expect } from 'expect';
import { NOT_AUDITED } from '../audit/not-audited';
import { versionOf } from '../versions';
import { CallError, type WebhookResponse } from '../webhook/call';
import { tokenWebhook } from './token-webhook';

const OWN = ['https://kubernetes.default.svc'];
const credentials = { headers: {}, warnings: [], audit: NOT_AUDITED, audiences: OWN };

function asking(answers: readonly (string | number | Error)[], version = '1.36', reviewVersion = 'v1') {
  const sent: string[] = [];
  const call = async (body: string): Promise<WebhookResponse> => {
    const answer = answers[Math.min(sent.length, answers.length - 1)] ?? '';
    sent.push(body);
    if (answer instanceof Error) throw answer;
    const [status, text] = typeof answer === 'number' ? [answer, 'boom'] : [200, answer];
    return { status, contentType: typeof answer === 'number' ? 'text/plain' : 'application/json', retryAfter: false, text };
  };
  const backOff = { initialDelay: 1, factor: 1, jitter: 0, attempts: 5 };
  const { authenticateToken } = tokenWebhook(call, { version: versionOf(version), reviewVersion, audiences: OWN, backOff });
  return { authenticateToken, sent };
}
const status = (fields: object): string => JSON.stringify({ apiVersion: 'authentication.k8s.io/v1', kind: 'TokenReview', status: fields });

describe('a token webhook', () => {
  it('is sent the token and the audiences, in the version of the flag', async () => {
    const { authenticateToken, sent } = asking([status({})]);
    await authenticateToken('t', credentials);
    const old = asking(['{"status":{}}'], '1.20', 'v1beta1');
    await old.authenticateToken('t', { headers: {}, warnings: [], audit: NOT_AUDITED });
    expect([...sent, ...old.sent]).toEqual([
      '{"kind":"TokenReview","apiVersion":"authentication.k8s.io/v1","metadata":{},"spec":{"token":"t","audiences":["https://kubernetes.default.svc"]},"status":{"user":{}}}\n',
      '{"kind":"TokenReview","apiVersion":"authentication.k8s.io/v1beta1","metadata":{"creationTimestamp":null},"spec":{"token":"t"},"status":{"user":{}}}\n',
    ]);
  });

  it('names the user, for the audiences of the server unless it names others', async () => {
    const user = { username: 'mike', uid: '42', groups: ['qa'], extra: { f1: ['v1', 'v2'] } };
    const identity = { name: 'mike', uid: '42', groups: ['qa'], extra: { f1: ['v1', 'v2'] } };
    expect(await asking([status({ authenticated: true, user })]).authenticateToken('t', credentials)).toEqual({ user: identity, audiences: OWN });
    const elsewhere = status({ authenticated: true, user, audiences: ['x'] });
    expect(await asking([elsewhere]).authenticateToken('t', credentials)).toBeUndefined();
    expect(await asking([elsewhere]).authenticateToken('t', { ...credentials, audiences: ['x'] })).toEqual({ user: identity, audiences: ['x'] });
  });

  it('has no opinion of a token that it does not know, unless it says what is wrong', async () => {
    expect(await asking([status({ authenticated: false })]).authenticateToken('t', credentials)).toBeUndefined();
    await expect(asking([status({ authenticated: false, error: 'token has gone' })]).authenticateToken('t', credentials)).rejects.toThrow('token has gone');
  });

  it('is asked again after an error that passes', async () => {
    const { authenticateToken, sent } = asking([500, new CallError('reset', true), status({ authenticated: true, user: { username: 'mike' } })]);
    expect(await authenticateToken('t', credentials)).toMatchObject({ user: { name: 'mike' } });
    expect(sent).toHaveLength(3);
  });

  const failures = [
    [500, 5, 'an error on the server ("boom") has prevented the request from succeeding'],
    [401, 1, 'the server has asked for the client to provide credentials'],
    ['{"apiVersion":"v1","kind":"Pod"}', 1, 'converting (v1.Pod) to (v1.TokenReview): unknown conversion'],
    ['{"kind":"Status","apiVersion":"v1","status":"Failure","message":"nope"}', 1, 'converting (v1.Status) to (v1.TokenReview): unknown conversion'],
    ['{"status":{"authenticated":"yes"}}', 1, 'json: cannot unmarshal string into Go struct field TokenReviewStatus.status.authenticated of type bool'],
  ] as const;
  for (const [answer, calls, message] of failures)
    it(`fails with: ${message}`, async () => {
      const { authenticateToken, sent } = asking([answer]);
      await expect(authenticateToken('t', credentials)).rejects.toThrow(message);
      expect(sent).toHaveLength(calls);
    });
});
