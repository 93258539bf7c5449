/**
 * npm run build: compiles src and steps, and puts the data of src beside it. What lies in src is the top of dist, the steps are
 * dist/steps. dist takes the place of the old one only when all went well, so that
 * whoever starts the program meanwhile finds a whole one.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..');
const [source, built] = [path.join(root, 'src'), path.join(root, 'dist')];
const scratch = path.join(root, 'node_modules', '.cache', `cukernetes-build-${process.pid}`);
const building = path.join(scratch, 'src');

/** In dist there is no folder src between the steps and what they import. */
function liftImports(folder) {
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(js|d\.ts)$/.test(name))) {
    const text = readFileSync(path.join(folder, file), 'utf8');
    writeFileSync(path.join(folder, file), text.replace(/((?:\.\.\/)+)src\//g, '$1'));
  }
}

const begun = new Date();
const { status } = spawnSync(
  process.execPath,
  [path.join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', 'tsconfig.build.json', '--outDir', scratch],
  {
    cwd: root,
    stdio: 'inherit',
  },
);
if (status !== 0) {
  rmSync(scratch, { recursive: true, force: true });
  process.exit(1);
}
liftImports(path.join(scratch, 'steps'));
renameSync(path.join(scratch, 'steps'), path.join(building, 'steps'));
cpSync(source, building, { recursive: true, filter: (file) => !file.endsWith('.ts') });
// bin/cukernetes.js takes the build for current while no source is newer than this: not than the end, during which one may have changed.
utimesSync(path.join(building, 'cli', 'main.js'), begun, begun);
rmSync(built, { recursive: true, force: true });
renameSync(building, built);
rmSync(scratch, { recursive: true });
