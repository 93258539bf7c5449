/** The features by their folders, and a feature with its scenarios. */
import type { JSX } from 'hono/jsx/jsx-runtime';
import { rootOf } from '../components/page';
import { T } from '../components/text';
import { ColumnName } from '../components/verdict';
import type { SiteFeature, SiteModel, SiteScenario } from '../site-model';

const folderOf = ({ uri }: SiteFeature): string =>
  uri
    .split('/')
    .slice(0, -1)
    .join('/')
    .replace(/^features\/?/, '');

export function FeaturesPage({ features }: SiteModel): JSX.Element {
  const folders = [...new Set(features.map(folderOf))];
  return (
    <article>
      <h1>
        <T en="Scenarios" zh="场景" />
      </h1>
      {folders.map((folder) => (
        <section>
          <h2>{folder || '.'}</h2>
          <ul>
            {features
              .filter((feature) => folderOf(feature) === folder)
              .map(({ page, name, scenarios }) => (
                <li>
                  <a href={page}>{name}</a> <span class="quiet">{scenarios.length}</span>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </article>
  );
}

export const ScenarioLine = ({ scenario, root }: { readonly scenario: SiteScenario; readonly root: string }): JSX.Element => {
  const failed = scenario.runs.filter(({ scenario: { outcome } }) => outcome === 'differs');
  return (
    <li>
      <a href={root + scenario.page}>{scenario.name}</a>{' '}
      {failed.map(({ column }) => (
        <span class="badge bad">
          ! <ColumnName {...column} />
        </span>
      ))}
    </li>
  );
};

export function FeaturePage({ name, description, scenarios, page, uri }: SiteFeature): JSX.Element {
  const rules = [...new Set(scenarios.map(({ rule }) => rule))];
  const root = rootOf(page);
  return (
    <article>
      <h1>{name}</h1>
      {description.split(/\n\s*\n/).map((paragraph) => (
        <p>{paragraph}</p>
      ))}
      {rules.map((rule) => (
        <section>
          {rule !== '' && <h2>{rule}</h2>}
          <ul>
            {scenarios
              .filter((scenario) => scenario.rule === rule)
              .map((scenario) => (
                <ScenarioLine scenario={scenario} root={root} />
              ))}
          </ul>
        </section>
      ))}
      <p class="quiet">{uri}</p>
    </article>
  );
}
