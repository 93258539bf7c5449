/**
 * The script of the playground. The package has it as it was built; a checkout makes it of its sources. It holds the analysis, the rules of
 * roles and bindings and the data of all versions, and nothing of Node: what reads files is left out for data, and the rest is a browser's.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'esbuild';
import { PACKAGE_ROOT } from '../../package-root';
import { playgroundCatalog } from './catalog-data';

/** Beside this file in the package. */
export const BUILT = 'playground.js';
const NAME = 'cukernetesPlayground';

/** In place of src/engine/catalog/read-catalog.ts. */
const catalogModule = (): string =>
  `const data = JSON.parse(${JSON.stringify(JSON.stringify(playgroundCatalog()))});\nexport const readCatalog = (version, file) => data[version][file];\n`;

const forBrowsers = (folder: string): Plugin => ({
  name: 'for browsers',
  setup(build) {
    build.onResolve({ filter: /\/read-catalog$/ }, () => ({ path: 'catalog', namespace: 'data' }));
    build.onLoad({ filter: /^catalog$/, namespace: 'data' }, () => ({ contents: catalogModule(), loader: 'js' }));
    build.onResolve({ filter: /^node:crypto$/ }, () => ({ path: path.join(folder, 'browser-crypto.ts') }));
    build.onResolve({ filter: /^node:buffer$/ }, () => ({ path: path.join(folder, 'browser-buffer.ts') }));
  },
});

export async function makePlayground(root: string = PACKAGE_ROOT): Promise<string> {
  const { build } = require('esbuild') as typeof import('esbuild');
  const folder = path.join(root, 'src', 'site', 'playground');
  const { outputFiles } = await build({
    entryPoints: [path.join(folder, 'main.ts')],
    inject: [path.join(folder, 'browser-globals.ts')],
    plugins: [forBrowsers(folder)],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    globalName: NAME,
    platform: 'browser',
    target: 'es2022',
    charset: 'utf8',
    logLevel: 'error',
  });
  return outputFiles[0]?.text ?? '';
}

export function playgroundScript(): Promise<string> {
  const built = path.join(__dirname, BUILT);
  return existsSync(built) ? Promise.resolve(readFileSync(built, 'utf8')) : makePlayground();
}
