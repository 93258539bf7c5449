/** The warnings about deprecated kinds: catalog/<version>/deprecations.json, made by scripts/catalog/deprecations.mjs. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

type Deprecations = Readonly<Record<string, Readonly<Record<string, string>>>>;

const read = new Map<string, Deprecations>();

/** Keyed by group and version (v1, apps/v1), then by kind. */
export function deprecationsOf({ name }: { readonly name: string }): Deprecations {
  const known = read.get(name);
  if (known !== undefined) return known;
  const deprecations = JSON.parse(readFileSync(join(__dirname, name, 'deprecations.json'), 'utf8')) as Deprecations;
  read.set(name, deprecations);
  return deprecations;
}
