import { describe, it } from 'node:test';
import { expect } from 'expect';
import type { ScenarioOnTarget, TargetResults } from './target-results';
import { pageOf } from './targets-page';
import { tableOf } from './targets-table';
import { withTwins } from './twins';

const scenario = (line: number, more: Partial<ScenarioOnTarget> = {}): ScenarioOnTarget => ({
  uri: 'features/a.feature',
  line,
  feature: 'A & B',
  rule: 'A rule',
  name: `Scenario ${line}`,
  tags: [],
  outcome: 'passed',
  ...more,
});
const results = (target: string, kubernetesVersion: string, scenarios: readonly ScenarioOnTarget[]): TargetResults => ({
  target,
  kubernetesVersion,
  at: '2026-11-24T21:00:00.000Z',
  scenarios,
});

describe('the table of scenario, target and version', () => {
  it('has the embedded engine first, and new versions before old ones', () => {
    const { columns } = tableOf([results('envtest', '1.36', []), results('embedded', '1.36', []), results('embedded', '1.20', [])]);
    expect(columns.map(({ target, kubernetesVersion }) => `${target} ${kubernetesVersion}`)).toEqual(['embedded 1.36', 'embedded 1.20', 'envtest 1.36']);
  });

  it('says why a scenario that a run left out does not hold there', () => {
    const { rows } = tableOf([results('embedded', '1.20', []), results('embedded', '1.36', [scenario(3, { tags: ['@since-1.24'] })])]);
    expect(rows[0]?.cells).toEqual([{ outcome: 'passed' }, { outcome: 'not applicable', why: 'Not applicable to Kubernetes 1.20: @since-1.24' }]);
  });

  it('does not take a scenario for passed that did not run', () => {
    const { rows } = tableOf([results('embedded', '1.36', [scenario(3)]), results('envtest', '1.36', [])]);
    expect(rows[0]?.cells).toEqual([{ outcome: 'passed' }, { outcome: 'not run' }]);
  });

  it('keeps the reason of the target, and what differs', () => {
    const { rows } = tableOf([
      results('embedded', '1.36', [scenario(3), scenario(9)]),
      results('envtest', '1.36', [
        scenario(3, { outcome: 'not applicable', reason: 'no pods' }),
        scenario(9, { outcome: 'differs', difference: 'Then x: other' }),
      ]),
    ]);
    expect(rows.map(({ cells }) => cells[1])).toEqual([
      { outcome: 'not applicable', why: 'no pods' },
      { outcome: 'differs', why: 'Then x: other' },
    ]);
  });

  it('is a page that escapes what features say, and marks a feature that differs', () => {
    const page = pageOf(tableOf([results('embedded', '1.36', [scenario(3, { outcome: 'differs', difference: '<uid>' })])]));
    expect(page).toContain('<summary>A &#38; B');
    expect(page).toContain('some differ');
    expect(page).toContain('embedded 1.36: &#60;uid&#62;');
    expect(page).not.toContain('<uid>');
  });

  it('has what was so before in the row of what is so now', () => {
    const before = scenario(3, { tags: ['@until-1.22'], name: 'Old' });
    const now = scenario(9, { tags: ['@since-1.23'], name: 'New' });
    const [row, ...others] = withTwins(tableOf([results('embedded', '1.36', [now]), results('embedded', '1.20', [before])]).rows);
    expect(others).toEqual([]);
    expect(row).toMatchObject({ name: 'New', cells: [{ outcome: 'passed' }, { outcome: 'passed' }], earlier: { name: 'Old', line: 3 } });
  });

  it('keeps two scenarios apart that another one stands between, and those of two rules', () => {
    const before = scenario(3, { tags: ['@until-1.22'] });
    const now = scenario(9, { tags: ['@since-1.23'] });
    const rowsOf = (all: readonly ScenarioOnTarget[]): number => withTwins(tableOf([results('embedded', '1.36', all)]).rows).length;
    expect(rowsOf([before, scenario(5), now])).toBe(3);
    expect(rowsOf([before, { ...now, rule: 'Another rule' }])).toBe(2);
    expect(rowsOf([before, { ...now, tags: ['@since-1.24'] }])).toBe(2);
  });

  it('is a page that says what changed, links each scenario, and folds what does not differ', () => {
    const table = tableOf([
      results('embedded', '1.36', [scenario(9, { tags: ['@since-1.23'], name: 'New' })]),
      results('embedded', '1.20', [scenario(3, { tags: ['@until-1.22'], name: 'Old' })]),
    ]);
    const page = pageOf(table, ({ line }) => `site/${line}.html`);
    expect(page).toContain('<a href="site/9.html">New</a> <span class="place">line 9</span> <span class="change">changed in 1.23</span>');
    expect(page).toContain('before: <a href="site/3.html">Old</a>');
    expect(page).not.toContain('Not applicable to Kubernetes');
    expect(page).toContain('<details><summary>A &#38; B');
  });
});
