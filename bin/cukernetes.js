#!/usr/bin/env node
// Starts the compiled program. In a checkout whose sources are newer than what was compiled, the sources are run instead.
'use strict';
const { existsSync, readdirSync, statSync } = require('node:fs');
const path = require('node:path');

require('node:module').enableCompileCache?.();

const root = path.join(__dirname, '..');
const built = path.join(root, 'dist', 'src', 'cli', 'main.js');
const source = path.join(root, 'src');

const isNewer = (folder, time) =>
  readdirSync(folder, { withFileTypes: true }).some((entry) => {
    const file = path.join(folder, entry.name);
    return entry.isDirectory() ? isNewer(file, time) : statSync(file).mtimeMs > time;
  });

const isCurrent = () => {
  if (!existsSync(built)) return false;
  const { mtimeMs } = statSync(built);
  return ![source, path.join(root, 'steps')].some((folder) => isNewer(folder, mtimeMs));
};

if (!existsSync(source) || isCurrent()) {
  require(built);
} else {
  require('./from-sources.js');
  require(path.join(source, 'cli', 'main.ts'));
}
