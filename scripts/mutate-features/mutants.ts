/** Features of one scenario each, with one expectation changed: every one of them has to fail. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { generateMessages } from '@cucumber/gherkin';
import { IdGenerator, SourceMediaType } from '@cucumber/messages';
import { expectationsOf, scenariosOf, type Place, type ScenarioOfFeature } from './expectations';

export interface WrittenScenario extends ScenarioOfFeature {
  readonly file: string;
  readonly lines: readonly string[];
}

export interface Mutant {
  readonly scenario: WrittenScenario;
  readonly place: Place;
  readonly before: string;
  readonly after: string;
}

/** A generator of numbers from 0 to 1 that a seed repeats (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function scenariosIn(folder: string): readonly WrittenScenario[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.feature'));
  return files.sort().flatMap((name) => {
    const file = path.join(folder, name);
    const text = readFileSync(file, 'utf8');
    const options = { includeGherkinDocument: true, includePickles: false, includeSource: false, newId: IdGenerator.incrementing() };
    const [{ gherkinDocument } = {}] = generateMessages(text, file, SourceMediaType.TEXT_X_CUCUMBER_GHERKIN_PLAIN, options);
    const { feature } = gherkinDocument ?? {};
    return feature === undefined ? [] : scenariosOf(feature).map((scenario) => ({ ...scenario, file, lines: text.split('\n') }));
  });
}

/** Another character of the same kind: the text stays what it was, a number or a word. */
function otherCharacter(character: string): string {
  if (/\d/.test(character)) return character === '9' ? '8' : String(Number(character) + 1);
  if (character === 'z' || character === 'Z') return character === 'z' ? 'a' : 'A';
  return String.fromCharCode(character.charCodeAt(0) + 1);
}

/** Yes and no change places; another text has one character changed. */
function changed(text: string, random: () => number): string {
  if (text === 'yes' || text === 'no') return text === 'yes' ? 'no' : 'yes';
  const characters = [...text.matchAll(/[a-z0-9]/gi)];
  const chosen = characters[Math.floor(random() * characters.length)];
  if (chosen === undefined) return `${text}x`;
  return text.slice(0, chosen.index) + otherCharacter(chosen[0]) + text.slice(chosen.index + 1);
}

function mutantAt(scenario: WrittenScenario, place: Place, random: () => number): Mutant {
  const before = (scenario.lines[place.line - 1] ?? '').slice(place.from, place.to);
  return { scenario, place, before, after: changed(before, random) };
}

/** So many of all mutants, chosen by the seed; all of them when there are no more. */
export function chosenMutants(scenarios: readonly WrittenScenario[], count: number, seed: number): readonly Mutant[] {
  const random = randomFrom(seed);
  const places = scenarios.flatMap((scenario) => expectationsOf(scenario, scenario.lines).map((place) => [scenario, place] as const));
  const left = [...places];
  const chosen: (typeof places)[number][] = [];
  while (chosen.length < count && left.length > 0) chosen.push(...left.splice(Math.floor(random() * left.length), 1));
  return chosen.map(([scenario, place]) => mutantAt(scenario, place, random));
}

const tagsOf = ({ feature, rule, scenario }: ScenarioOfFeature): readonly string[] =>
  [...feature.tags, ...(rule?.tags ?? []), ...scenario.tags].map(({ name }) => name);

/** The row of an outline that is run, that of the line or else the first, with the tags of its Examples. */
function rowOf({ scenario: { examples } }: WrittenScenario, line: number | undefined): { readonly line: number; readonly tags: readonly string[] } | undefined {
  const rows = examples.flatMap(({ tags, tableBody }) => tableBody.map(({ location }) => ({ line: location.line, tags: tags.map(({ name }) => name) })));
  return rows.find((row) => row.line === line) ?? rows[0];
}

/** All tags of the feature that is made of the scenario. */
export const tagsFor = (scenario: WrittenScenario, mutant?: Mutant): readonly string[] => [
  ...tagsOf(scenario),
  ...(rowOf(scenario, mutant?.place.line)?.tags ?? []),
];

/** The lines from a node to what comes after it. */
function block(lines: readonly string[], from: number): readonly string[] {
  const rest = lines.slice(from);
  const end = rest.findIndex((line) => /^\s*(?:@|Scenario\b|Scenario Outline\b|Rule\b|Background\b|Feature\b)/.test(line));
  return lines.slice(from - 1, end === -1 ? undefined : from + end);
}

/** A feature of this scenario alone, with its background and all tags. An outline keeps the row that is changed, or its first. */
export function featureText(scenario: WrittenScenario, mutant?: Mutant): string {
  const { line = 0, from = 0, to = 0 } = mutant?.place ?? {};
  const lines = scenario.lines.map((text, at) => (at + 1 === line ? text.slice(0, from) + (mutant?.after ?? '') + text.slice(to) : text));
  const kept = rowOf(scenario, line)?.line;
  const left = scenario.scenario.examples.flatMap(({ tags, tableBody }) => [...tags, ...tableBody].map(({ location }) => location.line));
  const own = block(
    lines.map((text, at) => (left.includes(at + 1) && at + 1 !== kept ? '' : text)),
    scenario.scenario.location.line,
  );
  // A Rule may have a Background of its own, and a Feature only one: their steps go into one.
  const given = scenario.backgrounds.flatMap(({ location }) => block(lines, location.line).slice(1));
  const background = given.length === 0 ? [] : ['  Background:', ...given];
  return ['Feature: One scenario', ...background, `  ${tagsFor(scenario, mutant).join(' ')}`, ...own, ''].join('\n');
}
