/**
 * The runs of several versions of Kubernetes as one run, for one report. A feature that ran for two versions is two features
 * of the report, filed under its version; what there is once in a run (its beginning and end) is there once in the report.
 */
import type { Envelope, FeatureChild, GherkinDocument } from '@cucumber/messages';

export interface Run {
  readonly kubernetesVersion: string;
  readonly envelopes: readonly Envelope[];
}

const under = (version: string, uri: string): string => `Kubernetes ${version}/${uri.replace(/^features\//, '')}`;

/** A report renders a description as Markdown, where a line indented as features indent it would be code. */
const flushLeft = (description: string): string => description.replace(/^ +/gm, '');

function described({ rule, ...child }: FeatureChild): FeatureChild {
  return rule === undefined ? child : { ...child, rule: { ...rule, description: flushLeft(rule.description) } };
}

function document(version: string, { feature, uri, ...rest }: GherkinDocument): GherkinDocument {
  return {
    ...rest,
    ...(uri !== undefined && { uri: under(version, uri) }),
    ...(feature !== undefined && { feature: { ...feature, description: flushLeft(feature.description), children: feature.children.map(described) } }),
  };
}

function filed({ kubernetesVersion: version }: Run, envelope: Envelope): Envelope {
  const { source, gherkinDocument, pickle } = envelope;
  if (source !== undefined) return { source: { ...source, uri: under(version, source.uri) } };
  if (gherkinDocument !== undefined) return { gherkinDocument: document(version, gherkinDocument) };
  if (pickle !== undefined) return { pickle: { ...pickle, uri: under(version, pickle.uri) } };
  return envelope;
}

const once = (envelope: Envelope): boolean => envelope.meta !== undefined || envelope.testRunStarted !== undefined;

export function merged(runs: readonly Run[]): readonly Envelope[] {
  const bodies = runs.flatMap((run, at) =>
    run.envelopes.filter((envelope) => envelope.testRunFinished === undefined && (at === 0 || !once(envelope))).map((envelope) => filed(run, envelope)),
  );
  const ends = runs.flatMap(({ envelopes }) => envelopes.flatMap(({ testRunFinished }) => testRunFinished ?? []));
  const last = ends.at(-1);
  return last === undefined ? bodies : [...bodies, { testRunFinished: { ...last, success: ends.every(({ success }) => success) } }];
}
