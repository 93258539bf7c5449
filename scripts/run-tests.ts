/**
 * npm run test:unit [-- TEXT ...]: runs the tests that lie beside the code (x.ts, x.test.ts), all of them or those whose
 * path holds one of the texts. In one process, because starting one per file takes longer than the tests.
 */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe } from 'node:test';

const ROOT = path.join(__dirname, '..');

const wanted = process.argv.slice(2);
const files = ['src', 'steps', 'scripts', 'bench', 'fuzz']
  .flatMap((folder) => readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) => path.join(folder, file)))
  .filter((file) => file.endsWith('.test.ts') && (wanted.length === 0 || wanted.some((text) => file.includes(text))))
  .sort();

for (const file of files) {
  void describe(file, () => {
    // A test file registers its tests while it loads.
    require(path.join(ROOT, file));
  });
}
