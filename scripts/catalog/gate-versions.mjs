// Prints where src/engine/versions.ts and upstream differ about the version since which a feature gate is on by default. Upstream's
// specifications (pkg/features/kube_features.go of k8s.io/kubernetes, k8s.io/apiserver) name a version for each change of a default, as
// long as they have the gate. Needs the Go modules of the releases:
//
//     node scripts/catalog/gate-versions.mjs 1.36.3 1.37.2
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const MODULES = { 'k8s.io/kubernetes': (release) => `v${release}`, 'k8s.io/apiserver': (release) => `v0${release.slice(1)}` };
const SPEC = /\{Version: version\.MustParse\("1\.(\d+)"\), Default: (\w+)/g;

/** The minor version since which each gate is on by default for good. */
function onSince(release) {
  const since = new Map();
  for (const [module, versionOf] of Object.entries(MODULES)) {
    const found = execFileSync('go', ['mod', 'download', '-json', `${module}@${versionOf(release)}`], { encoding: 'utf8', cwd: '/' });
    const text = readFileSync(join(JSON.parse(found).Dir, 'pkg/features/kube_features.go'), 'utf8');
    for (const [, name, specs] of text.matchAll(/\n\t(?:\w+\.)?(\w+): \{\n((?:\t\t\{Version: [^\n]*\n)+)/g)) {
      const changes = [...specs.matchAll(SPEC)].map(([, minor, value]) => ({ minor: Number(minor), isOn: value === 'true' }));
      // Some were on for a version, and off again.
      const on = changes[changes.findLastIndex(({ isOn }) => !isOn) + 1];
      if (on !== undefined) since.set(name, on.minor);
    }
  }
  return since;
}

const versions = readFileSync(join(import.meta.dirname, '../../src/engine/versions.ts'), 'utf8');
const upstream = new Map(process.argv.slice(2).flatMap((release) => [...onSince(release)]));
let differing = 0;
for (const [, name, body] of versions.matchAll(/\n {2}(\w+): (\{[^}]*\})/g)) {
  const [, gate] = /\bgate: '(\w+)'/.exec(body) ?? [];
  const [, since] = /\bsince: (\w+)/.exec(body) ?? [];
  const real = upstream.get(gate);
  if (real === undefined || body.includes('inverted') || since === undefined || Number(since) === real) continue;
  differing += 1;
  console.log(`${name}: ${gate} is on since 1.${real}, not 1.${since}`);
}
console.log(`${differing} differ`);
process.exitCode = differing > 0 ? 1 : 0;
