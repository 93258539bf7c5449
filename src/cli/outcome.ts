/** What a command over a policy prints, and how it ends. */
import { describeFindings, type Finding } from '../analysis/finding';
import { EXIT } from '../runner/exit-codes';
import { UsageError } from '../runner/usage-error';

export interface Outcome {
  readonly stdout: string;
  /** What has to be known beside the answer. */
  readonly stderr: string;
  readonly exitCode: number;
}

const LEFT_OUT = 'What a server would not take of the manifests counts for nothing in the answer:\n';

export const beside = (findings: readonly Finding[], doubts: readonly string[] = []): string =>
  [...(findings.length === 0 ? [] : [LEFT_OUT, describeFindings(findings)]), ...doubts.map((doubt) => `Warning: ${doubt}\n`)].join('');

export const answered = (stdout: string, stderr: string, isYes = true): Outcome => ({ stdout, stderr, exitCode: isYes ? EXIT.passed : EXIT.failed });

/** With the findings, in JSON. */
export const printed = <T extends object>(answer: T, findings: readonly Finding[], output: string, describe: (answer: T) => string): string =>
  output === 'json' ? `${JSON.stringify({ ...answer, ...(findings.length > 0 && { findings }) }, undefined, 2)}\n` : describe(answer);

/** Every error of these commands ends them with 2: 1 is an answer. */
export async function concluded(outcome: Promise<Outcome>): Promise<void> {
  const { stdout, stderr, exitCode } = await outcome.catch((error: unknown) => {
    throw error instanceof UsageError ? error : new UsageError(error instanceof Error ? error.message : String(error), { cause: error });
  });
  process.stderr.write(stderr);
  process.stdout.write(stdout);
  process.exitCode = exitCode;
}
