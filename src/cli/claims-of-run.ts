/** What `test` and `merge` do with --claims: the verdicts on the terminal and as claims.json. */
import { rmSync } from 'node:fs';
import path from 'node:path';
import type { Envelope } from '@cucumber/messages';
import { judgeClaims, linkClaims, reportPlace, type LinkedClaims } from '../claims/linked-claims';
import type { Run } from '../runner/merged-run';
import { makeOutputFolder } from '../runner/output-places';

/** A run that ends early leaves no report of an earlier one. */
export function removeClaims(place: string | undefined, reports: string): void {
  if (place === undefined) return;
  makeOutputFolder(reports, '--reports ');
  rmSync(reportPlace(reports), { force: true });
}

export const claimsOf = (place: string | undefined, envelopes: readonly Envelope[]): LinkedClaims | undefined =>
  place === undefined ? undefined : linkClaims(place, envelopes);

/** Reports whether every claim is spoken of and none is broken. `started` is the folder in which the command was started. */
export function printClaims(claims: LinkedClaims | undefined, reports: string, runs: readonly Run[], complete: boolean, started: string): boolean {
  if (claims === undefined) return true;
  const { report, words, missing } = judgeClaims(claims, reports, runs, complete);
  process.stdout.write(`\n${words}The same for programs: ${path.relative(started, reportPlace(reports))}\n`);
  for (const message of missing) process.stderr.write(`${message}\n`);
  return missing.length === 0 && report.summary.broken === 0;
}
