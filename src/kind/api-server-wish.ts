/** What a scenario wants of its API server: flags by their names without dashes, and the files that they call $DIR/NAME. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

export interface ApiServerWish {
  readonly flags: Readonly<Record<string, string>>;
  /** Name and content. */
  readonly files: readonly (readonly [string, string])[];
}

/** Where the files lie on the node of a kind cluster. */
const ON_NODE = '/etc/kubernetes/cukernetes';
const IN_FOLDER = /\$DIR\/([\w./-]+)/g;
const HASH_LENGTH = 8;

/** A flag may also name a file of the checkout, by its path from where the features are run. It becomes one of the wish. */
export function selfContained({ flags, files }: ApiServerWish): ApiServerWish {
  const copied = new Map(files);
  const named = Object.entries(flags).map(([flag, value]): [string, string] => {
    if (!flag.endsWith('-file') || value.includes('$') || !existsSync(value)) return [flag, value];
    copied.set(path.basename(value), readFileSync(value, 'utf8'));
    return [flag, `$DIR/${path.basename(value)}`];
  });
  return { flags: Object.fromEntries(named), files: [...copied].sort(([one], [other]) => (one < other ? -1 : 1)) };
}

/** Files that flags and files name and that are missing: a webhook beside the API server, for one. */
export function missingFiles({ flags, files }: ApiServerWish): readonly string[] {
  const texts = [...Object.values(flags), ...files.map(([, content]) => content)];
  const named = texts.flatMap((text) => [...text.matchAll(IN_FOLDER)].map(([, name = '']) => name));
  return [...new Set(named)].filter((name) => !files.some(([file]) => file === name));
}

export const onNode = (text: string): string => text.replaceAll('$DIR', ON_NODE);

export const folderOnNode = ON_NODE;

const byFlag = (flags: ApiServerWish['flags']): readonly (readonly [string, string])[] =>
  Object.entries(flags).sort(([one], [other]) => (one < other ? -1 : 1));

/** The name of the cluster that runs like this: two scenarios with the same flags and files have the same. */
export function clusterNameOf({ flags, files }: ApiServerWish): string {
  const words = (flags['authorization-mode'] || (Object.keys(flags)[0] ?? 'files')).toLowerCase().replace(/[^a-z0-9]+/g, '-');
  const hash = createHash('sha256')
    .update(JSON.stringify([byFlag(flags), files]))
    .digest('hex');
  return `cukernetes-${words}-${hash.slice(0, HASH_LENGTH)}`;
}
