/** Files that flags name are read at start; one that cannot be read stops the server with Go's words. */
import { readFileBytes } from '../golang/files';
import { StartError } from '../errors/start-error';

export function readFile(path: string): string {
  try {
    return readFileBytes(path).toString();
  } catch (error) {
    throw new StartError((error as Error).message, { cause: error });
  }
}
