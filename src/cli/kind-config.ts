/** `cukernetes kind-config`: writes a configuration for kind for each set of flags and files that scenarios want. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { kindConfigs } from '../kind/kind-configs';
import { featureFilesIn, wishesOf } from '../kind/wishes-of-features';

export interface KindConfigOptions {
  readonly output: string;
}

export function kindConfig(features: readonly string[], { output }: KindConfigOptions): string {
  const scenarios = wishesOf((features.length === 0 ? ['features'] : features).flatMap(featureFilesIn));
  const files = kindConfigs(scenarios);
  for (const [name, content] of files) {
    const file = path.join(output, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  const clusters = [...files.keys()].filter((name) => name.endsWith('/kind.yaml'));
  return clusters.map((name) => `${path.join(output, name)}\n`).join('') || 'No scenario wants an API server with flags of its own that a cluster can have.\n';
}
