/** The options of the commands that run scenarios. What they mean together is in test-choice, which loads more than a list of options may. */
import { Option, type Command } from 'commander';
import { VERSIONS } from '../engine/versions';
import { collect } from './policy-options';

export interface TestOptions {
  readonly target?: string;
  readonly profile?: string;
  readonly kubernetesVersion?: readonly string[];
  readonly tags: string;
  readonly name?: readonly string[];
  readonly dryRun?: boolean;
  readonly failFast?: boolean;
  readonly retry: string;
  readonly retryTagFilter: string;
  readonly parallel: string;
  readonly shard?: string;
  readonly steps: string;
  readonly context?: string;
  readonly allowContext?: string;
  readonly kubeconfig?: string;
  readonly allowEmpty?: boolean;
  readonly fieldValidation: string;
  readonly showSecrets?: boolean;
}

export const DEFAULT_FORMATS: readonly string[] = ['html', 'junit'];

export const NEWEST = VERSIONS[VERSIONS.length - 1] ?? '';

export const withTestOptions = (command: Command): Command =>
  command
    .argument('[features...]', 'feature files, folders, or FILE:LINE; without any, the folder features, or this one')
    .option('--target <name>', 'what answers: embedded, http, http2, envtest, cluster (default: embedded)')
    .addOption(new Option('--profile <name>').hideHelp())
    .option('--kubernetes-version <1.NN>', `the version to answer as; several times for several, or "all" (default: ${NEWEST})`, collect)
    .option('--tags <expression>', 'only scenarios with these tags, for example "@rbac and not @kubectl"', '')
    .option('--name <regexp>', 'only scenarios whose name matches this regular expression; several times for several', collect)
    .option('--dry-run', 'run nothing: say which steps are not defined')
    .option('--fail-fast', 'skip what comes after the first failure')
    .option('--retry <n>', 'run a scenario that fails so many times again', '0')
    .option('--retry-tag-filter <expression>', 'run again only scenarios with these tags', '')
    .option('--parallel <n>', 'run scenarios in so many processes', '1')
    .option('--shard <i/n>', 'run every n-th scenario, from the i-th on; `cukernetes merge` joins the reports')
    .option('--steps <folder>', 'steps of your own, TypeScript or JavaScript', 'steps')
    .option('--allow-empty', 'let scenarios pass that assert nothing, for drafts')
    .option('--field-validation <level>', 'strict, or ignore: whether an object of a Given step may have fields that the API server does not keep', 'strict')
    .option('--show-secrets', 'leave credentials and the values of Secrets as they are, in everything that is printed and written')
    .option('--kubeconfig <file>', 'for --target cluster; without it, as kubectl finds it')
    .option('--context <name>', 'the context of the kubeconfig')
    .option('--allow-context <name>', 'run on this context although it does not look like one that is made for tests');
