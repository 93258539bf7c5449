/**
 * What many bindings take: a process of its own loads them with their index, so that nothing else counts. It runs this file.
 * The whole process has Node.js and the compiler of TypeScript in it too.
 */
import { spawnSync } from 'node:child_process';
import { RbacAuthorizer } from '../src/engine/authorization/rbac/rbac-authorizer';
import { questionsOf, storageOf } from './rbac-policies';

export interface Memory {
  readonly heapMiB: number;
  readonly rssMiB: number;
}

const MIB = 1024 * 1024;

export function memoryOfBindings(bindings: number): Memory {
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--expose-gc', ...process.execArgv, __filename, String(bindings)], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`measuring the memory failed: ${stderr}`);
  return JSON.parse(stdout) as Memory;
}

function main(bindings: number): void {
  const authorizer = new RbacAuthorizer(storageOf(bindings));
  globalThis.gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  // What is asked after the measurement has to be there during it.
  const decisions = Object.values(questionsOf(bindings)).map((question) => authorizer.authorize(question).decision);
  if (decisions.every((decision) => decision !== 'Allow')) throw new Error('no request is allowed');
  console.log(JSON.stringify({ heapMiB: heapUsed / MIB, rssMiB: rss / MIB } satisfies Memory));
}

if (require.main === module) main(Number(process.argv[2]));
