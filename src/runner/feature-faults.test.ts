import { describe, it } from 'node:test';
import { generateMessages } from '@cucumber/gherkin';
import { IdGenerator, SourceMediaType, type Envelope } from '@cucumber/messages';
import { expect } from 'expect';
import type { DefinedStep } from './feature-fault';
import { featureFaults } from './feature-faults';
import { stepCatalogue } from './step-catalogue';

const defined = (keyword: string, text: string, parameters = 0): DefinedStep => ({
  keyword,
  expression: { source: text, match: (step) => (step === text ? [] : null) },
  unwrappedCode: { length: parameters },
});
const DEFINITIONS = [
  defined('Given', 'a namespace'),
  defined('Given', 'the object(s):', 1),
  defined('When', 'jane asks'),
  defined('When', 'jane waits', 1),
  defined('Then', 'it is refused'),
  defined('Then', '{user} can:', 2),
  defined('Then', 'the request is forbidden'),
];

const CATALOGUE = stepCatalogue();

/** The faults of a feature whose scenarios are all planned, each with its line. */
function faultsOf(lines: readonly string[], allowEmpty = false): readonly string[] {
  const options = { defaultDialect: 'en', includeSource: true, includeGherkinDocument: true, includePickles: true, newId: IdGenerator.incrementing() };
  const messages: readonly Envelope[] = generateMessages(
    ['Feature: f', ...lines].join('\n'),
    'a.feature',
    SourceMediaType.TEXT_X_CUCUMBER_GHERKIN_PLAIN,
    options,
  );
  const planned = messages.flatMap(({ pickle }): Envelope[] =>
    pickle === undefined ? [] : [{ testCase: { id: `case ${pickle.id}`, pickleId: pickle.id, testSteps: [] } }],
  );
  return featureFaults([...messages, ...planned], DEFINITIONS, allowEmpty, CATALOGUE).map(({ line, message }) => `${line}: ${message}`);
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

  it('finds a misspelt step in a background, a rule and below examples', () => {
    const description = (line: number, text: string, word: string): string =>
      `${line}: "${text}" is a description, not a step, because no step begins with "${word}". Begin it with Given, When, Then, And or But.`;
    expect(faultsOf(['Background:', 'Givn a namespace', 'Scenario: s', 'Then it is refused'])).toEqual([description(3, 'Givn a namespace', 'Givn')]);
    expect(faultsOf(['Rule: r', 'Background:', 'given a namespace', 'Scenario: s', 'Then it is refused'])).toEqual([
      description(4, 'given a namespace', 'given'),
    ]);
    const outline = ['Scenario Outline: s', 'Then it is refused', 'And <a>', 'Examples:', 'Thn  it is refused', '| a |', '| jane can |'];
    expect(faultsOf(outline)).toEqual([description(6, 'Thn  it is refused', 'Thn')]);
  });

  it('finds steps below a scenario that lacks its colon', () => {
    expect(faultsOf(['Scenario one', 'Then it is refused', 'Scenario: two', 'Then it is refused'])).toEqual([
      '3: "Then it is refused" is a description, not a step, because it stands below "Feature:". Write a line above it that begins with "Scenario:" or "Background:", with its colon.',
    ]);
    expect(faultsOf(['Rule: r', 'Then it is refused', 'Scenario: two', 'Then it is refused'])).toHaveLength(1);
    expect(faultsOf(['', '  # a comment', '', 'Scenario one', 'Then it is refused', 'Scenario: two', 'Then it is refused'])).toEqual([
      expect.stringMatching(/^6: "Then it is refused" is a description/),
    ]);
  });

  it('finds examples without a row beside others, a column that is there twice, and rows that no step reads', () => {
    const outline = (...examples: readonly string[]): readonly string[] =>
      faultsOf(['Scenario Outline: <who>', 'When jane asks', 'Then it is refused', ...examples]);
    const rows = ['Examples:', '| who |', '| jane |'];
    expect(outline(...rows)).toEqual([]);
    for (const empty of [['Examples: more'], ['Examples: more', '| who |']])
      expect(outline(...rows, ...empty)).toEqual(['8: These Examples of "<who>" have no row, so nothing of them runs. Add one, or leave them out.']);
    expect(outline('Examples:', '| who | who |', '| jane | bob |')).toEqual(['6: The column "who" is there twice, and only one can count. Leave one out.']);
    expect(outline('Examples:', '| user |', '| jane |')).toEqual([
      '6: No step of "<who>" names a column, so every row would run the same. Write <user> where its values belong.',
    ]);
  });

  it('finds a rule that has no scenario', () => {
    expect(faultsOf(['Rule: r', 'Background:', 'Given a namespace', 'Rule: t', 'Scenario: s', 'Then it is refused'])).toEqual([
      '2: The rule "r" has no scenario, so nothing of it would run. Add a Scenario.',
    ]);
  });

  it('finds tables and doc strings at steps that do not read them, and steps that lack theirs', () => {
    const text = ['"""', 'x', '"""'];
    expect(faultsOf(['Scenario: s', 'Given the object(s):', '| a |', 'When jane waits', 'Then {user} can:', ...text, 'And {user} can:'], true)).toEqual([
      '3: "the object(s):" reads a doc string, and has a table. Write the text below it, between lines of """.',
      '6: "{user} can:" reads a table, and has a doc string. Write rows below it, as in | verb | object |.',
      '10: "{user} can:" reads a table, and has none. Write rows below it, as in | verb | object |.',
    ]);
    expect(faultsOf(['Scenario: s', 'When jane asks', ...text, 'And jane waits', ...text, 'Then the request is forbidden', '| a |'])).toEqual([
      '3: "jane asks" reads no doc string. Leave it out.',
      '11: "the request is forbidden" reads no table. Leave it out.',
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
