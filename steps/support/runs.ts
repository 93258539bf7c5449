/**
 * From a World to its run. Cucumber makes the World of each scenario from a copy of the parameters, and hands on nothing else of what
 * BeforeAll has made, so BeforeAll writes the id of the run into the parameters, and the run lies here. Nothing else outside of the engine is
 * kept by a module.
 */
import { randomUUID } from 'node:crypto';
import type { Parameters } from './parameters';
import { Run } from './run';

// eslint-disable-next-line house/module-state -- the one way from BeforeAll to a World
const runs = new Map<string, Run>();

/** Begins the run of these parameters, which are those of its Worlds. */
export function beginRun(parameters: Parameters): Run {
  const id = randomUUID();
  const run = new Run(parameters);
  runs.set(id, run);
  Object.assign(parameters, { run: id });
  return run;
}

/** Throws where BeforeAll has not begun it, as when steps are only looked up. */
export function runOf({ run: id = '' }: Parameters): Run {
  const run = runs.get(id);
  if (run === undefined) throw new Error('The run has not begun: BeforeAll begins it.');
  return run;
}

export async function endRun(parameters: Parameters): Promise<void> {
  const run = runs.get(parameters.run ?? '');
  runs.delete(parameters.run ?? '');
  await run?.end();
}
