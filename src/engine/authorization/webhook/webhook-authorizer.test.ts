import { describe, it } from 'node:test';
import { expect } from 'expect';
import type { Attributes } from '../../api/attributes';
import { pathAttributes, resourceAttributes } from '../../apimachinery/attributes';
import { versionOf } from '../../versions';
import { CallError, type Call } from '../../webhook/call';
import { WebhookAuthorizer, type WebhookSettings } from './webhook-authorizer';

const JANE: Attributes = resourceAttributes({
  user: { name: 'jane', uid: 'u-jane', groups: ['group1', 'group2'], extra: {} },
  verb: 'get',
  namespace: 'kittensandponies',
  apiGroup: 'unicorn.example.org',
  apiVersion: 'v1',
  resource: 'pods',
  name: 'p',
});
const settings: WebhookSettings = {
  name: 'default',
  version: versionOf('1.36'),
  reviewVersion: 'v1',
  authorizedTtl: 300_000,
  unauthorizedTtl: 30_000,
  backOff: { initialDelay: 0, factor: 1, jitter: 0, attempts: 5 },
  decisionOnError: 'NoOpinion',
};

/** A webhook that answers each call with the next text, the last for ever. */
function webhook(...answers: readonly (string | number | Error)[]): { readonly call: Call; readonly sent: string[] } {
  const sent: string[] = [];
  const call: Call = (body) => {
    const answer = answers[Math.min(sent.length, answers.length - 1)] ?? '';
    sent.push(body);
    if (answer instanceof Error) return Promise.reject(answer);
    if (typeof answer === 'number') return Promise.resolve({ status: answer, contentType: 'text/plain', retryAfter: false, text: 'boom' });
    return Promise.resolve({ status: 200, contentType: 'application/json', retryAfter: false, text: answer });
  };
  return { call, sent };
}
const status = (fields: object): string => JSON.stringify({ apiVersion: 'authorization.k8s.io/v1', kind: 'SubjectAccessReview', status: fields });

describe('a webhook', () => {
  it('is sent a SubjectAccessReview, whose groups v1beta1 calls group', async () => {
    const { call, sent } = webhook(status({ allowed: true }));
    await new WebhookAuthorizer(settings, call).authorize(JANE);
    await new WebhookAuthorizer({ ...settings, reviewVersion: 'v1beta1', version: versionOf('1.20') }, call).authorize(
      pathAttributes({ user: JANE.user, verb: JANE.verb, path: '/debug' }),
    );
    expect(sent).toEqual([
      '{"kind":"SubjectAccessReview","apiVersion":"authorization.k8s.io/v1","metadata":{},"spec":{"resourceAttributes":{"namespace":"kittensandponies","verb":"get","group":"unicorn.example.org","version":"v1","resource":"pods","name":"p"},"user":"jane","groups":["group1","group2"],"uid":"u-jane"},"status":{"allowed":false}}\n',
      '{"kind":"SubjectAccessReview","apiVersion":"authorization.k8s.io/v1beta1","metadata":{"creationTimestamp":null},"spec":{"nonResourceAttributes":{"path":"/debug","verb":"get"},"user":"jane","group":["group1","group2"],"uid":"u-jane"},"status":{"allowed":false}}\n',
    ]);
  });

  it('is explained by its answer, by its failure, or by not being asked', async () => {
    const said = async (given: Partial<WebhookSettings>, answer: string | Error) => {
      const { decision, reason, error, cause } = await new WebhookAuthorizer({ ...settings, ...given }, webhook(answer).call).explain(JANE);
      return [decision, reason, error, cause];
    };
    expect(await said({}, status({ allowed: true, reason: 'kittens' }))).toEqual(['Allow', 'kittens', undefined, 'the webhook answered so']);
    expect(await said({ matches: () => false }, status({ allowed: true }))).toEqual([
      'NoOpinion',
      '',
      undefined,
      'the webhook is not asked: its match conditions leave this out',
    ]);
    expect(await said({}, new Error('gone'))).toEqual(['NoOpinion', '', 'gone', 'a failure of this webhook leaves it to the next authorizer']);
    expect(await said({ decisionOnError: 'Deny' }, new Error('gone'))).toEqual(['Deny', '', 'gone', 'a failure of this webhook denies']);
  });

  it('allows, has no opinion, or denies', async () => {
    const verdict = (fields: object) => new WebhookAuthorizer(settings, webhook(status(fields)).call).authorize(JANE);
    expect(await verdict({ allowed: true, reason: 'she may' })).toEqual({ decision: 'Allow', reason: 'she may' });
    expect(await verdict({ allowed: false, reason: 'no read access' })).toEqual({ decision: 'NoOpinion', reason: 'no read access' });
    expect(await verdict({ allowed: false, denied: true })).toEqual({ decision: 'Deny', reason: '' });
    expect(await verdict({ allowed: true, denied: true })).toEqual({
      decision: 'Deny',
      reason: '',
      error: new Error('webhook subject access review returned both allow and deny response'),
    });
  });

  it('is asked once while its answer counts', async () => {
    const { call, sent } = webhook(status({ allowed: true }));
    const authorizer = new WebhookAuthorizer(settings, call);
    await authorizer.authorize(JANE);
    await authorizer.authorize(JANE);
    await authorizer.authorize({ ...JANE, name: 'q' });
    expect(sent).toHaveLength(2);
  });

  it('is asked each time if its answers do not count', async () => {
    const { call, sent } = webhook(status({ allowed: false }));
    const authorizer = new WebhookAuthorizer({ ...settings, unauthorizedTtl: 0 }, call);
    await authorizer.authorize(JANE);
    await authorizer.authorize(JANE);
    expect(sent).toHaveLength(2);
  });

  it('is asked again after an error that passes', async () => {
    const { call, sent } = webhook(500, new CallError('reset', true), status({ allowed: true }));
    expect(await new WebhookAuthorizer(settings, call).authorize(JANE)).toEqual({ decision: 'Allow', reason: '' });
    expect(sent).toHaveLength(3);
  });

  const failures = [
    [500, 5, 'an error on the server ("boom") has prevented the request from succeeding'],
    [404, 1, 'the server could not find the requested resource'],
    [403, 1, 'boom'],
    ['{"apiVersion":"v1","kind":"Pod"}', 1, 'converting (v1.Pod) to (v1.SubjectAccessReview): unknown conversion'],
    ['', 1, '0-length response with status code: 200 and content type: application/json'],
  ] as const;
  for (const [answer, calls, message] of failures)
    it(`fails with: ${message}`, async () => {
      const { call, sent } = webhook(answer);
      const authorizer = new WebhookAuthorizer({ ...settings, decisionOnError: 'Deny' }, call);
      expect(await authorizer.authorize(JANE)).toEqual({ decision: 'Deny', reason: '', error: new Error(message) });
      expect(sent).toHaveLength(calls);
    });

  it('is passed by where its conditions do not hold', () => {
    const { call, sent } = webhook(status({ allowed: true }));
    expect(new WebhookAuthorizer({ ...settings, matches: () => false }, call).authorize(JANE)).toEqual({ decision: 'NoOpinion', reason: '' });
    expect(sent).toEqual([]);
  });
});
