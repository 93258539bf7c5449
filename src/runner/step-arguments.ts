/** Tables and doc strings at steps that do not read them, and steps that lack theirs. */
import type { Pickle, PickleStepArgument } from '@cucumber/messages';
import type { DefinedStep, FeatureFault } from './feature-fault';
import type { StepArgument, StepCatalogue } from './step-catalogue';

const REMEDIES: Readonly<Record<StepArgument, string>> = {
  table: 'Write rows below it, as in | verb | object |.',
  'doc string': 'Write the text below it, between lines of """.',
};

const argumentIn = (argument: PickleStepArgument | undefined): StepArgument | undefined =>
  argument === undefined ? undefined : argument.dataTable === undefined ? 'doc string' : 'table';

/** What is wrong below a sentence. A step that a user writes may take a callback for its last parameter, so it may have nothing. */
function problem(step: DefinedStep, parameters: number, has: StepArgument | undefined, { chapters }: StepCatalogue): string | undefined {
  const builtIn = chapters.flatMap(({ steps }) => steps).find(({ text }) => text === step.expression.source);
  const takes = builtIn?.argument;
  if (builtIn === undefined) {
    return has !== undefined && step.unwrappedCode.length === parameters ? `reads no ${has}. Leave it out.` : undefined;
  }
  if (takes === has) return undefined;
  if (takes === undefined) return `reads no ${has ?? ''}. Leave it out.`;
  return `reads a ${takes}, and has ${has === undefined ? 'none' : `a ${has}`}. ${REMEDIES[takes]}`;
}

export function argumentFaults(
  pickle: Pickle,
  lines: ReadonlyMap<string, number>,
  definitions: readonly DefinedStep[],
  catalogue: StepCatalogue,
): readonly FeatureFault[] {
  return pickle.steps.flatMap(({ text, argument, astNodeIds }): readonly FeatureFault[] => {
    const matching = definitions.flatMap((step) => {
      const parameters = step.expression.match(text);
      return parameters === null ? [] : [{ step, parameters: parameters.length }];
    });
    const [only] = matching;
    if (only === undefined || matching.length > 1) return [];
    const wrong = problem(only.step, only.parameters, argumentIn(argument), catalogue);
    return wrong === undefined ? [] : [{ uri: pickle.uri, line: lines.get(astNodeIds[0] ?? '') ?? 1, message: `"${text}" ${wrong}` }];
  });
}
