/** Writes the reports of a run: a page to read, a file for build servers, what Allure makes its report of. */
import { EventEmitter } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { JUnitXmlPrinter } from '@cucumber/junit-xml-formatter';
import type { Hook } from '@cucumber/messages';
import { makeFolders } from '../engine/golang/files';
import { collect, environment } from './allure-results';
import { writeCucumberPage } from './cucumber-page';
import { withDocStrings } from './doc-string-attachments';
import { merged, type Run } from './merged-run';
import { writeTargets } from './targets-table/write';
import { keepSiteRuns } from '../site/site-run';
import { SitePlaces } from './site-places';
import { UsageError } from './usage-error';

function writeJunit(file: string, runs: readonly Run[]): void {
  const chunks: string[] = [];
  const printer = new JUnitXmlPrinter({ suiteName: 'cukernetes' }, (chunk) => chunks.push(chunk));
  merged(runs).forEach((envelope) => printer.update(envelope));
  writeFileSync(file, chunks.join(''));
}

function writeMessages(file: string, runs: readonly Run[]): void {
  writeFileSync(
    file,
    merged(runs)
      .map((envelope) => `${JSON.stringify(envelope)}\n`)
      .join(''),
  );
}

type AllureReporter = new (options: object) => unknown;

function allureReporter(): AllureReporter {
  try {
    return require(require.resolve('allure-cucumberjs/reporter', { paths: [process.cwd(), __dirname] })) as AllureReporter;
  } catch (error) {
    throw new UsageError('--format allure needs the package allure-cucumberjs, which is not installed here: npm install --save-dev allure-cucumberjs', {
      cause: error,
    });
  }
}

/** Allure's reporter listens to a run of Cucumber. It gets the messages of each version as if one had been running. */
function writeAllure(folder: string, runs: readonly Run[], places: SitePlaces): void {
  const Reporter = allureReporter();
  rmSync(folder, { recursive: true, force: true });
  makeFolders(folder);
  writeFileSync(path.join(folder, 'environment.properties'), environment(runs));
  for (const version of new Set(runs.map(({ kubernetesVersion }) => kubernetesVersion))) {
    const envelopes = merged(runs.filter(({ kubernetesVersion }) => kubernetesVersion === version));
    const hooks = (type: Hook['type']): readonly Hook[] => envelopes.flatMap(({ hook }) => (hook !== undefined && hook.type === type ? [hook] : []));
    const resultsDir = mkdtempSync(path.join(folder, 'version-'));
    const eventBroadcaster = new EventEmitter();
    new Reporter({
      parsedArgvOptions: { resultsDir },
      eventBroadcaster,
      supportCodeLibrary: {
        beforeTestCaseHookDefinitions: hooks('BEFORE_TEST_CASE' as Hook['type']),
        afterTestCaseHookDefinitions: hooks('AFTER_TEST_CASE' as Hook['type']),
        beforeTestRunHookDefinitions: [],
        afterTestRunHookDefinitions: [],
      },
    });
    withDocStrings(envelopes).forEach((envelope) => eventBroadcaster.emit('envelope', envelope));
    collect(resultsDir, folder, version, places);
    rmSync(resultsDir, { recursive: true });
  }
}

const FORMATS = {
  html: { place: 'cucumber.html', write: writeCucumberPage },
  junit: { place: 'junit.xml', write: writeJunit },
  messages: { place: 'messages.ndjson', write: writeMessages },
  allure: { place: 'allure-results', write: writeAllure },
  targets: { place: 'targets.html', write: writeTargets },
  docs: { place: 'docs', write: keepSiteRuns },
} as const satisfies Record<string, { readonly place: string; write(place: string, runs: readonly Run[], places: SitePlaces): Promise<void> | void }>;

export interface ReportFile {
  readonly format: keyof typeof FORMATS;
  readonly place: string;
}

/** `html`, or `html:FILE`. */
export function reportFile(text: string, folder: string): ReportFile {
  const [name = '', ...rest] = text.split(':');
  if (rest.length === 1 && rest[0] === '') throw new UsageError(`--format ${text}: no file is named after the colon`);
  if (!Object.hasOwn(FORMATS, name))
    throw new UsageError(`--format ${text}: unknown format ${JSON.stringify(name)}; use one of list, ${Object.keys(FORMATS).join(', ')}`);
  const format = name as keyof typeof FORMATS;
  return { format, place: path.resolve(rest.length > 0 ? rest.join(':') : path.join(folder, FORMATS[format].place)) };
}

/** Reports whether it is of many runs, and not of one alone. */
export const isOfManyRuns = ({ format }: ReportFile): boolean => format === 'targets' || format === 'docs';

/** Reports whether it is a folder with files of its own. */
export const isFolder = ({ format }: ReportFile): boolean => format === 'allure' || format === 'docs';

/** With links to the site, where there is one. */
export async function writeReports(files: readonly ReportFile[], runs: readonly Run[], places = SitePlaces.none): Promise<void> {
  for (const { format, place } of files) {
    makeFolders(path.dirname(place));
    await FORMATS[format].write(place, runs, places);
  }
}
