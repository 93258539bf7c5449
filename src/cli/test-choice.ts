/** What the options of a command that runs scenarios mean together. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import parse from '@cucumber/tag-expressions';
import { VERSIONS } from '../engine/versions';
import { PACKAGE_ROOT } from '../package-root';
import type { RunOptions, Shard } from '../runner/run-options';
import { ownStepsIn } from '../runner/own-steps';
import { MOST_SHARDS } from '../runner/shard-files';
import { UsageError } from '../runner/usage-error';
import type { TargetKind } from '../targets/target';
import { targetKind } from '../targets/targets';
import { NEWEST, type TestOptions } from './test-options';

function countOf(text: string): number {
  if (/^[1-9]\d*$/.test(text)) return Number(text);
  throw new UsageError(`--parallel ${text}: a number of processes, from 1 on`);
}

function retryOf(text: string): number {
  if (/^\d{1,3}$/.test(text)) return Number(text);
  throw new UsageError(`--retry ${text}: how often, from 0 on`);
}

function nameOf(text: string): string {
  try {
    new RegExp(text);
    return text;
  } catch (error) {
    throw new UsageError(`--name ${JSON.stringify(text)}: this is not a regular expression: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

export function shardOf(text: string): Shard {
  const [, index = 0, total = 0] = /^([1-9]\d*)\/([1-9]\d*)$/.exec(text)?.map(Number) ?? [];
  if (index >= 1 && index <= total && total <= MOST_SHARDS) return { index, total };
  throw new UsageError(`--shard ${text}: which of how many, for example 1/4`);
}

function fieldValidationOf(text: string): RunOptions['fieldValidation'] {
  if (text === 'strict' || text === 'ignore') return text;
  throw new UsageError(`--field-validation ${text}: use strict or ignore`);
}

/** Read here by itself: beside the tags of versions a parenthesis too many would have another meaning, and the library's message another text. */
function tagsOf(text: string, option = '--tags'): string {
  try {
    parse(text);
    return text;
  } catch (error) {
    const fault = (error instanceof Error ? error.message : String(error)).replace(/^.*because of syntax error: /, '').replace(/\.?$/, '');
    throw new UsageError(
      `${option} ${JSON.stringify(text)}: this is not a tag expression: ${fault}. Join tags with and, or, not and parentheses, for example "@rbac and not @kubectl".`,
      { cause: error },
    );
  }
}

/** The engine knows its versions; a real server says by itself which it is, or refuses. */
function versionsOf(wanted: readonly string[], target: string): readonly string[] {
  const versions = wanted.flatMap((version) => (version === 'all' ? [...VERSIONS] : [version]));
  const unknown = versions.find(
    (version) => !/^1\.\d+$/.test(version) || (!VERSIONS.some((known) => known === version) && ['embedded', 'http', 'http2'].includes(target)),
  );
  if (unknown !== undefined) throw new UsageError(`Kubernetes ${unknown} is unknown: use one of ${VERSIONS.join(', ')}, or all.`);
  return versions.length === 0 ? [NEWEST] : [...new Set(versions)];
}

/** Without a folder of features, all features below this one that belong to it. */
const defaultPaths = (): readonly string[] => (existsSync('features') ? ['features'] : ['*.feature', '!(node_modules|.*)/**/*.feature']);

/** The file of `web.feature:12:30`. */
function withoutLines(feature: string): string {
  const parts = feature.split(':');
  while (parts.length > 1 && /^\d+$/.test(parts.at(-1) ?? '')) parts.pop();
  return parts.join(':');
}

/** Whether Cucumber looks for files by it: a shell does so before, unless the pattern is quoted. */
const isPattern = (feature: string): boolean => /[*?[{]|[!@+]\(/.test(feature);

/** Paths as Cucumber takes them, relative to this folder; one that is not there is an error, not nothing to do. */
function pathsOf(features: readonly string[]): readonly string[] {
  const missing = features.find((feature) => !existsSync(withoutLines(feature)) && !isPattern(feature));
  if (missing !== undefined) throw new UsageError(`${missing}: no such file or folder in ${process.cwd()}`);
  const paths = features.length === 0 ? defaultPaths() : features;
  return paths.map((feature) => (path.isAbsolute(feature) ? path.relative(process.cwd(), feature) : feature));
}

/** In a checkout of cukernetes the folder steps holds the steps that are built in. */
const isBuiltIn = (folder: string): boolean => path.resolve(folder) === path.join(PACKAGE_ROOT, 'steps');

function choiceOf(features: readonly string[], options: TestOptions, target: string): RunOptions {
  const { kubeconfig, context, allowContext } = options;
  return {
    folder: process.cwd(),
    paths: pathsOf(features),
    target,
    kubernetesVersions: versionsOf(options.kubernetesVersion ?? [], target),
    tags: tagsOf(options.tags),
    names: (options.name ?? []).map(nameOf),
    dryRun: options.dryRun === true,
    failFast: options.failFast === true,
    retry: retryOf(options.retry),
    retryTagFilter: tagsOf(options.retryTagFilter, '--retry-tag-filter'),
    parallel: countOf(options.parallel),
    ...(options.shard !== undefined && { shard: shardOf(options.shard) }),
    ownSteps: isBuiltIn(options.steps) ? [] : ownStepsIn(options.steps),
    connection: {
      ...(kubeconfig !== undefined && { kubeconfig }),
      ...(context !== undefined && { context }),
      ...(allowContext !== undefined && { allowContext }),
    },
    keepExchanges: false,
    keepAuditLog: false,
    allowEmpty: options.allowEmpty === true,
    fieldValidation: fieldValidationOf(options.fieldValidation),
    showSecrets: options.showSecrets === true,
  };
}

/** `--profile` is what the profiles of cucumber.js are called; `default` is the target without a name. */
function targetOf({ target, profile }: TestOptions): string {
  const name = target ?? profile ?? 'embedded';
  return name === 'default' ? 'embedded' : name;
}

export function knownTarget(name: string): TargetKind {
  try {
    return targetKind(name);
  } catch (error) {
    throw new UsageError(`--target ${name}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

/** A server that is there already is asked whether anything can run on it, and which version it is. */
async function ownVersion(target: string, choice: RunOptions): Promise<string | undefined> {
  return knownTarget(target)
    .ownVersion?.(choice.connection)
    .catch((error: unknown) => {
      throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error });
    });
}

/** What the options choose. A running server keeps its version unless the options name one; so does what is compared with it. */
export async function choiceFor(features: readonly string[], options: TestOptions, ...others: readonly string[]): Promise<RunOptions> {
  const target = targetOf(options);
  const targets = [target, ...others];
  targets.forEach(knownTarget);
  const choice = choiceOf(features, options, target);
  const versions = await Promise.all(targets.map((name) => ownVersion(name, choice)));
  const version = versions.find((known) => known !== undefined);
  return version === undefined || options.kubernetesVersion !== undefined ? choice : { ...choice, kubernetesVersions: [version] };
}
