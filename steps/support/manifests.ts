/** Finds the manifests that scenarios name: files beside the feature, or in folders further out. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

const FOLDER = 'manifests';
/** In which the run was started: a step may go elsewhere. */
const START = process.cwd();

/** The folder of the feature and those around it, up to the one in which the run was started. */
function foldersAround(feature: string): readonly string[] {
  const folder = path.dirname(feature);
  const outside = folder.startsWith('..') || path.isAbsolute(folder);
  return folder === '.' || outside ? [folder] : [folder, ...foldersAround(folder)];
}

/** Where a manifest may lie: in the folder manifests beside the feature, beside the feature itself, and so on outwards. */
function places(feature: string): readonly string[] {
  const around = foldersAround(feature).flatMap((folder) => [path.join(folder, FOLDER), folder]);
  return [...new Set([...around, path.join('features', FOLDER)])];
}

/** kubectl runs here too, so that `-f service-reader.yaml` works as documented. */
export function folderOfManifests(feature: string): string {
  const folder = places(feature).find((place) => path.basename(place) === FOLDER && existsSync(path.resolve(START, place)));
  return path.resolve(START, folder ?? path.dirname(feature));
}

export interface ManifestFile {
  /** Relative to where the run was started. */
  readonly file: string;
  readonly text: string;
}

export function manifestCalled(name: string, feature: string): ManifestFile {
  const candidates = places(feature).map((place) => path.join(place, name));
  const file = [name, ...candidates].find(
    (candidate) => (candidate !== name || path.isAbsolute(name)) && statSync(path.resolve(START, candidate), { throwIfNoEntry: false })?.isFile() === true,
  );
  if (file === undefined) throw new Error(`No manifest ${JSON.stringify(name)} was found. Looked for, from ${START}: ${candidates.join(', ')}.`);
  return { file, text: readFileSync(path.resolve(START, file), 'utf8') };
}
