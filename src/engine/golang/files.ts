/** Reading and making files, with what Go says of those that cannot be read or made. After os.PathError. */
import { mkdirSync, openSync, readFileSync, statSync, type Stats } from 'node:fs';
import { dirname } from 'node:path';
import { table } from './map';

const WHY = table<string>({
  ENOENT: 'no such file or directory',
  EACCES: 'permission denied',
  EISDIR: 'is a directory',
  ENOTDIR: 'not a directory',
  ENAMETOOLONG: 'file name too long',
  ELOOP: 'too many levels of symbolic links',
});

function attempt<T>(path: string, operation: (code: string) => string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    throw new Error(`${operation(code)} ${path}: ${WHY[code] ?? code}`, { cause: error });
  }
}

/** Opens directories too, which fail when they are read. */
export const readFileBytes = (path: string): Buffer =>
  attempt(
    path,
    (code) => (code === 'EISDIR' ? 'read' : 'open'),
    () => readFileSync(path),
  );

export const statFile = (path: string): Stats =>
  attempt(
    path,
    () => 'stat',
    () => statSync(path),
  );

/** What is there, if anything is: below a file nothing is. */
export function statIfThere(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return undefined;
    throw error;
  }
}

/** The nearest folder or file above that is there. */
function existingAbove(path: string): string {
  return statIfThere(path) !== undefined || dirname(path) === path ? path : existingAbove(dirname(path));
}

const isFolder = (path: string): boolean => statIfThere(path)?.isDirectory() === true;

/**
 * os.MkdirAll. That of Node comes to no end below /proc, where a folder that is there answers ENOENT when a folder is made in it.
 */
export function makeFolders(folder: string, mode = 0o777): void {
  if (isFolder(folder)) return;
  const above = dirname(folder);
  if (above !== folder) makeFolders(above, mode);
  try {
    mkdirSync(folder, mode);
  } catch (error) {
    // Another process was faster.
    if (!isFolder(folder)) throw error;
  }
}

/** makeFolders of the folder that a file lies in. */
export function makeFolderOf(path: string, mode: number): void {
  const folder = dirname(path);
  try {
    makeFolders(folder, mode);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    const isFile = code === 'EEXIST' || code === 'ENOTDIR';
    throw new Error(`mkdir ${isFile ? existingAbove(folder) : folder}: ${isFile ? 'not a directory' : (WHY[code] ?? code)}`, { cause: error });
  }
}

/** Opens a file to write at its end, and makes it where it is missing. */
export const openToAppend = (path: string, mode: number): number =>
  attempt(
    path,
    () => 'open',
    () => openSync(path, 'a', mode),
  );
