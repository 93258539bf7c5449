import { describe, it } from 'node:test';
import { expect } from 'expect';
import type { ScenarioOnTarget, TargetResults } from './target-results';
import { pageOf } from './targets-page';
import { tableOf } from './targets-table';

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
  it('has the embedded engine first, and old versions before new ones', () => {
    const { columns } = tableOf([results('envtest', '1.36', []), results('embedded', '1.36', []), results('embedded', '1.20', [])]);
    expect(columns.map(({ target, kubernetesVersion }) => `${target} ${kubernetesVersion}`)).toEqual(['embedded 1.20', 'embedded 1.36', 'envtest 1.36']);
  });

  it('says why a scenario that a run left out does not hold there', () => {
    const { rows } = tableOf([results('embedded', '1.20', []), results('embedded', '1.36', [scenario(3, { tags: ['@since-1.24'] })])]);
    expect(rows[0]?.cells).toEqual([{ outcome: 'not applicable', why: 'Not applicable to Kubernetes 1.20: @since-1.24' }, { outcome: 'passed' }]);
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
});
