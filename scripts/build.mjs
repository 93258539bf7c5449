/**
 * npm run build: compiles src and steps into dist/src and dist/steps, and puts the data of src and the script of the playground beside it. dist takes the place of the old one only when all went well, so that
 * a program that starts meanwhile finds a whole one.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..');
const [source, built] = [path.join(root, 'src'), path.join(root, 'dist')];
const scratch = path.join(root, 'node_modules', '.cache', `cukernetes-build-${process.pid}`);

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
cpSync(source, path.join(scratch, 'src'), { recursive: true, filter: (file) => !/\.tsx?$/.test(file) });
const { BUILT, makePlayground } = createRequire(import.meta.url)(path.join(scratch, 'src', 'site', 'playground', 'bundle.js'));
writeFileSync(path.join(scratch, 'src', 'site', 'playground', BUILT), await makePlayground(root));
// bin/cukernetes.js takes the build for current while no source is newer than this: not than the end, during which one may have changed.
utimesSync(path.join(scratch, 'src', 'cli', 'main.js'), begun, begun);
rmSync(built, { recursive: true, force: true });
renameSync(scratch, built);
