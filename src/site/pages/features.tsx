/** The features by their folders, and a feature with its scenarios. */
import type { JSX } from 'hono/jsx/jsx-runtime';
import { Counted, Scenarios } from '../components/lists';
import { rootOf } from '../components/page';
import { T } from '../components/text';
import type { SiteFeature, SiteModel } from '../site-model';

/** The folder of a feature is the name of its section. */
export const folderOf = ({ uri }: Pick<SiteFeature, 'uri'>): string =>
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
        <section id={folder || 'features'}>
          <h2>{folder || '.'}</h2>
          <Counted items={features.filter((feature) => folderOf(feature) === folder)} />
        </section>
      ))}
    </article>
  );
}

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
          <Scenarios scenarios={scenarios.filter((scenario) => scenario.rule === rule)} root={root} />
        </section>
      ))}
      <p class="quiet">{uri}</p>
    </article>
  );
}
