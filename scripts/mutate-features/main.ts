/**
 * Changes what features expect, one place at a time, and runs each changed scenario: one that still passes asserts less than it says.
 * Before that it runs the scenarios as they are, each in a feature of its own, so that a failure is one of the change.
 * `npm run mutate:features -- [--count N] [--seed N] [FOLDER]`
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { VERSIONS } from '../../src/engine/versions';
import { Masker } from '../../src/report/masking/masker';
import { DEFAULT_RUN_OPTIONS, type RunOptions } from '../../src/runner/run-options';
import { Results, type ScenarioResult } from '../../src/runner/results';
import { Suite } from '../../src/runner/suite';
import { inapplicable } from '../../src/runner/version-tags';
import { commandLine, UsageError, wholeNumberOf } from '../command-line';
import { chosenMutants, featureText, scenariosIn, tagsFor, type Mutant, type WrittenScenario } from './mutants';

const USAGE = `npm run mutate:features -- [--count N] [--seed N] [FOLDER]
  --count N  how many places are changed (500)
  --seed N   chooses the same places as the run that printed this seed
  FOLDER     where the features are (features)`;
const { count, seed, source } = commandLine(
  USAGE,
  { options: { count: { type: 'string', default: '500' }, seed: { type: 'string', default: String(Date.now() % 1_000_000) } }, allowPositionals: true },
  ({ values, positionals: [features = 'features'] }) => {
    if (!existsSync(features)) throw new UsageError(`${features}: no such folder`);
    return { count: wholeNumberOf('count', values.count), seed: wholeNumberOf('seed', values.seed), source: features };
  },
);
const folder = mkdtempSync(path.join(tmpdir(), 'cukernetes-mutants-'));

/** The newest version for which the scenario holds. */
const versionFor = (scenario: WrittenScenario, mutant?: Mutant): string =>
  [...VERSIONS].reverse().find((version) => inapplicable(tagsFor(scenario, mutant), version) === undefined) ?? '';

const choiceOf = (paths: readonly string[], kubernetesVersion: string): RunOptions => ({
  ...DEFAULT_RUN_OPTIONS,
  folder: process.cwd(),
  paths,
  kubernetesVersions: [kubernetesVersion],
  // What a Background sets up is for the scenarios that are left out here.
  allowEmpty: true,
});

async function run(suite: Suite, paths: readonly string[], kubernetesVersion: string): Promise<readonly ScenarioResult[]> {
  const choice = choiceOf(paths, kubernetesVersion);
  const results = new Results();
  const all: ScenarioResult[] = [];
  const listener = {
    envelope: (_: string, envelope: Parameters<Results['update']>[0]) => void all.push(...[results.update(envelope)].filter((one) => one !== undefined)),
  };
  await suite.run(choice, await suite.plan(choice), [listener], new Masker());
  return all;
}

/** A feature finds the manifests that lie beside it. */
function linkManifests(from: string, to: string): void {
  const [own, linked] = [path.resolve(from, 'manifests'), path.join(to, 'manifests')];
  if (existsSync(own) && !existsSync(linked)) symlinkSync(own, linked);
}

interface OneScenario {
  readonly version: string;
  /** Where it comes from. */
  readonly file: string;
  readonly text: string;
}

/** Runs features by their texts. Returns how each ended, by its name; one that cannot be read has failed as well. */
async function outcomes(suite: Suite, features: ReadonlyMap<string, OneScenario>): Promise<ReadonlyMap<string, string>> {
  const ended = new Map<string, string>();
  for (const version of VERSIONS) {
    const own = [...features].filter(([, one]) => one.version === version);
    if (own.length === 0) continue;
    const at = mkdtempSync(path.join(folder, `version-${version.replace('.', '-')}-`));
    for (const [name, { file, text }] of own) {
      const place = path.join(at, path.dirname(file));
      if (!existsSync(place)) mkdirSync(place, { recursive: true });
      linkManifests(path.dirname(file), place);
      writeFileSync(path.join(place, `${name}.feature`), text);
    }
    const all = await run(suite, [at], version);
    for (const { pickle, status } of all) {
      const name = path.basename(pickle.uri, '.feature');
      if (ended.get(name) === undefined || status !== 'PASSED') ended.set(name, status);
    }
  }
  return ended;
}

const shown = ({ scenario: { file }, place: { line, kind }, before, after }: Mutant): string => `${file}:${line}: ${kind}\n    - ${before}\n    + ${after}`;

async function main(): Promise<number> {
  mkdirSync(folder, { recursive: true });
  const started = performance.now();
  const scenarios = scenariosIn(source);
  const mutants = chosenMutants(scenarios, count, seed);
  process.stdout.write(`${mutants.length} mutants of ${scenarios.length} scenarios, seed ${seed}\n`);
  const features = new Map<string, OneScenario>();
  const originals = new Map<WrittenScenario, string>();
  mutants.forEach((mutant, at) => {
    const { scenario } = mutant;
    features.set(`mutant-${at}`, { version: versionFor(scenario, mutant), file: scenario.file, text: featureText(scenario, mutant) });
    if (originals.has(scenario)) return;
    originals.set(scenario, `original-${originals.size}`);
    features.set(`original-${originals.size - 1}`, { version: versionFor(scenario), file: scenario.file, text: featureText(scenario) });
  });
  const ended = await outcomes(new Suite(), features);
  const broken = [...originals].filter(([, name]) => !['PASSED', 'SKIPPED'].includes(ended.get(name) ?? ''));
  for (const [{ file, scenario }, name] of broken)
    process.stdout.write(`does not pass as it is: ${file}:${scenario.location.line}: ${ended.get(name) ?? 'did not run'}\n`);
  const survivors = mutants.filter((_, at) => ended.get(`mutant-${at}`) === 'PASSED');
  const skipped = mutants.filter((_, at) => ended.get(`mutant-${at}`) === 'SKIPPED');
  const lost = mutants.filter((_, at) => ended.get(`mutant-${at}`) === undefined);
  for (const mutant of survivors) process.stdout.write(`passes all the same: ${shown(mutant)}\n`);
  for (const mutant of lost) process.stdout.write(`did not run: ${shown(mutant)}\n`);
  const failed = mutants.length - survivors.length - skipped.length - lost.length;
  process.stdout.write(
    `${failed} of ${mutants.length} mutants fail, ${survivors.length} pass, ${skipped.length} were skipped, ${lost.length} did not run; ${((performance.now() - started) / 1000).toFixed(0)} s\n`,
  );
  return survivors.length + lost.length + broken.length === 0 && mutants.length > 0 ? 0 : 1;
}

void main()
  .then((code) => (process.exitCode = code))
  .finally(() => rmSync(folder, { recursive: true, force: true }));
