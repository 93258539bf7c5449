/** The warnings about deprecated kinds: catalog/<version>/deprecations.json, made by scripts/catalog/deprecations.mjs. */
import { memoized } from '../golang/memoized';
import { readCatalog } from './read-catalog';

type Deprecations = Readonly<Record<string, Readonly<Record<string, string>>>>;

const read = memoized((version: string) => readCatalog<Deprecations>(version, 'deprecations.json'));

/** Keyed by group and version (v1, apps/v1), then by kind. */
export const deprecationsOf = ({ name }: { readonly name: string }): Deprecations => read(name);
