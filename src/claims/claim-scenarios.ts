/** Which scenarios speak of which claims: `@claim:ID` supports a claim, `@refutes:ID` says that it does not hold. */
import type { Envelope } from '@cucumber/messages';
import { linesIn } from '../runner/gherkin-nodes';

export interface ClaimTag {
  readonly says: 'supports' | 'refutes' | 'faulty';
  /** What stands after the colon, or the whole tag where there is none. */
  readonly id: string;
  readonly tag: string;
  readonly line: number;
}

export interface ClaimScenario {
  readonly uri: string;
  /** The line of the scenario, or of its row of examples. */
  readonly line: number;
  readonly name: string;
  readonly tags: readonly string[];
  readonly claims: readonly ClaimTag[];
}

const TAG = /^@(claim|refutes):(.+)$/;
/** A tag that was meant to be one. */
const NEARLY = /^@(?:claims?|refutes?)(?:[:=-].*)?$/i;

/** What a tag of a scenario says of a claim, if anything. */
export function claimTagsOf(tag: string, line: number): readonly ClaimTag[] {
  const [, word, id] = TAG.exec(tag) ?? [];
  if (id !== undefined) return [{ says: word === 'claim' ? 'supports' : 'refutes', id, tag, line }];
  return NEARLY.test(tag) ? [{ says: 'faulty', id: tag, tag, line }] : [];
}

/** Every scenario in the messages of a run, whether it was chosen or not, that speaks of a claim. */
export function claimScenariosIn(envelopes: readonly Envelope[]): readonly ClaimScenario[] {
  const lines = linesIn(envelopes.map(({ gherkinDocument }) => gherkinDocument));
  return envelopes.flatMap(({ pickle }): readonly ClaimScenario[] => {
    if (pickle === undefined) return [];
    const claims = pickle.tags.flatMap(({ name, astNodeId }) => claimTagsOf(name, lines.get(astNodeId) ?? 1));
    if (claims.length === 0) return [];
    const line = lines.get(pickle.astNodeIds.at(-1) ?? '') ?? 1;
    return [{ uri: pickle.uri, line, name: pickle.name, tags: pickle.tags.map(({ name }) => name), claims }];
  });
}

export const speaksOf = ({ claims }: ClaimScenario, id: string, says: ClaimTag['says']): boolean =>
  claims.some((claim) => claim.id === id && claim.says === says);
