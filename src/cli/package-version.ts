/** The version of this package, as its package.json says. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

export function packageVersion(): string {
  const manifest = JSON.parse(readFileSync(path.join(__dirname, '..', '..', 'package.json'), 'utf8')) as { readonly version: string };
  return manifest.version;
}
