/** `cukernetes kind-config`: writes a configuration for kind for each set of flags and files that scenarios want. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { kindConfigs } from '../kind/kind-configs';
import { makeOutputFolder } from '../runner/output-places';
import { UsageError } from '../runner/usage-error';
import { featureFilesIn, wishesOf } from '../kind/wishes-of-features';

export interface KindConfigOptions {
  readonly output: string;
}

export function kindConfig(features: readonly string[], { output }: KindConfigOptions): string {
  makeOutputFolder(output, '--output ');
  const places = features.length === 0 ? ['features'] : features;
  const found = places.flatMap(featureFilesIn);
  if (found.length === 0) throw new UsageError(`${places.join(', ')}: this folder has no feature`);
  const scenarios = wishesOf(found);
  const files = kindConfigs(scenarios);
  for (const [name, content] of files) {
    const file = path.join(output, name);
    makeOutputFolder(path.dirname(file), '--output ');
    writeFileSync(file, content);
  }
  const clusters = [...files.keys()].filter((name) => name.endsWith('/kind.yaml'));
  return clusters.map((name) => `${path.join(output, name)}\n`).join('') || 'No scenario wants an API server with flags of its own that a cluster can have.\n';
}
