/** The warnings about deprecated kinds: catalog/<version>/deprecations.json, made by scripts/catalog/deprecations.mjs. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { memoized } from '../golang/memoized';

type Deprecations = Readonly<Record<string, Readonly<Record<string, string>>>>;

const read = memoized((version: string) => JSON.parse(readFileSync(join(__dirname, version, 'deprecations.json'), 'utf8')) as Deprecations);

/** Keyed by group and version (v1, apps/v1), then by kind. */
export const deprecationsOf = ({ name }: { readonly name: string }): Deprecations => read(name);
