/**
 * The places of a feature that say what is expected: the lines of the doc strings of Then steps, the cells of their tables, the numbers and
 * reasons in their sentences, and the cells of Examples that only Then steps use. Of a cell that names an object its first word counts: with
 * another name or namespace it is another question, which may have the same answer.
 */
import type { Background, DataTable, Examples, Feature, Scenario, Step, Tag } from '@cucumber/messages';

/** A part of a line of the file, from 1 on; `from` and `to` count characters from 0 on. */
export interface Place {
  readonly line: number;
  readonly from: number;
  readonly to: number;
  readonly kind: 'line of a doc string' | 'cell of a table' | 'word of a sentence' | 'cell of Examples';
}

/** A scenario with what belongs to it: all that a feature of this scenario alone needs. */
export interface ScenarioOfFeature {
  readonly feature: Feature;
  readonly backgrounds: readonly Background[];
  /** The tags of the rule around it, and its line; none outside a rule. */
  readonly rule: { readonly tags: readonly Tag[]; readonly line: number } | undefined;
  readonly scenario: Scenario;
}

export function scenariosOf(feature: Feature): readonly ScenarioOfFeature[] {
  const outer = feature.children.flatMap(({ background }) => background ?? []);
  return feature.children.flatMap(({ scenario, rule }): readonly ScenarioOfFeature[] => {
    if (scenario !== undefined) return [{ feature, backgrounds: outer, rule: undefined, scenario }];
    if (rule === undefined) return [];
    const inner = rule.children.flatMap(({ background }) => background ?? []);
    return rule.children.flatMap((child) =>
      child.scenario === undefined
        ? []
        : [{ feature, backgrounds: [...outer, ...inner], rule: { tags: rule.tags, line: rule.location.line }, scenario: child.scenario }],
    );
  });
}

/** The steps that are after Then, by their keywords: And and But go on with what was before. */
function outcomes(steps: readonly Step[]): readonly Step[] {
  let type = '';
  return steps.filter(({ keywordType = '' }) => {
    if (keywordType !== 'Conjunction') type = keywordType;
    return type === 'Outcome';
  });
}

function inDocString(step: Step, lines: readonly string[]): readonly Place[] {
  const { docString } = step;
  if (docString === undefined || docString.content === '') return [];
  return docString.content.split('\n').flatMap((_, at): readonly Place[] => {
    const line = docString.location.line + 1 + at;
    const text = lines[line - 1] ?? '';
    const from = text.search(/\S/);
    return from === -1 ? [] : [{ line, from, to: text.trimEnd().length, kind: 'line of a doc string' }];
  });
}

/** The resource of `secret "s" in namespace "foo"`, with `the missing` before it; `the` of `the path "/healthz"`. */
const OBJECT = /^(?:the(?= (?:missing )?path ")|(?:the missing )?[a-z][a-z./0-9]*(?= "| in (?:the missing )?namespace "))/;

const inTable = (rows: DataTable['rows'], kind: Place['kind']): readonly Place[] =>
  rows.flatMap(({ cells }) =>
    cells.flatMap(({ location: { line, column = 1 }, value }): readonly Place[] =>
      value === '' ? [] : [{ line, from: column - 1, to: column - 1 + (OBJECT.exec(value)?.[0] ?? value).length, kind }],
    ),
  );

/** `403`, and `Invalid` after it. */
function inSentence({ location: { line }, text }: Step, lines: readonly string[]): readonly Place[] {
  const start = (lines[line - 1] ?? '').indexOf(text);
  return [...text.matchAll(/\b\d+\b|(?<=\b\d{3} )[A-Z]\w+/g)].map(({ index, 0: word }) => ({
    line,
    from: start + index,
    to: start + index + word.length,
    kind: 'word of a sentence',
  }));
}

/** Who asks is part of a question. */
const withoutWhoAsks = (text: string): string => text.replace(/^\S+(?= can)/, '');

const textOf = ({ text, docString, dataTable }: Step): string =>
  [withoutWhoAsks(text), docString?.content ?? '', ...(dataTable?.rows ?? []).flatMap(({ cells }) => cells.map(({ value }) => value))].join('\n');

function inExamples(examples: readonly Examples[], { steps }: Scenario): readonly Place[] {
  const expected = outcomes(steps);
  const uses = (all: readonly Step[], name: string): boolean => all.some((step) => textOf(step).includes(`<${name}>`));
  const acts = steps.filter((step) => !expected.includes(step));
  return examples.flatMap(({ tableHeader, tableBody }) =>
    (tableHeader?.cells ?? []).flatMap(({ value: name }, column) =>
      uses(expected, name) && !uses(acts, name)
        ? inTable(
            tableBody.map((row) => ({ ...row, cells: row.cells.slice(column, column + 1) })),
            'cell of Examples',
          )
        : [],
    ),
  );
}

/** `lines` are those of the file. */
export function expectationsOf({ scenario }: ScenarioOfFeature, lines: readonly string[]): readonly Place[] {
  const then = outcomes(scenario.steps);
  return [
    ...then.flatMap((step) => [...inDocString(step, lines), ...inTable(step.dataTable?.rows ?? [], 'cell of a table'), ...inSentence(step, lines)]),
    ...inExamples(scenario.examples, scenario),
  ];
}
