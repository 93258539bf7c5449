import { deepEqual } from 'node:assert/strict';
import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { it } from 'node:test';
import { VERSIONS } from './versions';

const ROOT = path.join(__dirname, '../..');
/** A place that takes longer than this is not coming to an end. */
const SILENCE_MS = 180_000;

/** Where texts took the square of their length, or where the reader did not come to an end. */
async function slowPlaces(version: string): Promise<readonly string[]> {
  const reader = spawn(process.execPath, ['-r', 'ts-node/register/transpile-only', path.join(ROOT, 'bench/linear/read-all.ts'), version], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const watch = setTimeout(() => reader.kill('SIGKILL'), SILENCE_MS);
  const lines: string[] = [];
  for await (const line of createInterface(reader.stdout)) {
    lines.push(line);
    watch.refresh();
  }
  clearTimeout(watch);
  const ended = lines.at(-1) === 'done' ? [] : [`no end: ${lines.at(-1) ?? 'nothing was read'}`];
  return [...lines.filter((line) => line.startsWith('slow: ')), ...ended];
}

it('takes time in proportion to the length of a text, wherever it comes in', async () => {
  deepEqual(await slowPlaces(VERSIONS.at(-1) ?? ''), []);
});
