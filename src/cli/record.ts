/** `cukernetes record`: runs features and keeps what was asked and answered, a recording for each scenario. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeFolders } from '../engine/golang/files';
import { EXIT } from '../runner/exit-codes';
import { findInEnvironment } from '../report/masking/find-in-environment';
import { maskConsole } from '../report/masking/masked-console';
import { Masker } from '../report/masking/masker';
import { guarded } from '../runner/exit-guard';
import { KeptScenarios } from '../runner/kept-scenarios';
import { makeOutputFolder } from '../runner/output-places';
import { Progress } from '../runner/progress';
import { recordingOf, recordingText } from '../runner/recording-of';
import { Suite } from '../runner/suite';
import { choiceFor } from './test-choice';
import type { TestOptions } from './test-options';

export interface RecordOptions extends TestOptions {
  readonly output: string;
}

async function runAndRecord(features: readonly string[], options: RecordOptions): Promise<number> {
  const choice = { ...(await choiceFor(features, options)), keepExchanges: true };
  const output = path.resolve(options.output);
  makeOutputFolder(output, '--output ');
  const kept = new KeptScenarios();
  const suite = new Suite();
  const plans = await suite.plan(choice);
  const masker = new Masker(choice.showSecrets);
  masker.learn(findInEnvironment(process.env));
  maskConsole(masker);
  await suite.check(choice, plans, masker);
  const runs = await suite.run(choice, plans, [new Progress(process.stdout), kept], masker);
  let count = 0;
  for (const scenario of kept.scenarios) {
    const recording = recordingOf(scenario);
    if (recording === undefined) continue;
    const file = path.join(output, scenario.kubernetesVersion, `${recording.name}.json`);
    makeFolders(path.dirname(file));
    writeFileSync(file, recordingText(masker.texts(recording)));
    count += 1;
  }
  process.stdout.write(`\n${count} recordings in ${options.output}; \`cukernetes replay ${options.output}\` compares them with the answers of a target\n`);
  return runs.every(({ envelopes }) => envelopes.some(({ testRunFinished }) => testRunFinished?.success === true)) ? EXIT.passed : EXIT.failed;
}

/** Until the last recording is written the process does not end with 0. */
export const record = (features: readonly string[], options: RecordOptions): Promise<number> => guarded(() => runAndRecord(features, options));
