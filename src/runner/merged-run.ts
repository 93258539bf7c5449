/**
 * Several runs as one, for one report: of several versions of Kubernetes, of shards, of processes. A feature that ran for two versions is
 * two features of the report, filed under its version; one that ran on two targets likewise. What several runs say alike is there once, and everything is in the
 * order of the features, so that the report does not depend on how the scenarios were dealt out.
 */
import type { Envelope, FeatureChild, GherkinDocument, TestRunFinished } from '@cucumber/messages';
import { CanonicalIds } from './canonical-ids';

export interface Run {
  readonly kubernetesVersion: string;
  readonly target: string;
  readonly envelopes: readonly Envelope[];
}

const under = (heading: string, uri: string): string => `${heading}/${uri.replace(/^features\//, '')}`;

/** A report renders a description as Markdown, where a line indented as features indent it would be code. */
export const flushLeft = (description: string): string => description.replace(/^ +/gm, '');

function described({ rule, ...child }: FeatureChild): FeatureChild {
  return rule === undefined ? child : { ...child, rule: { ...rule, description: flushLeft(rule.description) } };
}

function document(heading: string, { feature, uri, ...rest }: GherkinDocument): GherkinDocument {
  return {
    ...rest,
    ...(uri !== undefined && { uri: under(heading, uri) }),
    ...(feature !== undefined && { feature: { ...feature, description: flushLeft(feature.description), children: feature.children.map(described) } }),
  };
}

function filed(heading: string, envelope: Envelope): Envelope {
  const { source, gherkinDocument, pickle } = envelope;
  if (source !== undefined) return { source: { ...source, uri: under(heading, source.uri) } };
  if (gherkinDocument !== undefined) return { gherkinDocument: document(heading, gherkinDocument) };
  if (pickle !== undefined) return { pickle: { ...pickle, uri: under(heading, pickle.uri) } };
  return envelope;
}

/** The envelopes of a run under ids and places that every other run has for the same things. */
function renamed({ kubernetesVersion, target, envelopes }: Run, sameTarget: boolean): readonly Envelope[] {
  const ids = new CanonicalIds(`${target} ${kubernetesVersion}`);
  const heading = `Kubernetes ${kubernetesVersion}${sameTarget ? '' : ` on ${target}`}`;
  return envelopes.map((envelope) => filed(heading, ids.rename(envelope)));
}

/** Keeps each thing once, by its name. */
function definition({ meta, source, gherkinDocument, pickle, parameterType, stepDefinition, hook, suggestion }: Envelope): string | undefined {
  if (meta !== undefined) return 'meta';
  if (source !== undefined) return `source ${source.uri}`;
  if (gherkinDocument !== undefined) return `document ${gherkinDocument.uri ?? ''}`;
  return [pickle, parameterType, stepDefinition, hook, suggestion].find((thing) => thing !== undefined)?.id;
}

/** The attempt at a scenario that the envelope is about. */
const attemptOf = ({ testCaseStarted, testStepStarted, testStepFinished, testCaseFinished, attachment }: Envelope): string | undefined =>
  testCaseStarted?.id ?? [testStepStarted, testStepFinished, testCaseFinished, attachment].find((part) => part !== undefined)?.testCaseStartedId;

function grouped<T>(items: readonly T[], keyOf: (item: T) => string | undefined): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === undefined) continue;
    const group = groups.get(key) ?? [];
    group.push(item);
    groups.set(key, group);
  }
  return groups;
}

const only = <T>(groups: ReadonlyMap<string, readonly T[]>): readonly T[] => [...groups.values()].flatMap(([first]) => (first === undefined ? [] : [first]));

/** Their hooks pass in each process; what one of them has to say is heard. */
const failedRunHooks = (envelopes: readonly Envelope[]): readonly Envelope[] => {
  const failed = new Set(
    envelopes.flatMap(({ testRunHookFinished: hook }) => (hook !== undefined && hook.result.status !== 'PASSED' ? hook.testRunHookStartedId : [])),
  );
  return envelopes.filter(({ testRunHookStarted: begin, testRunHookFinished: end }) => failed.has(begin?.id ?? end?.testRunHookStartedId ?? ''));
};

const timeOf = ({ timestamp }: { readonly timestamp: { readonly seconds: number; readonly nanos: number } }): number =>
  timestamp.seconds * 1e9 + timestamp.nanos;

function end(finishes: readonly TestRunFinished[]): readonly Envelope[] {
  const last = [...finishes].sort((a, b) => timeOf(a) - timeOf(b)).at(-1);
  return last === undefined ? [] : [{ testRunFinished: { ...last, success: finishes.every(({ success }) => success) } }];
}

export function merged(runs: readonly Run[]): readonly Envelope[] {
  const sameTarget = new Set(runs.map(({ target }) => target)).size === 1;
  const all = runs.flatMap((run) => renamed(run, sameTarget));
  const definitions = only(grouped(all, definition));
  const starts = all.flatMap(({ testRunStarted }) => testRunStarted ?? []).sort((a, b) => timeOf(a) - timeOf(b));
  const [start] = starts;
  const testCases = grouped(all, ({ testCase }) => testCase?.pickleId);
  const attempts = grouped(all, attemptOf);
  const attemptsOfTestCase = grouped([...attempts.values()], ([first]) => first?.testCaseStarted?.testCaseId);
  const pickles = definitions.flatMap(({ pickle }) => pickle ?? []);
  const cases = pickles.flatMap(({ id }) => testCases.get(id)?.slice(0, 1) ?? []);
  const results = cases.flatMap(({ testCase }) => attemptsOfTestCase.get(testCase?.id ?? '') ?? []).flat();
  const finishes = all.flatMap(({ testRunFinished }) => testRunFinished ?? []);
  return [...definitions, ...(start === undefined ? [] : [{ testRunStarted: start }]), ...failedRunHooks(all), ...cases, ...results, ...end(finishes)];
}
