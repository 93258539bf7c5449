/**
 * Lines that mean to be steps and that Gherkin reads as a description: the keyword is misspelt, or the line above is `Scenario` without its
 * colon, so that what stands below it is prose of what came before.
 */
import type { GherkinDocument, Scenario } from '@cucumber/messages';
import type { DefinedStep, FeatureFault } from './feature-fault';

interface Described {
  readonly keyword: string;
  readonly location: { readonly line: number };
  readonly description: string;
}

const KEYWORDS = 'Given, When, Then, And or But';
const isKeyword = (word: string): boolean => ['Given', 'When', 'Then', 'And', 'But'].includes(word);

/** Scenarios that are not planned may hold drafts. */
function describedIn({ feature }: GherkinDocument, isPlanned: (scenario: Scenario) => boolean): readonly Described[] {
  if (feature === undefined) return [];
  const nodes = feature.children.flatMap(({ rule, ...child }) => [child, ...(rule === undefined ? [] : [{ rule }, ...rule.children])]);
  return nodes.reduce<readonly Described[]>(
    (all, node) => {
      if ('rule' in node) return [...all, node.rule];
      const { background, scenario } = node;
      if (background !== undefined) return [...all, background];
      return scenario !== undefined && isPlanned(scenario) ? [...all, scenario, ...scenario.examples] : all;
    },
    [feature],
  );
}

/** The line of the file at which a description begins: of empty lines and comments before it, only some are part of it. */
function firstLine({ location, description }: Described, source: readonly string[]): number {
  const at = source.findIndex((line, index) => index >= location.line && line.trim() !== '' && !line.trim().startsWith('#'));
  const emptyBefore = description.split('\n').findIndex((line) => line.trim() !== '');
  return (at < 0 ? location.line : at) + 1 - Math.max(0, emptyBefore);
}

/** `source` is the text of the file. */
export function descriptionFaults(
  document: GherkinDocument,
  source: string,
  definitions: readonly DefinedStep[],
  isPlanned: (scenario: Scenario) => boolean,
): readonly FeatureFault[] {
  const meansStep = (text: string): boolean => definitions.some(({ expression }) => expression.match(text) !== null);
  const lines = source.split('\n');
  return describedIn(document, isPlanned).flatMap((described) =>
    described.description.split('\n').flatMap((line, at): readonly FeatureFault[] => {
      const [word = '', ...others] = line.trim().split(/\s+/);
      const rest = line.trim().slice(word.length).trim();
      if (others.length === 0 || !meansStep(rest)) return [];
      const why = isKeyword(word)
        ? `because it stands below "${described.keyword.trim()}:". Write a line above it that begins with "Scenario:" or "Background:", with its colon.`
        : `because no step begins with "${word}". Begin it with ${KEYWORDS}.`;
      return [{ uri: document.uri ?? '', line: firstLine(described, lines) + at, message: `"${line.trim()}" is a description, not a step, ${why}` }];
    }),
  );
}
