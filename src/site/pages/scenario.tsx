/** A scenario: what it says, each request with its answer and why, and where another version answers otherwise. */
import type { JSX } from 'hono/jsx/jsx-runtime';
import { inapplicable } from '../../runner/version-tags';
import { sideBySide, type Side } from '../compare-text';
import { ColumnName, OutcomeBadge } from '../components/verdict';
import { StepsWithAnswers } from '../components/steps';
import { rootOf } from '../components/page';
import { T } from '../components/text';
import type { ScenarioOn, SiteScenario } from '../site-model';
import { stageSetBy, type SiteStep } from '../site-run';

const didRun = ({ scenario }: ScenarioOn): boolean => scenario.outcome !== 'not applicable';

/** The newest version of the target that comes first, of those where the scenario ran. */
export function shownRun({ runs }: SiteScenario): ScenarioOn | undefined {
  const ran = runs.filter(didRun);
  const [first] = ran;
  return ran.findLast(({ column }) => column.target === first?.column.target);
}

/** What was answered, without what only sets the stage. */
const answersOf = (steps: readonly SiteStep[]): string =>
  steps
    .slice(stageSetBy(steps))
    .flatMap(({ attachments }) => attachments.map(({ title, body }) => `${title}\n${body}`))
    .join('\n');

const Rows = ({ rows }: { readonly rows: readonly Side[] }): JSX.Element => (
  <div class="sides" role="table">
    {rows.map(({ left, right, kind }) => (
      <div class={`side ${kind}`} role="row">
        <pre role="cell">{left}</pre>
        <pre role="cell">{right}</pre>
      </div>
    ))}
  </div>
);

interface Other {
  readonly on: ScenarioOn;
  readonly rows: readonly Side[] | undefined;
}

function Comparison({ shown, others }: { readonly shown: ScenarioOn; readonly others: readonly Other[] }): JSX.Element {
  const same = others.filter(({ rows }) => rows?.length === 0);
  return (
    <>
      {same.length > 0 && (
        <p>
          <T en="The same answers:" zh="答复相同:" />{' '}
          {same.map(({ on }) => (
            <ColumnName {...on.column} />
          ))}
        </p>
      )}
      {others
        .filter(({ rows }) => rows?.length !== 0)
        .map(({ on, rows }) => (
          <section>
            <h3>
              <ColumnName {...on.column} /> <T en="beside" zh="对照" /> <ColumnName {...shown.column} />
            </h3>
            {rows === undefined ? (
              <p class="quiet">
                <T en="Too much differs to be shown line by line." zh="差异过多,无法逐行显示。" />
              </p>
            ) : (
              <Rows rows={rows} />
            )}
          </section>
        ))}
    </>
  );
}

/** Scenarios of the same outline for versions for which this one is not. */
const twinsOf = (scenario: SiteScenario): readonly SiteScenario[] =>
  scenario.feature.scenarios.filter((other) => {
    if (other === scenario || other.rule !== scenario.rule) return false;
    const ids = new Set(scenario.claims.map(({ id }) => id));
    const isRelated = other.outline === scenario.outline || other.claims.some(({ id }) => ids.has(id));
    return (
      isRelated &&
      other.runs.every(
        ({ column }) => inapplicable(scenario.tags, column.kubernetesVersion) !== undefined || inapplicable(other.tags, column.kubernetesVersion) !== undefined,
      )
    );
  });

export function ScenarioPage({ scenario, placeOfClaim }: { readonly scenario: SiteScenario; readonly placeOfClaim: ReadonlyMap<string, string> }): JSX.Element {
  const root = rootOf(scenario.page);
  const shown = shownRun(scenario);
  const steps = (shown ?? scenario.runs[0])?.scenario.steps ?? [];
  const others = scenario.runs
    .filter((on) => on !== shown && didRun(on))
    .map((on): Other => ({ on, rows: shown === undefined ? [] : sideBySide(answersOf(on.scenario.steps), answersOf(steps)) }));
  const twins = twinsOf(scenario);
  return (
    <article>
      <p class="way">
        <a href={root + scenario.feature.page}>{scenario.feature.name}</a>
        {scenario.rule !== '' && <> › {scenario.rule}</>}
      </p>
      <h1>{scenario.name}</h1>
      {scenario.claims.length > 0 && (
        <ul class="claims-of">
          {scenario.claims.map(({ id, says }) => (
            <li>
              {says === 'supports' ? <T en="shows" zh="证实" /> : <T en="refutes" zh="反驳" />} <a href={root + (placeOfClaim.get(id) ?? 'index.html')}>{id}</a>
            </li>
          ))}
        </ul>
      )}
      <ul class="verdicts">
        {scenario.runs.map(({ column, scenario: { outcome, reason, difference } }) => (
          <li title={reason ?? difference}>
            <ColumnName {...column} />{' '}
            {outcome === 'passed' ? (
              <span class="badge good">
                ✓ <T en="passed" zh="通过" />
              </span>
            ) : (
              <OutcomeBadge outcome={outcome === 'differs' ? 'broken' : 'not applicable'} />
            )}
          </li>
        ))}
      </ul>
      {shown !== undefined && (
        <p class="quiet">
          <T en="Answers of" zh="答复来自" /> <ColumnName {...shown.column} />
        </p>
      )}
      <StepsWithAnswers steps={steps} />
      {(others.length > 0 || twins.length > 0) && (
        <>
          <h2>
            <T en="Other versions and targets" zh="其他版本与目标" />
          </h2>
          {shown !== undefined && <Comparison shown={shown} others={others} />}
          {twins.map((twin) => (
            <p>
              <a href={root + twin.page}>{twin.name}</a>{' '}
              {twin.runs.filter(didRun).map(({ column }) => (
                <ColumnName {...column} />
              ))}
            </p>
          ))}
        </>
      )}
      <p class="quiet">
        {scenario.uri}:{scenario.line}
      </p>
    </article>
  );
}
