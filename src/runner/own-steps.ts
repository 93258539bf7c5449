/** Steps of the user: every TypeScript or JavaScript file of a folder, in the order of their paths. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { filesBelow } from '../files-below';

/** Names what load-own-steps loads: Cucumber starts processes of a parallel run, which inherit it. */
export const OWN_STEPS_VARIABLE = 'CUKERNETES_OWN_STEPS';

const SOURCE = /(?<!\.d)(?<!\.test)\.[cm]?[jt]s$/;

export function ownStepsIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return filesBelow(folder, { followsLinks: true })
    .filter((file) => SOURCE.test(file) && !file.split(path.sep).includes('node_modules'))
    .map((file) => path.resolve(folder, file));
}

/** The step file through which Cucumber loads these. */
export function loaderOf(files: readonly string[]): readonly string[] {
  process.env[OWN_STEPS_VARIABLE] = JSON.stringify(files);
  return files.length === 0 ? [] : [path.join(__dirname, `load-own-steps${path.extname(__filename)}`)];
}
