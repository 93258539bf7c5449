/** A run as lines for a terminal: each feature, and under it each scenario with how it ended. */
import { getWorstTestStepResult, type Envelope, type Pickle, type TestStepResult } from '@cucumber/messages';

const SIGNS: Readonly<Record<string, string>> = { PASSED: '\u2714', SKIPPED: '-', UNDEFINED: '?', PENDING: '?', FAILED: '\u2718' };

/** Takes the messages of a run as they come and writes the lines. */
export class ScenarioList {
  readonly #features = new Map<string, string>();
  readonly #pickles = new Map<string, Pickle>();
  readonly #pickleOfTestCase = new Map<string, string>();
  readonly #testCaseOfAttempt = new Map<string, string>();
  readonly #results = new Map<string, TestStepResult[]>();
  readonly #reasons = new Map<string, string>();
  #feature = '';

  constructor(readonly write: (line: string) => void) {}

  update({ gherkinDocument, pickle, testCase, testCaseStarted, testStepFinished, testCaseFinished, attachment }: Envelope): void {
    if (gherkinDocument?.uri !== undefined) this.#features.set(gherkinDocument.uri, gherkinDocument.feature?.name ?? '');
    if (pickle !== undefined) this.#pickles.set(pickle.id, pickle);
    if (testCase !== undefined) this.#pickleOfTestCase.set(testCase.id, testCase.pickleId);
    if (testCaseStarted !== undefined) this.#testCaseOfAttempt.set(testCaseStarted.id, testCaseStarted.testCaseId);
    if (testStepFinished !== undefined) this.#resultsOf(testStepFinished.testCaseStartedId).push(testStepFinished.testStepResult);
    if (attachment?.testCaseStartedId !== undefined && attachment.mediaType === 'text/x.cucumber.log+plain')
      this.#reasons.set(attachment.testCaseStartedId, attachment.body);
    if (testCaseFinished !== undefined) this.#finish(testCaseFinished.testCaseStartedId);
  }

  #resultsOf(attempt: string): TestStepResult[] {
    const results = this.#results.get(attempt) ?? [];
    this.#results.set(attempt, results);
    return results;
  }

  #finish(attempt: string): void {
    const pickle = this.#pickles.get(this.#pickleOfTestCase.get(this.#testCaseOfAttempt.get(attempt) ?? '') ?? '');
    if (pickle === undefined) return;
    const feature = this.#features.get(pickle.uri) ?? '';
    if (feature !== this.#feature) this.write(`\n  ${feature}`);
    this.#feature = feature;
    const { status } = getWorstTestStepResult(this.#resultsOf(attempt));
    const reason = status === 'SKIPPED' ? this.#reasons.get(attempt) : undefined;
    this.write(`    ${SIGNS[status] ?? status} ${pickle.name}${reason === undefined ? '' : `  (${reason})`}`);
  }
}
