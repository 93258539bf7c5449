import { describe, it } from 'node:test';
import { expect } from 'expect';
import type { Attributes } from '../api/attributes';
import { pathAttributes } from '../apimachinery/attributes';
import type { Authorizer, Verdict } from '../api/authorizer';
import { alwaysAllow, alwaysDeny } from './mode';
import { privilegedGroup } from './privileged-group';
import { versionOf } from '../versions';
import { unionAuthorizer, unionRuleLister } from './union';

const by = (...groups: readonly string[]): Attributes =>
  pathAttributes({
    user: { name: 'alice', uid: '', groups, extra: {} },
    verb: 'get',
    path: '/',
  });
const says = (verdict: Verdict): Authorizer => ({ name: 'test', authorize: () => verdict });
const saysLater = (verdict: Verdict): Authorizer => ({ name: 'test', authorize: () => Promise.resolve(verdict) });
const askIn = (version: string, authorizers: readonly Authorizer[], ...groups: readonly string[]) =>
  unionAuthorizer(
    authorizers.map((authorizer, at) => ({ name: `n${at}`, authorizer })),
    versionOf(version),
  ).authorize(by(...groups));
const ask = (authorizers: readonly Authorizer[], ...groups: readonly string[]) => askIn('1.36', authorizers, ...groups);

describe('the union of authorizers', () => {
  it('takes the first that allows or denies, with its reason', () => {
    expect(ask([says({ decision: 'NoOpinion', reason: 'a' }), says({ decision: 'Deny', reason: 'b' }), alwaysAllow])).toEqual({
      decision: 'Deny',
      reason: 'b',
    });
    expect(ask([alwaysDeny, alwaysAllow])).toEqual({ decision: 'Allow', reason: '' });
  });

  it('gives all reasons and errors when none has an opinion', () => {
    const nothing = says({ decision: 'NoOpinion', reason: '' });
    const first = says({ decision: 'NoOpinion', reason: 'first', error: new Error('one') });
    const second = says({ decision: 'NoOpinion', reason: 'second', error: new Error('two') });
    expect(ask([first, nothing, second])).toEqual({ decision: 'NoOpinion', reason: 'first\nsecond', error: new Error('[one, two]') });
  });

  it('names the authorizers of reasons since 1.37', async () => {
    const nothing = says({ decision: 'NoOpinion', reason: '' });
    const chain = [alwaysDeny, nothing, saysLater({ decision: 'NoOpinion', reason: 'waited' }), says({ decision: 'NoOpinion', reason: 'last' })];
    expect(await askIn('1.37', chain)).toEqual({ decision: 'NoOpinion', reason: 'n0: Everything is forbidden.\nn2: waited\nn3: last' });
  });

  it('forgets the error of an authorizer when a later one allows', () => {
    expect(ask([says({ decision: 'NoOpinion', reason: 'a', error: new Error('e') }), alwaysAllow])).toEqual({ decision: 'Allow', reason: '' });
  });

  it('goes on where it waited', async () => {
    const answer = ask([alwaysDeny, saysLater({ decision: 'NoOpinion', reason: 'waited' }), says({ decision: 'NoOpinion', reason: 'last' })]);
    expect(await answer).toEqual({ decision: 'NoOpinion', reason: 'Everything is forbidden.\nwaited\nlast' });
  });

  it('asks for system:masters first', () => {
    expect(ask([privilegedGroup, alwaysDeny], 'system:masters')).toEqual({ decision: 'Allow', reason: '' });
    expect(ask([privilegedGroup, alwaysDeny], 'system:authenticated')).toEqual({ decision: 'NoOpinion', reason: 'Everything is forbidden.' });
  });

  it('lists what each can list', () => {
    const { resourceRules, nonResourceRules } = unionRuleLister([alwaysDeny, alwaysAllow, alwaysAllow]).rulesFor(by().user, 'foo');
    expect(resourceRules).toEqual(Array(2).fill({ verbs: ['*'], apiGroups: ['*'], resources: ['*'] }));
    expect(nonResourceRules).toEqual(Array(2).fill({ verbs: ['*'], nonResourceURLs: ['*'] }));
  });
});
