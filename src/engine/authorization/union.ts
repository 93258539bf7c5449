/**
 * Authorizers are asked in order. The first that allows or denies decides, with its own reason; if none has an opinion, the
 * reasons of all stand one a line, since 1.37 behind the names of their authorizers, and the request is refused by its caller.
 * After k8s.io/apiserver/pkg/authorization/union/union.go.
 */
import type { Attributes } from '../api/attributes';
import type { Authorizer, RuleLister, SubjectRules, Verdict } from '../api/authorizer';
import { aggregate } from '../errors/field-error';
import type { Version } from '../versions';

/** An authorizer under the name that the configuration gives it, unique in its chain. */
export interface NamedAuthorizer {
  readonly name: string;
  readonly authorizer: Authorizer;
}

type Verdicts = readonly Verdict[];

function errorOf(messages: readonly string[]): Error | undefined {
  return messages.length === 0 ? undefined : new Error(aggregate(messages));
}

const NO_OPINION: Verdict = { decision: 'NoOpinion', reason: '' };

class Union implements Authorizer {
  readonly name = 'union';

  constructor(
    private readonly chain: readonly NamedAuthorizer[],
    private readonly version: Version,
  ) {}

  authorize(attributes: Attributes): Verdict | Promise<Verdict> {
    return this.authorizeFrom(0, attributes, []);
  }

  private authorizeFrom(first: number, attributes: Attributes, before: Verdicts): Verdict | Promise<Verdict> {
    const verdicts = [...before];
    for (const { authorizer } of first === 0 ? this.chain : this.chain.slice(first)) {
      const verdict = authorizer.authorize(attributes);
      if (verdict instanceof Promise) return this.authorizeLater(verdict, attributes, verdicts);
      if (verdict.decision !== 'NoOpinion') return verdict;
      verdicts.push(verdict);
    }
    return this.noOpinion(verdicts);
  }

  /** Only an authorizer that calls out makes the rest wait. */
  private async authorizeLater(pending: Promise<Verdict>, attributes: Attributes, before: Verdicts): Promise<Verdict> {
    const verdict = await pending;
    return verdict.decision === 'NoOpinion' ? this.authorizeFrom(before.length + 1, attributes, [...before, verdict]) : verdict;
  }

  /** `verdicts` are those of the whole chain, in its order. */
  private noOpinion(verdicts: Verdicts): Verdict {
    if (verdicts.every(({ reason, error }) => reason === '' && error === undefined)) return NO_OPINION;
    const error = errorOf(verdicts.flatMap((verdict) => (verdict.error === undefined ? [] : [verdict.error.message])));
    const named = this.version.has('reasonsNameTheirAuthorizer');
    const reasons = verdicts.flatMap(({ reason }, at) => {
      if (reason === '') return [];
      return [named ? `${this.chain[at]?.name ?? ''}: ${reason}` : reason];
    });
    return { decision: 'NoOpinion', reason: reasons.join('\n'), ...(error && { error }) };
  }
}

export const unionAuthorizer = (chain: readonly NamedAuthorizer[], version: Version): Authorizer => new Union(chain, version);

/** Collects the rules of each authorizer in order; a rule that several give is listed several times. */
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
