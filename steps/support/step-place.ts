/** Where a step stands in its feature, and which names the other steps of the feature have. */
import type { GherkinDocument, PickleStep, Step } from '@cucumber/messages';

export interface StepPlace {
  readonly line: number;
  /** Whether it is of a Background: then every scenario has it, and any of them may be the one that it is for. */
  readonly inBackground: boolean;
}

interface Steps {
  readonly ofBackgrounds: readonly Step[];
  readonly ofScenarios: readonly Step[];
}

const known = new WeakMap<GherkinDocument, Steps>();

function stepsOf(document: GherkinDocument): Steps {
  const before = known.get(document);
  if (before !== undefined) return before;
  const children = (document.feature?.children ?? []).flatMap((child) => [child, ...(child.rule?.children ?? [])]);
  const steps = {
    ofBackgrounds: children.flatMap(({ background }) => background?.steps ?? []),
    ofScenarios: children.flatMap(({ scenario }) => scenario?.steps ?? []),
  };
  known.set(document, steps);
  return steps;
}

export function placeOf(document: GherkinDocument, { astNodeIds: [id] }: PickleStep): StepPlace {
  const { ofBackgrounds, ofScenarios } = stepsOf(document);
  const own = ofBackgrounds.find((step) => step.id === id);
  return { line: (own ?? ofScenarios.find((step) => step.id === id))?.location.line ?? 1, inBackground: own !== undefined };
}

/** Reports whether a step of some scenario has the text: in its sentence, its table, its doc string, or as a parameter that its outline gives. */
export const isInScenarios = (document: GherkinDocument, text: string): boolean => {
  const children = (document.feature?.children ?? []).flatMap((child) => [child, ...(child.rule?.children ?? [])]);
  const examples = children.flatMap(({ scenario }) => scenario?.examples ?? []).flatMap(({ tableBody }) => tableBody);
  const cells = [...stepsOf(document).ofScenarios.flatMap(({ dataTable }) => dataTable?.rows ?? []), ...examples].flatMap((row) => row.cells);
  return (
    stepsOf(document).ofScenarios.some(({ text: sentence, docString }) => sentence.includes(text) || docString?.content.includes(text) === true) ||
    cells.some(({ value }) => value.includes(text))
  );
};
