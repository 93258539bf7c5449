/**
 * npm run mutate -- [--every N] [--seed TEXT] FOLDER ...: sends what is almost the requests of recordings to the engine in this
 * process, and prints what comes back that no server has words for. Ends with 1 when there is any.
 */
import { StartError } from '../src/engine/errors/start-error';
import { MutantChoice, replayMutated } from '../src/replay/mutated-replay';
import { readRecording, recordingFiles } from '../src/replay/recording';
import { ReplaySession } from '../src/replay/replay-session';
import { commandLine, UsageError, wholeNumberOf } from './command-line';

const USAGE = `npm run mutate -- [--every N] [--seed TEXT] FOLDER ...
  --every N    sends one of so many changes (1)
  --seed TEXT  chooses which
  FOLDER       recordings, for example testdata/recordings/1.37`;
const WORDS = { allowPositionals: true, options: { every: { type: 'string', default: '1' }, seed: { type: 'string', default: 'words' } } } as const;

async function main(): Promise<number> {
  const { places, choice } = commandLine(USAGE, WORDS, ({ values, positionals }) => {
    if (positionals.length === 0) throw new UsageError('which recordings?');
    return { places: positionals, choice: new MutantChoice(wholeNumberOf('every', values.every), values.seed) };
  });
  const session = new ReplaySession();
  const kinds = new Map<string, number>();
  let [sent, serverErrors, found] = [0, 0, 0];
  for (const file of recordingFiles(places)) {
    const recording = readRecording(file);
    const { webhook, oidc, admissionBackend } = recording.server;
    if (webhook !== undefined || oidc === true || admissionBackend === true) continue;
    const report = await replayMutated(session, recording, choice).catch((error: unknown) => {
      if (!(error instanceof StartError)) throw error;
      console.log(`${recording.name}: not started: ${error.message}`);
      return undefined;
    });
    if (report === undefined) continue;
    sent += report.sent;
    serverErrors += report.serverErrors;
    for (const { key, request, what } of report.findings) {
      found += 1;
      const kind = what.split('\n').slice(0, 2).join(' ').slice(0, 300);
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
      if (kinds.get(kind) === 1) console.log(`${key}\n  ${JSON.stringify(request).slice(0, 600)}\n  ${what.slice(0, 1200)}\n`);
    }
  }
  for (const [kind, count] of [...kinds].sort(([, a], [, b]) => b - a)) console.log(`${count}  ${kind}`);
  console.log(`${sent} mutants sent, ${serverErrors} answered with 5xx, ${found} findings`);
  return found === 0 ? 0 : 1;
}

void main().then((code) => {
  process.exitCode = code;
});
