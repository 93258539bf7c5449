/**
 * What was planned and has no result, because a process or a shard died. It is a failure of that scenario, in every report: never
 * left out, never counted as passed.
 */
import type { Envelope, Pickle, TestCase, TestStepFinished, Timestamp } from '@cucumber/messages';
import type { PlannedScenario } from './run-options';
import { linesIn } from './gherkin-nodes';
import { Results } from './results';

const keyOf = ({ uri, line }: { readonly uri: string; readonly line: number }): string => `${uri}:${line}`;

/** What every run of the same features has alike: the features, and that it began. */
export const featuresIn = (envelopes: readonly Envelope[]): readonly Envelope[] =>
  envelopes.filter(({ source, gherkinDocument, pickle, testRunStarted }) =>
    [source, gherkinDocument, pickle, testRunStarted].some((thing) => thing !== undefined),
  );

/** The planned scenarios that no message ends. */
export function unfinished(planned: readonly PlannedScenario[], envelopes: readonly Envelope[]): readonly PlannedScenario[] {
  const results = new Results();
  const ended = new Set<string>();
  for (const envelope of envelopes) {
    const result = results.update(envelope);
    if (result !== undefined) ended.add(keyOf({ uri: result.pickle.uri, line: result.line }));
  }
  return planned.filter((scenario) => !ended.has(keyOf(scenario)));
}

function picklesByPlace(envelopes: readonly Envelope[]): ReadonlyMap<string, Pickle> {
  const lines = linesIn(envelopes.map(({ gherkinDocument }) => gherkinDocument));
  return new Map(
    envelopes.flatMap(({ pickle }) =>
      pickle === undefined ? [] : [[keyOf({ uri: pickle.uri, line: lines.get(pickle.astNodeIds.at(-1) ?? '') ?? 0 }), pickle] as const],
    ),
  );
}

const testCaseOf = (pickle: Pickle): TestCase => ({
  id: `case ${pickle.id}`,
  pickleId: pickle.id,
  testSteps: pickle.steps.map(({ id }) => ({ id: `step ${id}`, pickleStepId: id, stepDefinitionIds: [], stepMatchArgumentsLists: [] })),
});

/** The messages that say that these scenarios were not run to their end. */
export function failures(scenarios: readonly PlannedScenario[], why: string, envelopes: readonly Envelope[]): readonly Envelope[] {
  const pickles = picklesByPlace(envelopes);
  const known = new Map(envelopes.flatMap(({ testCase }) => (testCase === undefined ? [] : [[testCase.pickleId, testCase] as const])));
  const begun = new Map(envelopes.flatMap(({ testCaseStarted: start }) => (start === undefined ? [] : [[start.testCaseId, start] as const])));
  const done = new Set(envelopes.flatMap(({ testStepFinished: step }) => (step === undefined ? [] : [`${step.testCaseStartedId} ${step.testStepId}`])));
  const timestamp: Timestamp = envelopes.flatMap(({ testRunStarted }) => testRunStarted?.timestamp ?? [])[0] ?? { seconds: 0, nanos: 0 };
  return scenarios.flatMap((scenario) => {
    const pickle = pickles.get(keyOf(scenario));
    if (pickle === undefined) return [];
    const testCase = known.get(pickle.id) ?? testCaseOf(pickle);
    const start = begun.get(testCase.id) ?? { id: `attempt ${testCase.id}`, attempt: 0, testCaseId: testCase.id, timestamp };
    const left = testCase.testSteps.filter(({ id }) => !done.has(`${start.id} ${id}`));
    const steps = left.map(({ id: testStepId }, at): TestStepFinished => {
      const result = at === 0 ? { status: 'FAILED' as const, message: why } : { status: 'SKIPPED' as const };
      return {
        testCaseStartedId: start.id,
        testStepId,
        timestamp,
        testStepResult: { duration: { seconds: 0, nanos: 0 }, ...result } as TestStepFinished['testStepResult'],
      };
    });
    return [
      ...(known.has(pickle.id) ? [] : [{ testCase }]),
      ...(begun.has(testCase.id) ? [] : [{ testCaseStarted: start }]),
      ...steps.map((testStepFinished) => ({ testStepFinished })),
      { testCaseFinished: { testCaseStartedId: start.id, timestamp, willBeRetried: false } },
    ];
  });
}
