/** Manifests of files, of directories with everything in them, or of standard input (`-`). */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Manifest } from './manifest';
import { ManifestError } from './nodes';
import { attempted, manifestsOfText } from './texts';

const MANIFEST = /\.(?:ya?ml|json)$/;
const STANDARD_INPUT = '-';

function filesIn(given: string): readonly string[] {
  if (given === STANDARD_INPUT) return [given];
  const found = statSync(given, { throwIfNoEntry: false });
  if (found === undefined) throw new ManifestError(given, 0, 'no such file or directory');
  if (!found.isDirectory()) return [given];
  const files = readdirSync(given, { recursive: true, encoding: 'utf8' }).filter((file) => MANIFEST.test(file));
  if (files.length === 0) throw new ManifestError(given, 0, 'no manifest in this directory: a name ends with .yaml, .yml or .json');
  return files.sort().map((file) => path.join(given, file));
}

function contentOf(file: string): string {
  try {
    return readFileSync(file === STANDARD_INPUT ? 0 : file, 'utf8');
  } catch (error) {
    throw new ManifestError(file, 0, `cannot be read: ${(error as NodeJS.ErrnoException).code ?? String(error)}`, { cause: error });
  }
}

/** Reads all that can be read; calls `unreadable` for the rest. */
export function readManifests(paths: readonly string[], unreadable: (error: ManifestError) => void): readonly Manifest[] {
  const files = paths.flatMap((given) => attempted(() => filesIn(given), unreadable));
  return files.flatMap((file) => manifestsOfText(() => contentOf(file), file === STANDARD_INPUT ? 'standard input' : file, unreadable));
}
