/**
 * Exchanges of recordings that a whole server answers again, for tests of stages that the registry alone does not have. A test names the rule of
 * each exchange; the whole recording is replayed, once, because exchanges build on those before them.
 */
import path from 'node:path';
import { describe, it } from 'node:test';
import { expect } from 'expect';
import { describeDifference } from '../replay/describe-difference';
import { readRecording } from '../replay/recording';
import { replay, type Outcome } from '../replay/replay';
import { ReplaySession } from '../replay/replay-session';

const RECORDINGS = path.join(__dirname, '..', '..', 'testdata', 'recordings');

interface ReplayedRule {
  readonly rule: string;
  /** How the answer differs from the recorded one; '' where it does not. */
  difference(): Promise<string>;
}

/** By recording, such as 1.37/admission/node-restriction, the rule that each exchange shows. */
type RulesByRecording = Readonly<Record<string, Readonly<Record<number, string>>>>;

const replayedRules = (rules: RulesByRecording): readonly ReplayedRule[] =>
  Object.entries(rules).flatMap(([name, ofRecording]) => {
    const session = new ReplaySession();
    const recording = readRecording(path.join(RECORDINGS, `${name}.json`));
    let begun: Promise<Outcome> | undefined;
    return Object.entries(ofRecording).map(([id, rule]) => {
      if (!recording.exchanges.some((exchange) => exchange.id === Number(id))) throw new Error(`${name} has no exchange ${id}.`);
      const difference = async (): Promise<string> => {
        const { differing, notStarted = '' } = await (begun ??= replay(session, recording));
        return [notStarted, ...differing.filter(({ exchange }) => exchange.id === Number(id)).map(describeDifference)].join('');
      };
      return { rule, difference };
    });
  });

/** A test for each rule: its exchange is answered as it was recorded. */
export function describeReplayed(title: string, rules: RulesByRecording): void {
  describe(title, () => {
    for (const { rule, difference } of replayedRules(rules))
      it(rule, async () => {
        expect(await difference()).toBe('');
      });
  });
}
