/** The folder of this package, whether its sources run or what was compiled of them into dist. */
import { existsSync } from 'node:fs';
import path from 'node:path';

function folderWithManifest(folder: string): string {
  if (existsSync(path.join(folder, 'package.json'))) return folder;
  const parent = path.dirname(folder);
  if (parent === folder) throw new Error(`${__dirname} belongs to no package: no package.json is above it.`);
  return folderWithManifest(parent);
}

export const PACKAGE_ROOT = folderWithManifest(__dirname);
