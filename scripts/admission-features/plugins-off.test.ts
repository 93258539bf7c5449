/**
 * Each feature of an admission plugin shows the plugin: it fails where the plugin does not run. The features that name a plugin run without
 * it, on the embedded engine, for the newest version that has both; that they pass with it is for the run of all features.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { expect } from 'expect';
import { orderedPluginsOf } from '../../src/engine/admission/ordered-plugins';
import { VERSIONS } from '../../src/engine/versions';
import { Masker } from '../../src/report/masking/masker';
import { DEFAULT_RUN_OPTIONS, type RunOptions } from '../../src/runner/run-options';
import { Results } from '../../src/runner/results';
import { planOf } from '../../src/runner/run-version';
import { suite } from '../../src/runner/suite.fixture';
import { pluginsOf, withoutPlugin } from './without-plugin';

const FEATURES = path.join(__dirname, '..', '..', 'features');
const FOLDER = path.join(FEATURES, 'admission');

/** AlwaysAdmit does nothing, so that nothing is otherwise without it. */
const DOES_NOTHING = 'AlwaysAdmit';

/** Those without a feature, and why. */
const NOT_SHOWN: readonly (readonly [plugin: string, reason: string])[] = [
  ['JobValidation', 'it looks at PodGroups, an API that is off by default and that cukernetes does not serve'],
  ['PodGroupProtection', 'as JobValidation'],
  ['PodGroupWorkloadExists', 'as JobValidation'],
];

interface PluginFeature {
  readonly plugin: string;
  readonly file: string;
  readonly text: string;
}

const features: readonly PluginFeature[] = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.feature'))
  .flatMap((file) => {
    const text = readFileSync(path.join(FOLDER, file), 'utf8');
    return pluginsOf(text).map((plugin) => ({ plugin, file, text }));
  });

const hasPlugin = (version: string, plugin: string): boolean => orderedPluginsOf(version).some(({ name }) => name === plugin);

const SCENARIO = /^\s+Scenario(?: Outline)?:/;
const linesOfScenarios = (text: string): readonly number[] => text.split('\n').flatMap((line, at) => (SCENARIO.test(line) ? [at + 1] : []));

/** Runs scenarios, each by its file and line. Returns the files of those that failed; what does not hold for the version does not run. */
async function failedOf(paths: readonly string[], version: string): Promise<ReadonlySet<string>> {
  const options: RunOptions = { ...DEFAULT_RUN_OPTIONS, folder: process.cwd(), paths, kubernetesVersions: [version] };
  const results = new Results();
  const failed = new Set<string>();
  const envelope = (_: string, sent: Parameters<Results['update']>[0]): void => {
    const ended = results.update(sent);
    // A step that cannot do its work, as on a server that does not start, says nothing of the plugin.
    if (ended?.failure?.message.includes('expect(received)') === true) failed.add(path.basename(ended.pickle.uri));
  };
  const scenarios = await planOf(options, version);
  if (scenarios.length > 0) await suite.run(options, new Map([[version, scenarios]]), [{ envelope }], new Masker());
  return failed;
}

/** Runs features without their plugins: the first scenario of each, then the second of those of which none has failed yet, and so on. Returns those of which all passed. */
async function passedWithoutPlugin(folder: string, version: string, all: readonly PluginFeature[]): Promise<readonly PluginFeature[]> {
  const at = path.join(folder, `version-${version.replace('.', '-')}`);
  mkdirSync(at);
  const nameOf = ({ plugin, file }: PluginFeature): string => `${plugin}-${file}`;
  let left = all.filter(({ plugin }) => hasPlugin(version, plugin));
  const passed = all.filter((feature) => !left.includes(feature));
  for (const feature of left) writeFileSync(path.join(at, nameOf(feature)), withoutPlugin(feature.text, feature.plugin));
  for (let turn = 0; left.length > 0; turn += 1) {
    const paths = left.flatMap((feature) => {
      const line = linesOfScenarios(withoutPlugin(feature.text, feature.plugin))[turn];
      return line === undefined ? [] : [`${path.join(at, nameOf(feature))}:${line}`];
    });
    if (paths.length === 0) return [...passed, ...left];
    const failed = await failedOf(paths, version);
    left = left.filter((feature) => !failed.has(nameOf(feature)));
  }
  return passed;
}

describe('features of admission plugins', () => {
  it('show every plugin of every version, but those that are listed', () => {
    const shown = new Set([...features, ...NOT_SHOWN.map(([plugin]) => ({ plugin }))].map(({ plugin }) => plugin));
    const all = new Set(VERSIONS.flatMap((version) => orderedPluginsOf(version).map(({ name }) => name)));
    expect([...all].filter((name) => !shown.has(name))).toEqual([]);
    expect([...shown].filter((name) => !all.has(name))).toEqual([]);
  });

  it('fail without their plugin', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'cukernetes-plugins-off-'));
    try {
      symlinkSync(path.join(FEATURES, 'manifests'), path.join(folder, 'manifests'));
      let left: readonly PluginFeature[] = features.filter(({ plugin }) => plugin !== DOES_NOTHING);
      for (const version of [...VERSIONS].reverse()) left = await passedWithoutPlugin(folder, version, left);
      expect(left.map(({ file, plugin }) => `${file} passes without ${plugin}`)).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
