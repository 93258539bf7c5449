/** Reading files, with what Go says of those that cannot be read. After os.PathError. */
import { readFileSync, statSync, type Stats } from 'node:fs';
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

/** A directory can be opened, and is told when it is read. */
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
