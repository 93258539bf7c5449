/** Where a user wants what a command writes: looked at before the command does anything else. */
import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { makeFolders, statIfThere } from '../engine/golang/files';
import { UsageError } from './usage-error';

const WHY: ReadonlyMap<string, string> = new Map([
  ['EEXIST', 'a file is in the way'],
  ['ENOTDIR', 'a file is in the way'],
  ['EACCES', 'permission denied'],
  ['EROFS', 'the file system is read-only'],
]);

function whyNot(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code ?? String(error);
  return WHY.get(code) ?? code;
}

/** Makes the folder where it is missing. `option` is its option with a space, or nothing for an argument. */
export function makeOutputFolder(folder: string, option = ''): void {
  try {
    makeFolders(path.resolve(folder));
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw new UsageError(`${option}${folder}: nothing can be written there: ${whyNot(error)}. Name a folder that can be made or written to.`, { cause: error });
  }
}

/** The folder of the file has to be there: a name that is mistyped makes none. */
export function checkOutputFile(file: string, option: string): void {
  try {
    const isThere = statIfThere(file);
    if (isThere?.isDirectory() === true) throw new UsageError(`${option} ${file}: this is a folder. Name a file.`);
    accessSync(isThere === undefined ? path.dirname(path.resolve(file)) : file, constants.W_OK);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${option} ${file}: nothing can be written there: ${whyNot(error)}. Name a file in a folder that is there.`, { cause: error });
  }
}
