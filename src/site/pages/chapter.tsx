/** A chapter: its claims in their order, what each run says of them, and by which scenarios. */
import type { JSX } from 'hono/jsx/jsx-runtime';
import type { ReportedClaim } from '../../claims/claims-report';
import type { Change } from '../../claims/verdicts';
import { rootOf } from '../components/page';
import { Sentences } from '../components/steps';
import { T, Words } from '../components/text';
import { OutcomeBadge, StandingBadge, Verdicts } from '../components/verdict';
import { scenariosOf, speaksOf, type SiteChapter, type SiteModel, type SiteScenario } from '../site-model';
import { shownRun } from './scenario';

export const ChangeLine = ({ change: { from, to, after, by, in: exact } }: { readonly change: Change }): JSX.Element => (
  <p class="change">
    <T en="until" zh="至" /> {after} <OutcomeBadge outcome={from} /> → {exact === undefined ? <T en="in" zh="在" /> : <T en="since" zh="自" />} {exact ?? by}{' '}
    <OutcomeBadge outcome={to} />
  </p>
);

/** Targets say the same of most changes. */
export const distinctChanges = ({ changes }: ReportedClaim): readonly Change[] => [
  ...new Map(changes.map((change) => [JSON.stringify({ ...change, target: '' }), change])).values(),
];

interface OfClaim {
  readonly scenario: SiteScenario;
  readonly claim: ReportedClaim;
  readonly root: string;
  /** A scenario of several claims shows its steps at the first. */
  readonly isFirst: boolean;
}

function ScenarioOfClaim({ scenario, claim, root, isFirst }: OfClaim): JSX.Element {
  const says = scenario.claims.find(({ id }) => id === claim.id)?.says;
  const steps = (shownRun(scenario) ?? scenario.runs[0])?.scenario.steps ?? [];
  return (
    <li>
      <span class="quiet">{says === 'refutes' ? <T en="refuted by" zh="反驳于" /> : <T en="shown by" zh="证实于" />}</span>{' '}
      <a href={root + scenario.page}>{scenario.name}</a>
      {isFirst && (
        <details>
          <summary>
            <T en="Steps" zh="步骤" />
          </summary>
          <Sentences steps={steps} />
        </details>
      )}
    </li>
  );
}

interface InChapter {
  readonly claim: ReportedClaim;
  readonly claims: readonly ReportedClaim[];
  readonly model: SiteModel;
  readonly root: string;
}

function ClaimSection({ claim, claims, model, root }: InChapter): JSX.Element {
  const { id, text, standing, verdicts, until, unshowable } = claim;
  return (
    <section class="claim" id={id}>
      <h2>
        <a class="anchor" href={`#${id}`}>
          {id}
        </a>{' '}
        <StandingBadge standing={standing} />
      </h2>
      <p class="sentence">
        <Words text={text} />
      </p>
      {until !== undefined && (
        <p class="quiet">
          <T en="Untested until there is:" zh="尚需:" /> <Words text={until} />
        </p>
      )}
      {unshowable !== undefined && (
        <p class="quiet">
          <Words text={unshowable.because} /> <T en="It would need:" zh="需要:" /> <Words text={unshowable.needs} />
        </p>
      )}
      {distinctChanges(claim).map((change) => (
        <ChangeLine change={change} />
      ))}
      {claim.scenarios.length > 0 && <Verdicts verdicts={verdicts} />}
      <ul class="scenarios">
        {scenariosOf(model, claim).map((scenario) => (
          <ScenarioOfClaim scenario={scenario} claim={claim} root={root} isFirst={claims.find((other) => speaksOf(scenario, other)) === claim} />
        ))}
      </ul>
    </section>
  );
}

export const ChapterPage = ({ chapter: { chapter, page }, model }: { readonly chapter: SiteChapter; readonly model: SiteModel }): JSX.Element => (
  <article>
    <h1>
      {chapter.chapter} <Words text={chapter.title} />
    </h1>
    {chapter.claims.map((claim) => (
      <ClaimSection claim={claim} claims={chapter.claims} model={model} root={rootOf(page)} />
    ))}
  </article>
);
