/** The command `cukernetes`. Commands load what they need when they run, so that starting one is quick. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Command } from 'commander';
import { EXIT } from '../runner/exit-codes';
import { UsageError } from '../runner/usage-error';
import type { CleanOptions } from './clean';
import type { ExplainOptions } from './explain';
import { collect, withPolicyOptions, type PolicyOptions } from './policy-options';
import type { TestCommandOptions } from './test';
import { withTestOptions } from './test-options';

const packageVersion = (): string => {
  const manifest = JSON.parse(readFileSync(path.join(__dirname, '..', '..', 'package.json'), 'utf8')) as { readonly version: string };
  return manifest.version;
};

const program = new Command('cukernetes')
  .description('Executable, living documentation of Kubernetes access control.')
  .version(packageVersion(), '-V, --version', 'print the version')
  .enablePositionalOptions();

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

withPolicyOptions(program.command('explain'))
  .description('Says whether somebody may do something and by which binding, or what is nearest to allowing it.')
  .requiredOption('--as <user>', 'who asks: a user, or system:serviceaccount:NAMESPACE:NAME')
  .option('--as-group <group>', 'a group of theirs; may be given several times', collect)
  .action(async (verb: string, resource: string, object: string | undefined, options: ExplainOptions) => {
    const { explain } = require('./explain') as typeof import('./explain');
    process.stdout.write(await explain(verb, resource, object, options));
  });

withPolicyOptions(program.command('who-can'))
  .description('Lists who may do something and by which binding, and who could make themselves able to.')
  .action(async (verb: string, resource: string, object: string | undefined, options: PolicyOptions) => {
    const { whoCanCommand } = require('./who-can') as typeof import('./who-can');
    process.stdout.write(await whoCanCommand(verb, resource, object, options));
  });

withTestOptions(program.command('test'))
  .description('Runs your features with the built-in steps. Ends with 0 when all passed, 1 when not, 2 when it could not run them.')
  .option('--format <name[:file]>', 'what to write: html, junit, messages, allure, or list for the terminal; may be given several times', collect)
  .option('--list', 'the same as --format list, beside the other formats')
  .option('--reports <folder>', 'where reports go', 'reports')
  .option('--every-step-used', 'fail when a step is in no scenario of a run of everything')
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : EXIT.usage))
  .action(async (features: readonly string[], options: TestCommandOptions) => {
    const { test } = require('./test') as typeof import('./test');
    process.exitCode = await test(features, options);
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

program.parseAsync().catch((error: unknown) => {
  const why = error instanceof Error ? error.message : String(error);
  process.stderr.write(`Error: ${why.replace(/\s*\n\s*/g, ' ')}\n`);
  process.exit(error instanceof UsageError ? EXIT.usage : 1);
});
