import { describe, it } from 'node:test';
import { generateMessages } from '@cucumber/gherkin';
import { IdGenerator, SourceMediaType } from '@cucumber/messages';
import { expect } from 'expect';
import type { Claim } from './claim';
import { linkFaults, unspoken } from './claim-faults';
import { claimScenariosIn, type ClaimScenario } from './claim-scenarios';

function scenariosOf(...lines: readonly string[]): readonly ClaimScenario[] {
  const options = { defaultDialect: 'en', includeSource: false, includeGherkinDocument: true, includePickles: true, newId: IdGenerator.incrementing() };
  return claimScenariosIn(generateMessages(['Feature: f', ...lines].join('\n'), 'a.feature', SourceMediaType.TEXT_X_CUCUMBER_GHERKIN_PLAIN, options));
}

const claim = (id: string, more: Partial<Claim> = {}): Claim => ({ id, text: { en: 't' }, file: 'c.yaml', line: 4, ...more });

describe('links of claims and scenarios', () => {
  it('are the tags of a scenario, of its feature, rule and examples', () => {
    const scenarios = scenariosOf(
      '@claim:a',
      'Rule: r',
      '@refutes:b @flags',
      'Scenario Outline: s <x>',
      'Given <x>',
      '@claim:c',
      'Examples:',
      '| x |',
      '| 1 |',
    );
    expect(scenarios).toEqual([
      {
        uri: 'a.feature',
        line: 10,
        name: 's 1',
        tags: ['@claim:a', '@refutes:b', '@flags', '@claim:c'],
        claims: [
          { says: 'supports', id: 'a', tag: '@claim:a', line: 2 },
          { says: 'refutes', id: 'b', tag: '@refutes:b', line: 4 },
          { says: 'supports', id: 'c', tag: '@claim:c', line: 7 },
        ],
      },
    ]);
  });

  it('are wrong with an id that no claim has, and a tag that names no claim', () => {
    const scenarios = scenariosOf('@claim:web-1.2-04 @claims @Refutes:web-1', 'Scenario: s', 'Given x');
    expect(linkFaults([claim('web-1.2-03'), claim('b')], scenarios)).toEqual([
      'a.feature:2: @claim:web-1.2-04: no claim has the id web-1.2-04. The nearest id is web-1.2-03. Correct the tag, or add the claim.',
      'a.feature:2: @claims names no claim. Write @claim:ID or @refutes:ID.',
      'a.feature:2: @Refutes:web-1 names no claim. Write @claim:ID or @refutes:ID.',
    ]);
  });

  it('are wrong with a claim that is supported and refuted for one version', () => {
    const both = (first: string, second: string): readonly string[] =>
      linkFaults([claim('a')], scenariosOf(`@claim:a ${first}`, 'Scenario: s', 'Given x', `@refutes:a ${second}`, 'Scenario: t', 'Given x'));
    expect(both('@until-1.22', '@since-1.23')).toEqual([]);
    expect(both('@until-1.22', '@since-1.22')).toEqual([
      'c.yaml:4: a is supported by a.feature:3 and refuted by a.feature:6, both for Kubernetes 1.22. ' +
        'Let them hold for different versions (@since-1.N, @until-1.N), or split the claim.',
    ]);
    expect(both('', '@since-1.36')).toEqual([expect.stringContaining('a.feature:6, both for Kubernetes 1.36.')]);
  });

  it('are wrong with a scenario that shows what the claim says cannot be shown', () => {
    expect(linkFaults([claim('a', { until: { en: 'a kubelet' } })], scenariosOf('@claim:a', 'Scenario: s', 'Given x'))).toEqual([
      'c.yaml:4: a has `until`, although a.feature:2 shows it. Take `until` from the claim, or the tag from the scenario.',
    ]);
  });

  it('are missing where no scenario speaks of a claim that gives no reason', () => {
    const claims = [claim('a'), claim('b'), claim('c', { until: { en: 'x' } }), claim('d', { unshowable: { because: { en: 'x' }, needs: { en: 'y' } } })];
    expect(unspoken(claims, scenariosOf('@refutes:a', 'Scenario: s', 'Given x'))).toEqual([
      'c.yaml:4: no scenario speaks of b. Tag one with @claim:b or @refutes:b, or say with `until` or `unshowable` why there is none.',
    ]);
  });
});
