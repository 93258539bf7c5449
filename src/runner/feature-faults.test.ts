import { describe, it } from 'node:test';
import { generateMessages } from '@cucumber/gherkin';
import { IdGenerator, SourceMediaType, type Envelope } from '@cucumber/messages';
import { expect } from 'expect';
import { featureFaults, type DefinedStep } from './feature-faults';

const defined = (keyword: string, text: string): DefinedStep => ({ keyword, expression: { match: (step) => (step === text ? [] : null) } });
const DEFINITIONS = [defined('Given', 'a namespace'), defined('When', 'jane asks'), defined('Then', 'it is refused')];

/** The faults of a feature whose scenarios are all planned, each with its line. */
function faultsOf(lines: readonly string[], allowEmpty = false): readonly string[] {
  const options = { defaultDialect: 'en', includeSource: false, includeGherkinDocument: true, includePickles: true, newId: IdGenerator.incrementing() };
  const messages: readonly Envelope[] = generateMessages(
    ['Feature: f', ...lines].join('\n'),
    'a.feature',
    SourceMediaType.TEXT_X_CUCUMBER_GHERKIN_PLAIN,
    options,
  );
  const planned = messages.flatMap(({ pickle }): Envelope[] =>
    pickle === undefined ? [] : [{ testCase: { id: `case ${pickle.id}`, pickleId: pickle.id, testSteps: [] } }],
  );
  return featureFaults([...messages, ...planned], DEFINITIONS, allowEmpty).map(({ line, message }) => `${line}: ${message}`);
}

describe('featureFaults', () => {
  it('finds nothing in a scenario that asserts, and in prose', () => {
    expect(faultsOf(['Some prose.', 'Scenario: s', 'The prose of a scenario.', 'Given a namespace', 'When jane asks', 'Then it is refused'])).toEqual([]);
  });

  it('finds a misspelt step, which Gherkin reads as a description', () => {
    expect(faultsOf(['Scenario: s', '  Wehn jane asks', '  Given a namespace', '  Then it is refused'])).toEqual([
      '3: "Wehn jane asks" is a description, not a step, because no step begins with "Wehn". Begin it with Given, When, Then, And or But.',
    ]);
  });

  it('finds a scenario without a step', () => {
    expect(faultsOf(['Scenario: s'])).toEqual(['2: "s" has no step, so it would pass whatever is so. A step begins with Given, When, Then, And or But.']);
  });

  it('finds a scenario without a Then', () => {
    expect(faultsOf(['Scenario: s', 'Given a namespace', 'When jane asks'])).toEqual([
      '2: "s" has no Then, so it would pass whatever is answered. Add a Then that says what must be observed.',
    ]);
  });

  it('finds an action after Then, and an assertion after Given or When', () => {
    expect(faultsOf(['Scenario: s', 'When it is refused', 'Then it is refused', 'And jane asks'])).toEqual([
      '3: "it is refused" is an assertion. Begin it with Then.',
      '5: "jane asks" asserts nothing, so it cannot stand after Then. Begin it with When.',
    ]);
  });

  it('finds an outline that has no row, and a feature that has no scenario', () => {
    const outline = ['Scenario Outline: s', 'When jane asks', 'Then it is refused', 'Examples:', '| who |'];
    expect(faultsOf(outline)).toEqual(['2: "s" has no row of examples, so it never runs. Add a row below its Examples.']);
    expect(faultsOf(['Background:', 'Given a namespace'])).toEqual(['1: The feature has no scenario, so nothing of it would run. Add a Scenario.']);
  });

  it('reports a step of an outline or a background once, however many scenarios have it', () => {
    expect(faultsOf(['Background:', 'Given it is refused', 'Scenario: a', 'Then it is refused', 'Scenario: b', 'Then it is refused'])).toEqual([
      '3: "it is refused" is an assertion. Begin it with Then.',
    ]);
  });

  it('lets drafts pass when asked to', () => {
    expect(faultsOf(['Scenario: s', 'Scenario: t', 'Given a namespace'], true)).toEqual([]);
  });
});
