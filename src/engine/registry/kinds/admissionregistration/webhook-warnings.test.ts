import { describe, it } from 'node:test';
import { expect } from 'expect';
import type { KubeObject } from '../../../api/objects';
import { versionOf } from '../../../versions';
import { webhookWarnings } from './webhook-warnings';

/** As newest/webhook-rules has them. */
const configuration = (apiGroups: readonly string[], resources: readonly string[]): KubeObject => ({
  metadata: { name: 'w' },
  webhooks: [{ name: 'a.example.com', rules: [{ apiGroups, apiVersions: ['*'], resources, operations: ['CREATE'] }] }],
});
const warning = (review: string): string => `webhooks[0].rules[0]: ${review} is excluded from admission webhooks; this rule will have no effect`;

describe('warnings of rules of webhooks', () => {
  const newest = versionOf('1.37');

  it('name each review once, in the order of the rule', () => {
    const groups = ['authorization.k8s.io', 'authentication.k8s.io', 'authorization.k8s.io'];
    expect(webhookWarnings(configuration(groups, ['subjectaccessreviews', 'tokenreviews', 'pods']), newest)).toEqual([
      warning('subjectaccessreviews.authorization.k8s.io'),
      warning('tokenreviews.authentication.k8s.io'),
    ]);
  });

  it('say nothing of a rule with a *, which may mean others', () => {
    expect(webhookWarnings(configuration(['*'], ['subjectaccessreviews']), newest)).toEqual([]);
    expect(webhookWarnings(configuration(['authorization.k8s.io'], ['*']), newest)).toEqual([]);
  });

  it('are not there where webhooks are asked about reviews', () => {
    const reviews = configuration(['authorization.k8s.io'], ['subjectaccessreviews']);
    expect(webhookWarnings(reviews, versionOf('1.36'))).toEqual([]);
    expect(webhookWarnings(reviews, versionOf('1.37', { ExcludeAdmissionWebhookVirtualResources: false }))).toEqual([]);
  });
});
