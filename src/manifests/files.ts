/**
 * Manifests of what `-f` names, as kubectl reads it: files, directories (with everything below them, as with -R), patterns that a shell has
 * left, several after commas, or standard input (`-`).
 */
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { filesBelow } from '../files-below';
import type { Manifest } from './manifest';
import { ManifestError } from './nodes';
import { attempted, manifestsOfText } from './texts';

const MANIFEST = /\.(?:ya?ml|json)$/;
const STANDARD_INPUT = '-';

/** Throws a ManifestError where the file system refuses. */
function accessed<T>(file: string, attempt: () => T): T {
  try {
    return attempt();
  } catch (error) {
    throw new ManifestError(file, 0, `cannot be read: ${(error as NodeJS.ErrnoException).code ?? String(error)}`, { cause: error });
  }
}

const isThere = (given: string): boolean => accessed(given, () => statSync(given, { throwIfNoEntry: false })) !== undefined;

/** The paths that a pattern matches. Its library is loaded only then. */
function matching(pattern: string): readonly string[] {
  const { globSync } = require('glob') as typeof import('glob');
  return globSync(pattern, { dot: true }).sort();
}

/** A comma stands between paths, unless there is a file whose name has it. */
const pathsIn = (given: string): readonly string[] => (given === STANDARD_INPUT || isThere(given) ? [given] : given.split(','));

function filesIn(given: string): readonly string[] {
  if (given === STANDARD_INPUT) return [given];
  if (!isThere(given)) {
    const matches = given === '' ? [] : matching(given);
    if (matches.length === 0 || matches.includes(given)) throw new ManifestError(given, 0, 'no such file or directory');
    return matches.flatMap(filesIn);
  }
  if (!statSync(given).isDirectory()) return [given];
  const files = accessed(given, () => filesBelow(given)).filter((file) => MANIFEST.test(file));
  if (files.length === 0) throw new ManifestError(given, 0, 'no manifest in this directory: a name ends with .yaml, .yml or .json');
  return files.map((file) => path.join(given, file));
}

/** UTF-16 is what the redirection of PowerShell writes. */
function textOf(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return bytes.toString('utf8');
}

const contentOf = (file: string): string => textOf(accessed(file, () => readFileSync(file === STANDARD_INPUT ? 0 : file)));

/** Reads all that can be read; calls `unreadable` for the rest, and where all of it has no object. */
export function readManifests(given: readonly string[], unreadable: (error: ManifestError) => void): readonly Manifest[] {
  let isWhole = true;
  const complain = (error: ManifestError): void => {
    isWhole = false;
    unreadable(error);
  };
  const paths = attempted(() => given.flatMap(pathsIn), complain);
  const isTwice = paths.filter((one) => one === STANDARD_INPUT).length > 1;
  if (isTwice) complain(new ManifestError('standard input', 0, 'it can be read once only: name - once'));
  const files = [...new Set(paths)].filter((one) => !isTwice || one !== STANDARD_INPUT).flatMap((one) => attempted(() => filesIn(one), complain));
  const nameOf = (file: string): string => (file === STANDARD_INPUT ? 'standard input' : file);
  const manifests = files.flatMap((file) => manifestsOfText(() => contentOf(file), nameOf(file), complain));
  if (isWhole && given.length > 0 && manifests.length === 0) complain(new ManifestError(files.map(nameOf).join(', '), 0, 'it has no object'));
  return manifests;
}
