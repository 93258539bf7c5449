/**
 * Makes room for the reports of a run, so that one that ends early leaves none of an earlier run. It removes what a run has written, and
 * nothing else: a name that is mistyped must not cost a folder of the user, nor a device such as /dev/stdout.
 */
import { readdirSync, rmSync, statSync, type Stats } from 'node:fs';
import path from 'node:path';
import { makeOutputFolder } from './output-places';
import { isFolder, isOfManyRuns, type ReportFile } from './reports';
import { UsageError } from './usage-error';

/**
 * The names that Allure's reporter and its report give, and our folders for each version. That of an attachment ends with whatever stands
 * behind the last point of its title.
 */
const OF_ALLURE =
  /-(?:result|container|globals)\.json$|^[\da-f-]{36}-attachment(?:\.|$)|^(?:environment\.properties|categories\.json|executor\.json|history|version-\w+)$/;

function found(place: string): Stats | undefined {
  try {
    return statSync(place, { throwIfNoEntry: false });
  } catch (error) {
    throw new UsageError(`${place}: no report can be written there: ${(error as NodeJS.ErrnoException).code ?? String(error)}`, { cause: error });
  }
}

function checkPlace(file: ReportFile): void {
  const { format, place } = file;
  const there = found(place);
  if (there === undefined) return;
  if (isFolder(file) !== there.isDirectory())
    throw new UsageError(
      `--format ${format}: ${place} is a ${there.isDirectory() ? 'folder, and this report is a file' : 'file, and this report is a folder'}`,
    );
  const strange = format === 'allure' ? readdirSync(place).find((name) => !OF_ALLURE.test(name)) : undefined;
  if (strange !== undefined)
    throw new UsageError(`--format ${format}: ${place} has ${strange}, which is not of Allure. Name an empty folder or a new one, so that nothing is lost.`);
}

/** Throws a UsageError, and removes nothing, where one of the reports would take the place of what no run has written. */
export function removeReports(files: readonly ReportFile[]): void {
  const twice = files.find(({ format, place }) => files.some((other) => other.place === place && other.format !== format));
  if (twice !== undefined) throw new UsageError(`--format ${twice.format}: ${twice.place} is the place of two reports`);
  files.forEach(checkPlace);
  for (const folder of new Set(files.map(({ place }) => path.dirname(place)))) makeOutputFolder(folder);
  for (const file of files) {
    const isOwn = isFolder(file) || statSync(file.place, { throwIfNoEntry: false })?.isFile() === true;
    if (isOwn && !isOfManyRuns(file)) rmSync(file.place, { recursive: true, force: true });
  }
}
