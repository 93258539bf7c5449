/** Examples of which nothing runs, or of which not every column counts. */
import type { Examples, Scenario } from '@cucumber/messages';
import type { FeatureFault } from './feature-fault';

const OUTLINES: readonly string[] = ['Scenario Outline', 'Scenario Template'];

/** All that the values of a row may stand in. */
const textsOf = ({ name, steps }: Scenario): readonly string[] => [
  name,
  ...steps.flatMap(({ text, docString, dataTable }) => [
    text,
    docString?.content ?? '',
    docString?.mediaType ?? '',
    ...(dataTable?.rows ?? []).flatMap(({ cells }) => cells.map(({ value }) => value)),
  ]),
];

function columnFaults({ tableHeader, location }: Examples, scenario: Scenario, uri: string): readonly FeatureFault[] {
  const columns = (tableHeader?.cells ?? []).map(({ value }) => value);
  const line = (tableHeader?.location ?? location).line;
  const twice = columns.find((column, at) => columns.indexOf(column) !== at);
  if (twice !== undefined) return [{ uri, line, message: `The column "${twice}" is there twice, and only one can count. Leave one out.` }];
  const texts = textsOf(scenario);
  if (columns.some((column) => texts.some((text) => text.includes(`<${column}>`)))) return [];
  const example = `<${columns[0] ?? ''}>`;
  return [{ uri, line, message: `No step of "${scenario.name}" names a column, so every row would run the same. Write ${example} where its values belong.` }];
}

export function exampleFaults(scenario: Scenario, uri: string): readonly FeatureFault[] {
  const isOutline = scenario.examples.length > 0 || OUTLINES.includes(scenario.keyword.trim());
  if (!isOutline) return [];
  if (scenario.examples.every(({ tableBody }) => tableBody.length === 0))
    return [{ uri, line: scenario.location.line, message: `"${scenario.name}" has no row of examples, so it never runs. Add a row below its Examples.` }];
  return scenario.examples.flatMap((examples) =>
    examples.tableBody.length > 0
      ? columnFaults(examples, scenario, uri)
      : [
          {
            uri,
            line: examples.location.line,
            message: `These Examples of "${scenario.name}" have no row, so nothing of them runs. Add one, or leave them out.`,
          },
        ],
  );
}
