/** Lists of what has pages of its own. */
import type { JSX } from 'hono/jsx/jsx-runtime';
import type { SiteScenario } from '../site-model';
import { ColumnName } from './verdict';

interface OfScenarios {
  readonly page: string;
  readonly name: string;
  readonly scenarios: readonly SiteScenario[];
}

/** Each with how many scenarios it has, on a page at the root of the site. */
export const Counted = ({ items, style }: { readonly items: readonly OfScenarios[]; readonly style?: string }): JSX.Element => (
  <ul {...(style !== undefined && { class: style })}>
    {items.map(({ page, name, scenarios }) => (
      <li>
        <a href={page}>{name}</a> <span class="quiet">{scenarios.length}</span>
      </li>
    ))}
  </ul>
);

const Line = ({ scenario, root }: { readonly scenario: SiteScenario; readonly root: string }): JSX.Element => {
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

/** Each with the runs in which it failed. */
export const Scenarios = ({ scenarios, root }: { readonly scenarios: readonly SiteScenario[]; readonly root: string }): JSX.Element => (
  <ul>
    {scenarios.map((scenario) => (
      <Line scenario={scenario} root={root} />
    ))}
  </ul>
);
