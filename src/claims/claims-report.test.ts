import { describe, it } from 'node:test';
import { expect } from 'expect';
import type { ScenarioOnTarget, TargetResults } from '../runner/targets-table/target-results';
import type { Claim } from './claim';
import type { ClaimScenario } from './claim-scenarios';
import { claimsInWords, claimsReport, type ClaimsReport } from './claims-report';

const claim = (id: string, more: Partial<Claim> = {}): Claim => ({ id, text: { zh: '甲', en: `text of ${id}` }, file: 'c.yaml', line: 4, ...more });

const scenario = (line: number, tag: string, ...tags: readonly string[]): ClaimScenario => {
  const [, word, id = ''] = /^@(claim|refutes):(.*)$/.exec(tag) ?? [];
  const says = word === 'claim' ? 'supports' : 'refutes';
  return { uri: 'a.feature', line, name: `s${line}`, tags: [tag, ...tags], claims: [{ says, id, tag, line: line - 1 }] };
};

type Ended = Pick<ScenarioOnTarget, 'outcome' | 'reason' | 'difference'>;

const run = (target: string, kubernetesVersion: string, ended: Readonly<Record<number, Ended>>): TargetResults => ({
  target,
  kubernetesVersion,
  at: '2023-11-14T22:13:20.000Z',
  scenarios: Object.entries(ended).map(([line, result]) => ({
    uri: 'a.feature',
    line: Number(line),
    feature: 'F',
    rule: '',
    name: '<masked>',
    tags: [],
    ...result,
  })),
});

const PASSED: Ended = { outcome: 'passed' };

/** The results with the tags of the scenarios on their lines. */
const tagged = (run: TargetResults, scenarios: readonly ClaimScenario[]): TargetResults => ({
  ...run,
  scenarios: run.scenarios.map((result) => ({ ...result, tags: scenarios.find(({ line }) => line === result.line)?.tags ?? [] })),
});

const report = (claims: readonly Claim[], scenarios: readonly ClaimScenario[], ...runs: readonly TargetResults[]): ClaimsReport =>
  claimsReport(
    [{ chapter: '1', title: { en: 'T' }, claims }],
    scenarios,
    runs.map((run) => tagged(run, scenarios)),
  );

const wordsOf = (...given: Parameters<typeof report>): readonly string[] => claimsInWords(report(...given)).split('\n');

describe('the report of claims', () => {
  it('has holds, does not hold and the version of the change from the scenarios that passed', () => {
    const scenarios = [scenario(2, '@claim:a', '@until-1.23'), scenario(5, '@refutes:a', '@since-1.24'), scenario(8, '@refutes:b'), scenario(11, '@claim:c')];
    const runs = [run('embedded', '1.36', { 5: PASSED, 8: PASSED, 11: PASSED }), run('embedded', '1.20', { 2: PASSED, 8: PASSED, 11: PASSED })];
    expect(wordsOf([claim('a'), claim('b'), claim('c')], scenarios, ...runs)).toEqual([
      'CLAIM   EMBEDDED 1.20   EMBEDDED 1.36   TEXT',
      'a       holds           no              text of a',
      'b       no              no              text of b',
      'c       holds           holds           text of c',
      '',
      'changed a: holds until 1.20, does not hold since 1.24',
      '3 claims: 1 hold, 1 changed, 1 never held, 0 broken, 0 untested, 0 that no machine can show',
      '',
    ]);
  });

  it('says no more of a change than the versions that were run, where tags do not know it', () => {
    const scenarios = [scenario(2, '@claim:a', '@until-1.20'), scenario(5, '@refutes:a', '@since-1.36')];
    const { chapters } = report([claim('a')], scenarios, run('embedded', '1.20', { 2: PASSED }), run('embedded', '1.36', { 5: PASSED }));
    expect(chapters[0]?.claims[0]?.changes).toEqual([{ target: 'embedded', from: 'holds', to: 'does not hold', after: '1.20', by: '1.36' }]);
  });

  it('calls a claim broken when a scenario of it fails, whatever the others do', () => {
    const failed: Ended = { outcome: 'differs', difference: 'Then it is so (line 4): it is not\nat all' };
    const words = wordsOf([claim('a')], [scenario(2, '@claim:a'), scenario(9, '@claim:a')], run('embedded', '1.36', { 2: failed, 9: PASSED }));
    expect(words).toContain('BROKEN a (embedded 1.36): a.feature:2: Then it is so (line 4): it is not');
    expect(words).toContain('1 claims: 0 hold, 0 changed, 0 never held, 1 broken, 0 untested, 0 that no machine can show');
  });

  it('keeps what is for other versions apart from what was not tested, and gives the reason', () => {
    const needs = { because: { en: 'It is an opinion.' }, needs: { en: 'a measure' } };
    const claims = [claim('a'), claim('b'), claim('c', { until: { en: 'a kubelet' } }), claim('d', { unshowable: needs })];
    const skipped: Ended = { outcome: 'not applicable', reason: 'no kubectl' };
    const words = wordsOf(claims, [scenario(2, '@claim:a', '@until-1.20'), scenario(5, '@claim:b')], run('embedded', '1.36', { 5: skipped }));
    expect(words.slice(1, 5)).toEqual([
      'a       -               text of a',
      'b       untested        text of b',
      'c       untested        text of c',
      'd       untested        text of d',
    ]);
    expect(words).toContain('untested b: no kubectl');
    expect(words).toContain('untested c: until: a kubelet');
    expect(words).toContain('unshowable d: It is an opinion. It would need: a measure');
  });

  it('shows a claim that holds on one target and not on another', () => {
    const failed: Ended = { outcome: 'differs', difference: 'x' };
    const words = wordsOf([claim('a')], [scenario(2, '@claim:a')], run('envtest', '1.36', { 2: failed }), run('embedded', '1.36', { 2: PASSED }));
    expect(words).toContain('targets disagree on a in 1.36: embedded holds, envtest broken');
  });

  it('counts results of other scenarios for nothing', () => {
    const { summary } = report([claim('a')], [scenario(2, '@claim:a')], run('embedded', '1.36', { 3: PASSED }));
    expect(summary).toEqual({ holds: 0, changed: 0, 'never held': 0, broken: 0, untested: 1, unshowable: 0 });
  });
});
