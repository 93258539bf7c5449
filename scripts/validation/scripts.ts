/**
 * npm run validation-scripts -- VERSION FOLDER [EVERY]: writes scripts for a recorder of real servers. Each object of objects.yaml
 * is created as it is, then with one field changed at a time, as a dry run, so that no request depends on another.
 * With EVERY, of the changes that do not take a field away only one of so many is kept.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { load } from 'js-yaml';
import type { JsonValue } from '../../src/engine/api/objects';
import { mutantsOf } from '../../src/replay/mutants';
import { commandLine, UsageError, versionNamed, wholeNumberOf } from '../command-line';

interface Seed {
  readonly path: string;
  readonly since?: string;
  readonly until?: string;
  readonly object: JsonValue;
}

const FOLDER = __dirname;
const SETUP = [
  {
    request: {
      method: 'POST',
      path: '/api/v1/namespaces/default/serviceaccounts',
      body: { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default' } },
    },
  },
];

const minor = (version: string): number => Number(version.split('.')[1]);

function seedsOf(version: string): readonly Seed[] {
  const text = readFileSync(path.join(FOLDER, 'objects.yaml'), 'utf8')
    .replace('request: CSR', `request: ${Buffer.from(readFileSync(path.join(FOLDER, 'request.pem'))).toString('base64')}`)
    .replace('trustBundle: CERT', `trustBundle: ${JSON.stringify(readFileSync(path.join(FOLDER, 'certificate.pem'), 'utf8'))}`);
  const seeds = load(text) as readonly Seed[];
  return seeds.filter(({ since, until }) => minor(version) >= minor(since ?? '1.0') && minor(version) <= minor(until ?? '1.999'));
}

function topicOf({ path: target }: Seed): string {
  const parts = target.split('/');
  const group = parts[1] === 'api' ? 'core' : (parts[2] ?? '').split('.')[0];
  const names = parts.slice(parts[1] === 'api' ? 3 : 4);
  return `${group}-${(names[0] === 'namespaces' && names.length > 2 ? names.slice(2) : names).join('-')}`;
}

function exchangesOf(seed: Seed, every: number): readonly object[] {
  const request = (body: JsonValue): object => ({ method: 'POST', path: `${seed.path}?dryRun=All`, body });
  const seen = new Set<string>();
  let count = 0;
  const mutants = [...mutantsOf(seed.object)].flatMap(({ field, change, body }) => {
    const key = `${field} ${change}`;
    if (seen.has(key)) return [];
    seen.add(key);
    if (change !== 'without' && (count += 1) % every !== 0) return [];
    return [{ note: key, request: request(body()) }];
  });
  return [{ note: 'as it is', request: request(seed.object) }, { note: 'empty', request: request({}) }, ...mutants];
}

function exchangesByTopic(seeds: readonly Seed[], every: number): ReadonlyMap<string, readonly object[]> {
  const topics = new Map<string, readonly object[]>();
  for (const seed of seeds) topics.set(topicOf(seed), [...(topics.get(topicOf(seed)) ?? []), ...exchangesOf(seed, every)]);
  return topics;
}

const USAGE = `npm run validation-scripts -- VERSION FOLDER [EVERY [TEXT]]
  EVERY  keeps one of so many changes that do not take a field away (1)
  TEXT   only objects whose file name holds it`;
const { version, folder, every, only } = commandLine(USAGE, { allowPositionals: true }, ({ positionals: [named = '', output, one = '1', text = ''] }) => {
  if (output === undefined) throw new UsageError('which version, and which folder?');
  return { version: versionNamed(named), folder: output, every: wholeNumberOf('EVERY', one), only: text };
});
const topics = exchangesByTopic(
  seedsOf(version).filter((seed) => topicOf(seed).includes(only)),
  every,
);
mkdirSync(folder, { recursive: true });
for (const [topic, exchanges] of topics) {
  const script = {
    name: `validation/${topic}`,
    about: 'Objects with one field changed at a time.',
    server: { flags: {} },
    exchanges: [...SETUP, ...exchanges],
  };
  writeFileSync(path.join(folder, `${topic}.json`), JSON.stringify(script));
}
console.log([...topics].map(([topic, exchanges]) => `${topic}: ${exchanges.length}`).join('\n'));
