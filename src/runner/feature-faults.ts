/**
 * What makes a feature pass without asserting anything, found before it runs: Gherkin takes a misspelt step for a description, an outline
 * without rows has no scenario, and Cucumber lets any keyword stand before any step.
 */
import { PickleStepType, type Envelope, type Feature, type GherkinDocument, type Pickle, type Scenario } from '@cucumber/messages';
import { descriptionFaults } from './description-faults';
import { exampleFaults } from './example-faults';
import type { DefinedStep, FeatureFault } from './feature-fault';
import { linesIn } from './gherkin-nodes';
import { argumentFaults } from './step-arguments';
import type { StepCatalogue } from './step-catalogue';

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

/** A feature or a rule of which nothing would run. */
function withoutScenarios({ feature, uri = '' }: GherkinDocument): readonly FeatureFault[] {
  if (scenariosOf(feature).length === 0) return [{ uri, line: 1, message: 'The feature has no scenario, so nothing of it would run. Add a Scenario.' }];
  const rules = (feature?.children ?? []).flatMap(({ rule }) => rule ?? []);
  return rules
    .filter(({ children }) => children.every(({ scenario }) => scenario === undefined))
    .map(({ name, location: { line } }) => ({ uri, line, message: `The rule "${name}" has no scenario, so nothing of it would run. Add a Scenario.` }));
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

/**
 * The faults of the features in the messages of a run, in the order of their lines. Of scenarios that were not planned only those are
 * reported that could never be planned. `allowEmpty` lets drafts pass: then only misplaced keywords, and tables and doc strings at the
 * wrong step, are faults. The catalogue is of the built-in steps.
 */
export function featureFaults(
  envelopes: readonly Envelope[],
  definitions: readonly DefinedStep[],
  allowEmpty: boolean,
  catalogue: StepCatalogue,
): readonly FeatureFault[] {
  const sources = new Map(envelopes.flatMap(({ source }) => (source === undefined ? [] : [[source.uri, source.data] as const])));
  const planned = new Set(envelopes.flatMap(({ testCase }) => testCase?.pickleId ?? []));
  const pickles = envelopes.flatMap(({ pickle }) => (pickle !== undefined && planned.has(pickle.id) ? [pickle] : []));
  const faults = envelopes.flatMap(({ gherkinDocument }): readonly FeatureFault[] => {
    if (gherkinDocument === undefined) return [];
    const uri = gherkinDocument.uri ?? '';
    const scenarios = scenariosOf(gherkinDocument.feature);
    const lines = linesIn(gherkinDocument);
    const own = pickles.filter((pickle) => pickle.uri === uri);
    const isPlanned = ({ id }: Scenario): boolean => own.some(({ astNodeIds }) => astNodeIds.includes(id));
    const ofPickles = own.flatMap((pickle) => {
      const scenario = scenarios.find(({ id }) => pickle.astNodeIds.includes(id));
      const drafted = scenario === undefined || allowEmpty ? [] : lacks(pickle, { scenario, uri });
      return [...drafted, ...misplaced(pickle, uri, definitions, lines), ...argumentFaults(pickle, lines, definitions, catalogue)];
    });
    if (allowEmpty) return ofPickles;
    return [
      ...withoutScenarios(gherkinDocument),
      ...scenarios.flatMap((scenario) => exampleFaults(scenario, uri)),
      ...descriptionFaults(gherkinDocument, sources.get(uri) ?? '', definitions, isPlanned),
      ...ofPickles,
    ];
  });
  const once = new Map(faults.map((fault) => [`${fault.uri}:${fault.line} ${fault.message}`, fault]));
  return [...once.values()].sort((a, b) => (a.uri === b.uri ? a.line - b.line : a.uri < b.uri ? -1 : 1));
}
