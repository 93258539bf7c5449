/**
 * What makes a feature pass without asserting anything, found before it runs: Gherkin takes a misspelt step for a description, an outline
 * without rows has no scenario, and Cucumber lets any keyword stand before any step.
 */
import { PickleStepType, type Envelope, type Feature, type GherkinDocument, type Pickle, type Scenario } from '@cucumber/messages';

/** A step definition, as far as it says which sentences it means and with which keyword it was defined. */
export interface DefinedStep {
  readonly keyword: string;
  readonly expression: { match(text: string): readonly unknown[] | null };
}

export interface FeatureFault {
  readonly uri: string;
  readonly line: number;
  /** What is wrong, and what to write instead. */
  readonly message: string;
}

const KEYWORDS = 'Given, When, Then, And or But';

interface Written {
  readonly scenario: Scenario;
  readonly uri: string;
}

const scenariosOf = (feature: Feature | undefined): readonly Scenario[] =>
  (feature?.children ?? []).flatMap(({ rule, scenario }) => [
    ...(scenario === undefined ? [] : [scenario]),
    ...(rule?.children ?? []).flatMap((child) => (child.scenario === undefined ? [] : [child.scenario])),
  ]);

/** The lines of a description with their numbers in the file. */
function descriptionLines({
  location,
  description,
}: {
  readonly location: { readonly line: number };
  readonly description: string;
}): readonly [number, string][] {
  return description.split('\n').map((text, at) => [location.line + 1 + at, text.trim()]);
}

const firstWord = /^\S+\s+/;

/** A line that would be a step if its first word were a keyword. */
function misspelt({ scenario, uri }: Written, definitions: readonly DefinedStep[]): readonly FeatureFault[] {
  const meansStep = (text: string): boolean => definitions.some(({ expression }) => expression.match(text) !== null);
  return descriptionLines(scenario)
    .filter(([, text]) => firstWord.test(text) && meansStep(text.replace(firstWord, '')))
    .map(([line, text]) => ({
      uri,
      line,
      message: `"${text}" is a description, not a step, because no step begins with "${text.split(/\s/)[0] ?? ''}". Begin it with ${KEYWORDS}.`,
    }));
}

function withoutRows({ scenario, uri }: Written): readonly FeatureFault[] {
  const outline = scenario.examples.length > 0 || scenario.keyword.trim() === 'Scenario Outline' || scenario.keyword.trim() === 'Scenario Template';
  if (!outline || scenario.examples.some(({ tableBody }) => tableBody.length > 0)) return [];
  return [{ uri, line: scenario.location.line, message: `"${scenario.name}" has no row of examples, so it never runs. Add a row below its Examples.` }];
}

/** What the pickle of a scenario lacks. */
function lacks(pickle: Pickle, { scenario, uri }: Written): readonly FeatureFault[] {
  const { line } = scenario.location;
  if (pickle.steps.length === 0)
    return [{ uri, line, message: `"${pickle.name}" has no step, so it would pass whatever is so. A step begins with ${KEYWORDS}.` }];
  if (!pickle.steps.some(({ type }) => type === PickleStepType.OUTCOME || type === PickleStepType.UNKNOWN))
    return [{ uri, line, message: `"${pickle.name}" has no Then, so it would pass whatever is answered. Add a Then that says what must be observed.` }];
  return [];
}

/** Steps whose keyword is not the one that they are defined with: an action that stands where an assertion is expected, and the other way round. */
function misplaced(pickle: Pickle, uri: string, definitions: readonly DefinedStep[], lines: ReadonlyMap<string, number>): readonly FeatureFault[] {
  return pickle.steps.flatMap(({ type, text, astNodeIds }): readonly FeatureFault[] => {
    const keywords = definitions.filter(({ expression }) => expression.match(text) !== null).map(({ keyword }) => keyword);
    const asserts = keywords.every((keyword) => keyword === 'Then' || keyword === 'Unknown');
    const acts = keywords.every((keyword) => keyword !== 'Then');
    const line = lines.get(astNodeIds[0] ?? '') ?? 1;
    if (type === PickleStepType.OUTCOME && !asserts) {
      const keyword = keywords[0] ?? 'When';
      return [{ uri, line, message: `"${text}" asserts nothing, so it cannot stand after Then. Begin it with ${keyword}.` }];
    }
    if ((type === PickleStepType.ACTION || type === PickleStepType.CONTEXT) && !acts)
      return [{ uri, line, message: `"${text}" is an assertion. Begin it with Then.` }];
    return [];
  });
}

function linesOfSteps(document: GherkinDocument): ReadonlyMap<string, number> {
  const backgrounds = (document.feature?.children ?? []).flatMap(({ background, rule }) => [
    background,
    ...(rule?.children ?? []).map((child) => child.background),
  ]);
  const steps = [...backgrounds.flatMap((background) => background?.steps ?? []), ...scenariosOf(document.feature).flatMap((scenario) => scenario.steps)];
  return new Map(steps.map(({ id, location }) => [id, location.line]));
}

/**
 * The faults of the features in the messages of a run, in the order of their lines. Of scenarios that were not planned only those are
 * reported that could never be planned. `allowEmpty` lets drafts pass: then only misplaced keywords are faults.
 */
export function featureFaults(envelopes: readonly Envelope[], definitions: readonly DefinedStep[], allowEmpty: boolean): readonly FeatureFault[] {
  const planned = new Set(envelopes.flatMap(({ testCase }) => testCase?.pickleId ?? []));
  const pickles = envelopes.flatMap(({ pickle }) => (pickle !== undefined && planned.has(pickle.id) ? [pickle] : []));
  const faults = envelopes.flatMap(({ gherkinDocument }): readonly FeatureFault[] => {
    if (gherkinDocument === undefined) return [];
    const uri = gherkinDocument.uri ?? '';
    const scenarios = scenariosOf(gherkinDocument.feature);
    const lines = linesOfSteps(gherkinDocument);
    const nothing = scenarios.length === 0 ? [{ uri, line: 1, message: 'The feature has no scenario, so nothing of it would run. Add a Scenario.' }] : [];
    const written = scenarios.map((scenario): Written => ({ scenario, uri }));
    const ofPickles = pickles
      .filter((pickle) => pickle.uri === uri)
      .flatMap((pickle) => {
        const own = written.find(({ scenario }) => pickle.astNodeIds.includes(scenario.id));
        const drafted = own === undefined || allowEmpty ? [] : [...lacks(pickle, own), ...misspelt(own, definitions)];
        return [...drafted, ...misplaced(pickle, uri, definitions, lines)];
      });
    return [...(allowEmpty ? [] : [...nothing, ...written.flatMap(withoutRows)]), ...ofPickles];
  });
  const once = new Map(faults.map((fault) => [`${fault.uri}:${fault.line} ${fault.message}`, fault]));
  return [...once.values()].sort((a, b) => (a.uri === b.uri ? a.line - b.line : a.uri < b.uri ? -1 : 1));
}
