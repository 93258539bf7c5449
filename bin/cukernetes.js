#!/usr/bin/env node
// Starts the compiled program. In a checkout whose sources are newer than what was compiled, the sources are run instead.
'use strict';
const { existsSync, readdirSync, statSync } = require('node:fs');
const path = require('node:path');

require('node:module').enableCompileCache?.();

const built = path.join(__dirname, '..', 'dist', 'cli', 'main.js');
const source = path.join(__dirname, '..', 'src');

const isNewer = (folder, time) =>
  readdirSync(folder, { withFileTypes: true }).some((entry) => {
    const file = path.join(folder, entry.name);
    return entry.isDirectory() ? isNewer(file, time) : statSync(file).mtimeMs > time;
  });

if (!existsSync(source) || (existsSync(built) && !isNewer(source, statSync(built).mtimeMs))) {
  require(built);
} else {
  require('ts-node').register({ transpileOnly: true, project: path.join(__dirname, '..', 'tsconfig.json') });
  require(path.join(source, 'cli', 'main.ts'));
}
