/** `cukernetes merge`: the reports of shards as one. */
import path from 'node:path';
import { statIfThere } from '../engine/golang/files';
import { maskConsole } from '../report/masking/masked-console';
import { Masker } from '../report/masking/masker';
import { EXIT } from '../runner/exit-codes';
import { removeReports } from '../runner/earlier-reports';
import { failureText } from '../runner/failure-text';
import { mergeShards } from '../runner/merge-shards';
import type { Run } from '../runner/merged-run';
import { endedIn, onlySkipped, onlySkippedText } from '../runner/only-skipped';
import { outcome } from '../runner/progress';
import { reportFile, writeReports } from '../runner/reports';
import { shardReportsIn } from '../runner/shard-files';
import { UsageError } from '../runner/usage-error';
import { claimsOf, printClaims, removeClaims } from './claims-of-run';
import { DEFAULT_FORMATS } from './test-options';

export interface MergeOptions {
  readonly format?: readonly string[];
  readonly reports: string;
  readonly claims?: string;
}

function print(runs: readonly Run[]): boolean {
  let good = true;
  for (const version of new Set(runs.map(({ kubernetesVersion }) => kubernetesVersion))) {
    const results = runs.filter(({ kubernetesVersion }) => kubernetesVersion === version).flatMap(endedIn);
    const failed = results.filter(({ failure }) => failure !== undefined);
    process.stdout.write(`\nKubernetes ${version}\n${failed.map((result) => `\n${failureText(result, version)}\n`).join('')}`);
    process.stdout.write(`${results.length} scenarios: ${outcome(results)}\n`);
    good &&= failed.length === 0;
  }
  return good && runs.every(({ envelopes }) => envelopes.every(({ testRunFinished }) => testRunFinished?.success !== false));
}

export async function merge(folders: readonly string[], options: MergeOptions): Promise<number> {
  const missing = folders.find((folder) => statIfThere(folder)?.isDirectory() !== true);
  if (missing !== undefined) throw new UsageError(`${missing}: no such folder`);
  maskConsole(new Masker());
  const files = (options.format ?? DEFAULT_FORMATS).map((format) => reportFile(format, options.reports));
  removeReports(files);
  removeClaims(options.claims, options.reports);
  const { runs, problems } = mergeShards(folders.flatMap(shardReportsIn));
  const claims = claimsOf(
    options.claims,
    runs.flatMap(({ envelopes }) => envelopes),
  );
  await writeReports(files, runs);
  const good = print(runs);
  for (const problem of problems) process.stderr.write(`${problem}\n`);
  process.stdout.write(`\n${files.map(({ place }) => path.relative('', place)).join('\n')}\n`);
  const claimed = printClaims(claims, options.reports, runs, problems.length === 0, '');
  if (!good || problems.length > 0 || !claimed) return EXIT.failed;
  if (!onlySkipped(runs)) return EXIT.passed;
  process.stderr.write(onlySkippedText(runs));
  return EXIT.usage;
}
