import { describe, it } from 'node:test';
import { expect } from 'expect';
import { exchangeIn } from './exchange-in';
import { distinct } from './site-model';

describe('the names of pages', () => {
  it('are distinct, also where a name looks like the second of another', () => {
    expect(['a', 'a', 'a-2', 'a'].map(distinct())).toEqual(['a', 'a-2', 'a-2-2', 'a-3']);
  });
});

describe('an attachment', () => {
  it('is an exchange where its title has who asked, what, and the answer', () => {
    const title = 'system:serviceaccount:foo:default: GET /api/v1/pods -> 403 Forbidden';
    expect(exchangeIn({ title, body: 'asked\n\nbecause nothing allows this' })).toEqual({
      who: 'system:serviceaccount:foo:default',
      request: 'system:serviceaccount:foo:default: GET /api/v1/pods',
      path: '/api/v1/pods',
      answer: '403 Forbidden',
      text: 'asked',
      why: 'nothing allows this',
    });
  });

  it('is none where it is a manifest or a command', () => {
    for (const title of ['features/manifests/pod.yaml', 'kubectl get pods -o json', '']) expect(exchangeIn({ title, body: '' })).toBeUndefined();
  });
});
