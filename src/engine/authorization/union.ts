/**
 * Authorizers are asked in order. The first that allows or denies decides, with its own reason; if none has an opinion, the
 * reasons of all are told, one a line, and the request is refused by whoever asked.
 * After k8s.io/apiserver/pkg/authorization/union/union.go.
 */
import type { Attributes } from '../api/attributes';
import type { Authorizer, RuleLister, SubjectRules, Verdict } from '../api/authorizer';
import { aggregate } from '../response/field-error';

type Verdicts = readonly Verdict[];

function errorOf(messages: readonly string[]): Error | undefined {
  return messages.length === 0 ? undefined : new Error(aggregate(messages));
}

function noOpinion(verdicts: Verdicts): Verdict {
  const error = errorOf(verdicts.flatMap((verdict) => (verdict.error === undefined ? [] : [verdict.error.message])));
  const reason = verdicts
    .map((verdict) => verdict.reason)
    .filter((text) => text !== '')
    .join('\n');
  return { decision: 'NoOpinion', reason, ...(error && { error }) };
}

/** Only an authorizer that calls out makes the rest wait. */
async function authorizeLater(
  pending: Promise<Verdict>,
  authorizers: readonly Authorizer[],
  next: number,
  attributes: Attributes,
  verdicts: Verdicts,
): Promise<Verdict> {
  const verdict = await pending;
  return verdict.decision === 'NoOpinion' ? authorizeFrom(authorizers, next, attributes, [...verdicts, verdict]) : verdict;
}

function authorizeFrom(authorizers: readonly Authorizer[], first: number, attributes: Attributes, before: Verdicts): Verdict | Promise<Verdict> {
  const verdicts = [...before];
  let next = first;
  for (const authorizer of first === 0 ? authorizers : authorizers.slice(first)) {
    next += 1;
    const verdict = authorizer.authorize(attributes);
    if (verdict instanceof Promise) return authorizeLater(verdict, authorizers, next, attributes, verdicts);
    if (verdict.decision !== 'NoOpinion') return verdict;
    verdicts.push(verdict);
  }
  return noOpinion(verdicts);
}

export const unionAuthorizer = (authorizers: readonly Authorizer[]): Authorizer => ({
  name: 'union',
  authorize: (attributes) => authorizeFrom(authorizers, 0, attributes, []),
});

/** What each can tell, one after the other; a rule that several give is listed several times. */
export const unionRuleLister = (listers: readonly RuleLister[]): RuleLister => ({
  rulesFor: (user, namespace): SubjectRules => {
    const found = listers.map((lister) => lister.rulesFor(user, namespace));
    return {
      resourceRules: found.flatMap(({ resourceRules }) => resourceRules),
      nonResourceRules: found.flatMap(({ nonResourceRules }) => nonResourceRules),
      incomplete: found.some(({ incomplete }) => incomplete),
      errors: found.flatMap(({ errors }) => errors),
    };
  },
});
