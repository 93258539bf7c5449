/** A scenario: what it says, each request with its answer and why, and where another version answers otherwise. */
import type { JSX } from 'hono/jsx/jsx-runtime';
import { inapplicable } from '../../runner/version-tags';
import { sideBySide, type Side } from '../compare-text';
import { ColumnNames, OutcomeBadge } from '../components/verdict';
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

/** Lines that follow each other and are the same on both sides, or on one side only, are one row. */
const joined = (rows: readonly Side[]): readonly Side[] =>
  rows.reduce<readonly Side[]>((made, row) => {
    const last = made.at(-1);
    if (last?.kind !== row.kind || row.kind === 'changed') return [...made, row];
    return [...made.slice(0, -1), { kind: row.kind, left: `${last.left}\n${row.left}`, right: `${last.right}\n${row.right}` }];
  }, []);

/** What both sides have stands there once. */
const isOne = (kind: Side['kind']): boolean => kind === 'same' || kind === 'gap';

const Rows = ({ rows }: { readonly rows: readonly Side[] }): JSX.Element => (
  <div class="sides" role="table">
    {joined(rows).map(({ left, right, kind }) => (
      <div class={`side ${kind}`} role="row">
        <pre role="cell">{left}</pre>
        {!isOne(kind) && <pre role="cell">{right}</pre>}
      </div>
    ))}
  </div>
);

/** Runs with the same answers. */
interface Others {
  readonly on: readonly ScenarioOn[];
  /** What differs in them; undefined where too much does. */
  readonly rows: readonly Side[] | undefined;
}

const columnsOf = (runs: readonly ScenarioOn[]): readonly ScenarioOn['column'][] => runs.map(({ column }) => column);

function othersOf(shown: ScenarioOn, runs: readonly ScenarioOn[]): readonly Others[] {
  const answers = answersOf(shown.scenario.steps);
  const groups = new Map<string, Others>();
  for (const on of runs) {
    const rows = sideBySide(answersOf(on.scenario.steps), answers);
    const key = JSON.stringify(rows) ?? '';
    groups.set(key, { on: [...(groups.get(key)?.on ?? []), on], rows });
  }
  return [...groups.values()];
}

function Comparison({ shown, others }: { readonly shown: ScenarioOn; readonly others: readonly Others[] }): JSX.Element {
  return (
    <>
      {others.map(({ on, rows }) =>
        rows?.length === 0 ? (
          <p>
            <T en="The same answers:" zh="答复相同:" /> <ColumnNames columns={columnsOf(on)} />
          </p>
        ) : (
          <section>
            <h3>
              <ColumnNames columns={columnsOf(on)} /> <T en="beside" zh="对照" /> <ColumnNames columns={[shown.column]} />
            </h3>
            {rows === undefined ? (
              <p class="quiet">
                <T en="Too much differs to be shown line by line." zh="差异过多,无法逐行显示。" />
              </p>
            ) : (
              <Rows rows={rows} />
            )}
          </section>
        ),
      )}
    </>
  );
}

interface Ended {
  readonly runs: readonly ScenarioOn[];
  readonly outcome: ScenarioOn['scenario']['outcome'];
  readonly why: string | undefined;
}

/** Runs that ended alike, for the same reason. */
function endsOf(runs: readonly ScenarioOn[]): readonly Ended[] {
  const groups = new Map<string, Ended>();
  for (const on of runs) {
    const { outcome, reason, difference } = on.scenario;
    const why = reason ?? difference;
    const key = JSON.stringify([outcome, why]);
    groups.set(key, { runs: [...(groups.get(key)?.runs ?? []), on], outcome, why });
  }
  return [...groups.values()];
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
  const others =
    shown === undefined
      ? []
      : othersOf(
          shown,
          scenario.runs.filter((on) => on !== shown && didRun(on)),
        );
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
        {endsOf(scenario.runs).map(({ runs, outcome, why }) => (
          <li title={why}>
            <ColumnNames columns={columnsOf(runs)} />{' '}
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
          <T en="Answers of" zh="答复来自" /> <ColumnNames columns={[shown.column]} />
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
              <a href={root + twin.page}>{twin.name}</a> <ColumnNames columns={columnsOf(twin.runs.filter(didRun))} />
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
