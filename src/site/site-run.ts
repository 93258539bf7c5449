/**
 * What a run leaves for the site: every scenario with its steps, and what each step attached (requests with their answers, manifests, output of commands).
 * One file for each target and version; a run of some features renews these.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Attachment, Envelope, GherkinDocument, Pickle, PickleStep } from '@cucumber/messages';
import { makeFolders } from '../engine/golang/files';
import { nodesIn, type GherkinNode } from '../runner/gherkin-nodes';
import { isOf, keptFile, keptRuns, renewed } from '../runner/kept-runs';
import { flushLeft, type Run } from '../runner/merged-run';
import { LOG_MEDIA_TYPE } from '../runner/results';
import { resultsOf, type ScenarioOnTarget } from '../runner/targets-table/target-results';

export interface SiteAttachment {
  /** `jane: GET /api/v1/pods -> 403 Forbidden`, the path of a manifest, a command; '' where it has no name. */
  readonly title: string;
  readonly body: string;
}

export interface SiteStep {
  readonly keyword: string;
  readonly text: string;
  readonly docString?: string;
  readonly table?: readonly (readonly string[])[];
  readonly attachments: readonly SiteAttachment[];
}

export interface RunScenario extends ScenarioOnTarget {
  /** The line of the scenario outline, or of the scenario itself. */
  readonly outline: number;
  readonly steps: readonly SiteStep[];
}

export interface RunFeature {
  readonly uri: string;
  readonly name: string;
  readonly description: string;
  readonly scenarios: readonly RunScenario[];
}

export interface SiteRun {
  readonly target: string;
  readonly kubernetesVersion: string;
  /** When the last run ended. */
  readonly at: string;
  readonly features: readonly RunFeature[];
}

/** How many steps set the stage: those before the first that acts or asserts. */
export function stageSetBy(steps: readonly SiteStep[]): number {
  const first = steps.findIndex(({ keyword }) => keyword === 'When' || keyword === 'Then');
  return first < 0 ? steps.length : first;
}

const textOf = ({ body, contentEncoding }: Attachment): string => (String(contentEncoding) === 'BASE64' ? Buffer.from(body, 'base64').toString() : body);

/** What was attached in the last attempt at each scenario, by the ids of its pickle and of the pickle's step. */
function attachmentsIn(envelopes: readonly Envelope[]): ReadonlyMap<string, readonly SiteAttachment[]> {
  const testCases = new Map(envelopes.flatMap(({ testCase }) => (testCase === undefined ? [] : [[testCase.id, testCase] as const])));
  const lastAttempts = new Map(envelopes.flatMap(({ testCaseStarted: started }) => (started === undefined ? [] : [[started.testCaseId, started.id] as const])));
  const keys = new Map<string, string>();
  for (const [id, attempt] of lastAttempts) {
    const testCase = testCases.get(id);
    testCase?.testSteps.forEach((step) => keys.set(`${attempt} ${step.id}`, `${testCase.pickleId} ${step.pickleStepId ?? ''}`));
  }
  const found = new Map<string, SiteAttachment[]>();
  for (const { attachment } of envelopes) {
    const key = attachment && keys.get(`${attachment.testCaseStartedId ?? ''} ${attachment.testStepId ?? ''}`);
    if (key === undefined || attachment === undefined || attachment.mediaType === LOG_MEDIA_TYPE) continue;
    const attached = found.get(key) ?? [];
    found.set(key, attached);
    attached.push({ title: attachment.fileName ?? '', body: textOf(attachment) });
  }
  return found;
}

function stepOf(step: PickleStep, nodes: ReadonlyMap<string, GherkinNode>, attachments: readonly SiteAttachment[]): SiteStep {
  const { docString, dataTable } = step.argument ?? {};
  return {
    keyword: (nodes.get(step.astNodeIds[0] ?? '')?.keyword ?? '').trim(),
    text: step.text,
    ...(docString && { docString: docString.content }),
    ...(dataTable && { table: dataTable.rows.map(({ cells }) => cells.map(({ value }) => value)) }),
    attachments,
  };
}

const placeOf = (uri: string, line: number, name: string): string => JSON.stringify([uri, line, name]);

export function siteRunOf(run: Run): SiteRun {
  const { target, kubernetesVersion, at, scenarios } = resultsOf(run);
  const documents = run.envelopes.flatMap(({ gherkinDocument }) => gherkinDocument ?? []);
  const nodes = new Map(nodesIn(documents));
  const attachments = attachmentsIn(run.envelopes);
  const lineOf = (id: string | undefined): number => nodes.get(id ?? '')?.location.line ?? 1;
  const pickles = new Map<string, Pickle>(
    run.envelopes.flatMap(({ pickle }) =>
      pickle === undefined ? [] : [[placeOf(pickle.uri, lineOf(pickle.astNodeIds.at(-1)), pickle.name), pickle] as const],
    ),
  );
  const whole = (scenario: ScenarioOnTarget): RunScenario => {
    const pickle = pickles.get(placeOf(scenario.uri, scenario.line, scenario.name));
    const steps = pickle?.steps.map((step) => stepOf(step, nodes, attachments.get(`${pickle.id} ${step.id}`) ?? [])) ?? [];
    return { ...scenario, outline: lineOf(pickle?.astNodeIds[0]), steps };
  };
  const featureOf = ({ uri = '', feature }: GherkinDocument): RunFeature => ({
    uri,
    name: feature?.name ?? '',
    description: flushLeft(feature?.description ?? '').trim(),
    scenarios: scenarios.filter((scenario) => scenario.uri === uri).map(whole),
  });
  return { target, kubernetesVersion, at, features: documents.map(featureOf).filter((feature) => feature.scenarios.length > 0) };
}

/** Where runs are kept, in the folder of the reports. */
export const siteRunsFolder = (reports: string): string => path.join(reports, 'docs');

/** Every run that is kept in the folder. */
export const keptSiteRuns = keptRuns<SiteRun>;

const byUri = (a: RunFeature, b: RunFeature): number => (a.uri < b.uri ? -1 : 1);

export function keepSiteRuns(folder: string, runs: readonly Run[]): void {
  makeFolders(folder);
  const kept = keptSiteRuns(folder);
  for (const run of runs) {
    const { features, ...what } = siteRunOf(run);
    const all = [...renewed(kept.find(isOf(run))?.features ?? [], features)].sort(byUri);
    writeFileSync(keptFile(folder, run), JSON.stringify({ ...what, features: all } satisfies SiteRun));
  }
}
