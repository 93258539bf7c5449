/** The command `cukernetes`. Commands load what they need when they run, so that starting one is quick. */
import { Command, Option, type CommanderError } from 'commander';
import { EXIT } from '../runner/exit-codes';
import { isInterrupted } from '../runner/interrupt-signals';
import { supervised } from '../runner/supervisor';
import { UsageError } from '../runner/usage-error';
import type { CleanOptions } from './clean';
import type { DocsOptions } from './docs';
import { packageVersion } from './package-version';
import type { KindConfigOptions } from './kind-config';
import type { KubeletCommandOptions } from './kubelet';
import { addPolicyCommands } from './policy-commands';
import { collect } from './policy-options';
import type { MergeOptions } from './merge';
import type { RecordOptions } from './record';
import type { ReplayOptions } from './replay';
import type { TestCommandOptions } from './test';
import { withTestOptions } from './test-options';

/** 1 is an answer, or a scenario that failed. */
const exitUsage = ({ exitCode }: CommanderError): never => process.exit(exitCode === 0 ? 0 : EXIT.usage);

/** A reader that has enough, as `head -1`, ends neither a run nor its reports. */
const hasReadEnough = (error: NodeJS.ErrnoException): void => {
  if (error.code !== 'EPIPE') throw error;
};
process.stdout.on('error', hasReadEnough);
process.stderr.on('error', hasReadEnough);

const program = new Command('cukernetes')
  .description('Executable, living documentation of Kubernetes access control.')
  .version(packageVersion(), '-v, --version', 'print the version')
  .addOption(new Option('-V').hideHelp())
  .on('option:V', () => {
    process.stdout.write(`${packageVersion()}\n`);
    process.exit(0);
  })
  .enablePositionalOptions()
  // Its commands have it from it.
  .exitOverride(exitUsage);

const NAMES_A_PLACE = /<(?:file|folder|path|id|user)>/;

/** `--reports "$REPORTS"` where the variable is not set: meant is not this folder. */
program.hook('preAction', (_program, command) => {
  for (const option of command.options) {
    const values: readonly unknown[] = [command.getOptionValue(option.attributeName())].flat();
    if (NAMES_A_PLACE.test(option.flags) && values.includes('')) command.error(`error: option '${option.flags}' is empty: name one, or leave the option out`);
  }
});

program
  .command('serve')
  .description("Serves the API of Kubernetes over HTTPS. Takes kube-apiserver's flags by their names.")
  .usage('[flags]')
  .argument('[flags...]')
  .helpOption(false)
  .allowUnknownOption()
  .passThroughOptions()
  .action(async (flags: readonly string[]) => {
    // Loaded when needed. Not by import(), which the compiler leaves as it is and which then wants other file names.
    if (flags.includes('--help') || flags.includes('-h')) {
      const { serveHelp } = require('./serve-help') as typeof import('./serve-help');
      process.stdout.write(serveHelp());
      return;
    }
    const { serve } = require('./serve') as typeof import('./serve');
    await serve(flags);
  });

program
  .command('kubelet')
  .description('Joins a cluster as a node. Containers are processes of this machine, in namespaces of their own, with its network; Linux only.')
  .option('--node <name>', 'the name of the node (default: that of this machine)')
  .option('--kubeconfig <file>', 'the server, and the credentials of system:node:NAME; without it, as kubectl finds it')
  .option('--root-dir <folder>', 'where volumes, logs and roots of containers lie (default: a folder that is removed at the end)')
  .option('--node-ip <address>', 'the address at which the API server reaches this node', '127.0.0.1')
  .option('--port <n>', 'the port of its own server', '10250')
  .option('--pod-manifest-path <folder>', 'manifests of static pods')
  .option('--client-ca-file <file>', 'the authority of client certificates that its own server trusts')
  .option('--anonymous-auth', 'let its own server be asked without credentials', false)
  .option('--authorization-mode <mode>', 'who may ask its own server: AlwaysAllow, or Webhook, which asks the API server', 'Webhook')
  .option('--no-register-node', 'do not write the Node')
  .option('--node-labels <labels>', 'labels of the Node: key=value, with commas between them')
  .exitOverride(exitUsage)
  .action(async (options: KubeletCommandOptions) => {
    const { kubelet } = require('./kubelet') as typeof import('./kubelet');
    await kubelet(options);
  });

addPolicyCommands(program);

withTestOptions(program.command('test'))
  .description('Runs your features with the built-in steps. Ends with 0 when all passed, 1 when not, 2 when it could not run them. What is secret is masked.')
  .option(
    '--format <name[:file]>',
    'what to write: html, junit, messages, allure, targets, docs, or list for the terminal; may be given several times',
    collect,
  )
  .option('--list', 'the same as --format list, beside the other formats')
  .option('--reports <folder>', 'where reports go (default: reports, and a folder in it for each shard)')
  .option('--compare <target>', 'run each scenario on this target too, and report every answer that differs')
  .option('--compare-audit', 'with --compare: compare the audit logs of both, too')
  .option('--watch', 'run again whenever a feature, a manifest or a step changes')
  .option('--claims <folder>', 'claims of which scenarios say by tags that they hold or not; print which do, and write claims.json')
  .option('--site <folder>', 'make the site of what ran, and of what ran before, and print where it is; see `cukernetes docs`')
  .option('--every-step-used', 'fail when a step is in no scenario of a run of everything')
  .action(async (features: readonly string[], options: TestCommandOptions) => {
    if (options.watch === true) {
      const { watchAndRun } = require('../runner/watch') as typeof import('../runner/watch');
      await watchAndRun(
        process.argv.slice(1).filter((word) => word !== '--watch'),
        options.reports ?? 'reports',
      );
    }
    process.exitCode = await supervised(() => {
      const { test } = require('./test') as typeof import('./test');
      return test(features, options);
    });
    // What was interrupted may still wait for an answer.
    if (isInterrupted(process.exitCode)) process.exit();
  });

program
  .command('clean')
  .description('Removes from a cluster what runs left that were killed. Nothing else is touched.')
  .option('--kubeconfig <file>', 'the kubeconfig; without it, as kubectl finds it')
  .requiredOption('--context <name>', 'the context of the kubeconfig')
  .option('--allow-context <name>', 'clean this context although it does not look like one that is made for tests')
  .option('--run <id>', 'only what this run left: the value of the label cukernetes.dev/run')
  .action(async (options: CleanOptions) => {
    const { clean } = require('./clean') as typeof import('./clean');
    process.stdout.write(await clean(options));
  });

program
  .command('merge')
  .description('Makes one report of the reports of shards. Ends with 1 when a scenario failed, or a shard is missing or did not finish.')
  .argument('<folders...>', 'the folders of shards, or a folder of such folders')
  .option('--format <name[:file]>', 'what to write: html, junit, messages, allure, targets, docs; may be given several times', collect)
  .option('--reports <folder>', 'where the merged report goes', 'reports')
  .option('--claims <folder>', 'as for `cukernetes test`')
  .action(async (folders: readonly string[], options: MergeOptions) => {
    const { merge } = require('./merge') as typeof import('./merge');
    process.exitCode = await merge(folders, options);
  });

program
  .command('docs')
  .description('Makes a site of what was run: each claim with its verdicts, each scenario with its requests, answers and reasons. Opens from a file.')
  .option('--output <folder>', 'where the site goes', 'site')
  .option('--claims <folder>', 'claims, as for `cukernetes test` (default: the folder claims where there is one)')
  .option('--reports <folder>', 'the reports of `cukernetes test --format docs`', 'reports')
  .action(async (options: DocsOptions) => {
    const { docs } = require('./docs') as typeof import('./docs');
    process.stdout.write(await docs(options));
  });

withTestOptions(program.command('record'))
  .description('Runs features and keeps what was asked and answered as recordings, one for each scenario. What is secret is masked.')
  .option('--output <folder>', 'where the recordings go', 'recordings')
  .action(async (features: readonly string[], options: RecordOptions) => {
    process.exitCode = await supervised(() => {
      const { record } = require('./record') as typeof import('./record');
      return record(features, options);
    });
  });

program
  .command('replay')
  .description('Sends the requests of recordings again and compares the answers. Ends with 1 when one differs.')
  .argument('[paths...]', 'recordings, or folders of them (default: testdata/recordings)')
  .option('--target <name>', 'what answers (default: the engine, in this process, as the recording says that its server ran)')
  .option('--kubeconfig <file>', 'for --target cluster; without it, as kubectl finds it')
  .option('--context <name>', 'the context of the kubeconfig')
  .option('--allow-context <name>', 'run on this context although it does not look like one that is made for tests')
  .option('--kubernetes-version <1.NN>', 'only recordings of this version')
  .option('--show <n>', 'how many differences of a recording to show', '3')
  .option('--at-least <percent>', 'how many of the answers must be the same', '100')
  .option('--except <folder>', 'recordings that lie there byte for byte are replayed elsewhere: they are not sent, and count as the same')
  .option('--differences <file>', 'a list of the exchanges that may differ, instead of --at-least: any other that differs fails')
  .option('--write-differences <file>', 'write such a list of what differs')
  .option('--show-secrets', 'leave credentials and the values of Secrets as they are in what is printed')
  .action(async (paths: readonly string[], options: ReplayOptions) => {
    const { replay } = require('./replay') as typeof import('./replay');
    process.exitCode = await replay(paths, options);
  });

program
  .command('steps')
  .description('Prints the built-in steps and the types of their parameters.')
  .option('--json', 'as JSON')
  .action((options: { readonly json?: boolean }) => {
    const { stepCatalogue } = require('../runner/step-catalogue') as typeof import('../runner/step-catalogue');
    const { stepsText } = require('../runner/steps-page') as typeof import('../runner/steps-page');
    const catalogue = stepCatalogue();
    process.stdout.write(options.json === true ? `${JSON.stringify(catalogue, undefined, 2)}\n` : stepsText(catalogue));
  });

program
  .command('init')
  .description('Writes a first feature, a manifest and a workflow for GitHub Actions. Overwrites nothing.')
  .argument('[folder]', 'where', '.')
  .action((folder: string) => {
    const { init } = require('./init') as typeof import('./init');
    process.stdout.write(init(folder));
  });

program
  .command('kind-config')
  .description('Writes a configuration for kind for each set of flags and files that the scenarios of features want.')
  .argument('[features...]', 'feature files or folders; without any, the folder features')
  .option('--output <folder>', 'where to', 'deploy/kind')
  .action((features: readonly string[], options: KindConfigOptions) => {
    const { kindConfig } = require('./kind-config') as typeof import('./kind-config');
    process.stdout.write(kindConfig(features, options));
  });

const inOneLine = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(' ');

program.parseAsync().catch((error: unknown) => {
  const why = error instanceof Error ? error.message : String(error);
  const usage = error instanceof UsageError;
  // Each line of a usage error names a place of its own; a library's text is one sentence, however it is broken.
  process.stderr.write(`Error: ${usage ? why : inOneLine(why)}\n`);
  process.exit(usage ? EXIT.usage : 1);
});
