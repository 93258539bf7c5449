/** How each scenario of a run ended, and where and why it failed. */
import { getWorstTestStepResult, type Envelope, type GherkinDocument, type Pickle, type TestStep, type TestStepResult } from '@cucumber/messages';
import { nodesIn, type GherkinNode } from './gherkin-nodes';

export interface ScenarioResult {
  readonly pickle: Pickle;
  readonly feature: string;
  /** The line of the scenario, or of its row of examples. */
  readonly line: number;
  /** PASSED, FAILED, SKIPPED, UNDEFINED, AMBIGUOUS, PENDING, UNKNOWN. */
  readonly status: string;
  /** Why it was skipped. */
  readonly reason: string | undefined;
  readonly failure: Failure | undefined;
}

export interface Failure {
  /** The keyword and text of the step, or the name of a hook. */
  readonly step: string;
  readonly line: number;
  readonly message: string;
  /** The last request of the scenario and how it was answered. */
  readonly exchange: string | undefined;
}

interface Attempt {
  readonly testCaseId: string;
  readonly results: { readonly testStepId: string; readonly result: TestStepResult }[];
  readonly logs: string[];
  exchange: string | undefined;
}

/** What `this.log` of a step writes. */
export const LOG_MEDIA_TYPE = 'text/x.cucumber.log+plain';

/** Takes the messages of a run as they come. */
export class Results {
  readonly #documents = new Map<string, GherkinDocument>();
  readonly #nodes = new Map<string, GherkinNode>();
  readonly #pickles = new Map<string, Pickle>();
  readonly #testCases = new Map<string, { readonly pickleId: string; readonly testSteps: readonly TestStep[] }>();
  readonly #attempts = new Map<string, Attempt>();
  readonly #hooks = new Map<string, string>();
  readonly #suggestions = new Map<string, string>();

  /** The result, when the message ends a scenario. */
  update({
    gherkinDocument,
    pickle,
    testCase,
    testCaseStarted,
    testStepFinished,
    testCaseFinished,
    attachment,
    hook,
    suggestion,
  }: Envelope): ScenarioResult | undefined {
    if (gherkinDocument !== undefined) {
      this.#documents.set(gherkinDocument.uri ?? '', gherkinDocument);
      for (const [id, node] of nodesIn(gherkinDocument)) this.#nodes.set(id, node);
    }
    if (pickle !== undefined) this.#pickles.set(pickle.id, pickle);
    if (hook !== undefined) this.#hooks.set(hook.id, hook.name ?? 'hook');
    if (suggestion !== undefined) this.#suggestions.set(suggestion.pickleStepId, suggestion.snippets.map(({ code }) => code).join('\n'));
    if (testCase !== undefined) this.#testCases.set(testCase.id, testCase);
    if (testCaseStarted !== undefined)
      this.#attempts.set(testCaseStarted.id, { testCaseId: testCaseStarted.testCaseId, results: [], logs: [], exchange: undefined });
    if (testStepFinished !== undefined) {
      const { testStepId, testStepResult: result, testCaseStartedId } = testStepFinished;
      this.#attempts.get(testCaseStartedId)?.results.push({ testStepId, result });
    }
    const attempt = this.#attempts.get(attachment?.testCaseStartedId ?? '');
    if (attachment?.mediaType === LOG_MEDIA_TYPE) attempt?.logs.push(attachment.body);
    else if (attempt !== undefined && attachment?.fileName?.includes(' -> ')) attempt.exchange = attachment.fileName;
    return testCaseFinished === undefined || testCaseFinished.willBeRetried ? undefined : this.#finished(testCaseFinished.testCaseStartedId);
  }

  #finished(id: string): ScenarioResult | undefined {
    const attempt = this.#attempts.get(id);
    const pickle = this.#pickles.get(this.#testCases.get(attempt?.testCaseId ?? '')?.pickleId ?? '');
    if (attempt === undefined || pickle === undefined) return undefined;
    this.#attempts.delete(id);
    const { status } = getWorstTestStepResult(attempt.results.map(({ result }) => result));
    const line = this.#nodes.get(pickle.astNodeIds.at(-1) ?? '')?.location.line ?? 1;
    return {
      pickle,
      feature: this.#documents.get(pickle.uri)?.feature?.name ?? '',
      line,
      status,
      reason: status === 'SKIPPED' ? attempt.logs.at(-1) : undefined,
      failure: status === 'PASSED' || status === 'SKIPPED' ? undefined : this.#failureOf(attempt, pickle, line),
    };
  }

  #failureOf(attempt: Attempt, pickle: Pickle, line: number): Failure | undefined {
    const failed = attempt.results.find(({ result }) => !['PASSED', 'SKIPPED'].includes(result.status));
    const testStep = this.#testCases.get(attempt.testCaseId)?.testSteps.find(({ id }) => id === failed?.testStepId);
    if (failed === undefined || testStep === undefined) return undefined;
    const pickleStep = pickle.steps.find(({ id }) => id === testStep.pickleStepId);
    const node = this.#nodes.get(pickleStep?.astNodeIds[0] ?? '');
    return {
      step: pickleStep === undefined ? (this.#hooks.get(testStep.hookId ?? '') ?? 'hook') : `${node?.keyword ?? ''}${pickleStep.text}`,
      line: node?.location.line ?? line,
      message: this.#messageOf(failed.result, pickleStep?.id ?? ''),
      exchange: attempt.exchange,
    };
  }

  #messageOf({ status, message }: TestStepResult, pickleStepId: string): string {
    if (message !== undefined) return message.replace(/\n +at .*/g, '').trimEnd();
    if (status !== 'UNDEFINED') return status.toLowerCase();
    return `No step matches this sentence (\`cukernetes steps\` lists them). A step of your own goes into a file in ./steps:\n\n${this.#suggestions.get(pickleStepId) ?? ''}`;
  }
}
