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

/** The nearest folder above that is there. */
function existingAbove(path: string): string {
  const isThere = statSync(path, { throwIfNoEntry: false }) !== undefined;
  return isThere || dirname(path) === path ? path : existingAbove(dirname(path));
}

/** os.MkdirAll of the folder that a file lies in. */
export function makeFolderOf(path: string, mode: number): void {
  const folder = dirname(path);
  try {
    mkdirSync(folder, { recursive: true, mode });
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
