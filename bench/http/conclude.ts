/** What a benchmark of servers ends with: a table with what holds, the numbers in a file, and a code that is not 0 where something must hold and does not. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import path from 'node:path';
import { boundsOf, failsRun, verdictOn } from '../http-bounds';
import { rowOf, type Result, type Settings } from './rounds';

export interface Measurement {
  readonly report: string;
  readonly goals: string;
  /** Of the machine, before anything was measured. */
  readonly load: number;
  readonly settings: Settings;
  readonly results: readonly Result[];
}

/** Ends the process, and with it the servers that still run. */
export function conclude({ report, goals, load, settings, results }: Measurement): never {
  const judged = results.map((result) => ({ ...result, bounds: boundsOf(result) }));
  console.table(judged.map((result) => rowOf(result, verdictOn(result.bounds))));
  console.log(`In brackets by processor time. ${goals} Load ${load.toFixed(1)} on ${cpus().length} processors.`);
  if (results.every(({ real }) => real.perSecond === undefined))
    console.log('Left out: a real kube-apiserver, whose programs are not on this machine; docs/envtest.md says where they are looked for.');
  mkdirSync(path.dirname(report), { recursive: true });
  writeFileSync(report, `${JSON.stringify({ machineLoad: load, ...settings, cases: undefined, results: judged }, undefined, 2)}\n`);
  console.log(`Written to ${report}`);
  process.exit(judged.some(({ bounds }) => bounds.some(failsRun)) ? 1 : 0);
}
