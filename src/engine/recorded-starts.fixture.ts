/**
 * Starts of servers with flags and files, and what a real server of the version said of them (testdata/refusals), for tests of the stages that
 * read them. A test names the rule that each case shows.
 */
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { expect } from 'expect';
import { ApiServer } from './api-server';
import { own } from './golang/map';
import { optionsFor } from './options/parse';

export interface RecordedStart {
  readonly flags: Readonly<Record<string, string | null>>;
  readonly files?: Readonly<Record<string, string>>;
  /** The files belong to another user, and only that user may read them. */
  readonly unreadable?: true;
  readonly starts?: true;
  readonly message?: string;
}

export interface RecordedStarts {
  readonly version: string;
  readonly cases: Readonly<Record<string, RecordedStart>>;
}

export const REFUSALS = path.join(__dirname, '..', '..', 'testdata', 'refusals');

const STARTS = 'starts';
const UNPRIVILEGED = 65_534;

/** root may read everything, so the test runs as another user. */
function asUnprivileged(act: () => void): void {
  const { geteuid, seteuid } = process;
  const isRoot = geteuid?.() === 0;
  if (isRoot) seteuid?.(UNPRIVILEGED);
  try {
    act();
  } finally {
    if (isRoot) seteuid?.(0);
  }
}

export const readStarts = (file: string): RecordedStarts => JSON.parse(readFileSync(path.join(REFUSALS, file), 'utf8')) as RecordedStarts;

export const recordedOutcome = ({ message }: RecordedStart): string => message ?? STARTS;

/** What a server says that does not start, with $DIR for the folder of its files. */
export function outcomeOfStart(version: string, { flags, files = {}, unreadable }: RecordedStart): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'refusals-'));
  const placed = (text: string): string => text.replaceAll('$DIR', folder);
  try {
    chmodSync(folder, 0o755);
    for (const [name, content] of Object.entries(files)) writeFileSync(path.join(folder, name), placed(content), { mode: unreadable === true ? 0o000 : 0o600 });
    const given = Object.entries(flags).flatMap(([name, value]) => (value === null ? [] : [[name, placed(value)]]));
    const start = (): void => void ApiServer.start(optionsFor({ kubernetesVersion: version, flags: Object.fromEntries(given) as Record<string, string> }));
    if (unreadable === true) asUnprivileged(start);
    else start();
    return STARTS;
  } catch (error) {
    return (error as Error).message.replaceAll(folder, '$DIR');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A test for each rule, by file of testdata/refusals, such as authentication-config-1.37: the case that shows it ends as it was recorded. */
export function describeStarts(title: string, rules: Readonly<Record<string, Readonly<Record<string, string>>>>): void {
  describe(title, () => {
    for (const [file, ofFile] of Object.entries(rules)) {
      const { version, cases } = readStarts(`${file}.json`);
      for (const [name, rule] of Object.entries(ofFile)) {
        const recorded = own(cases, name);
        if (recorded === undefined) throw new Error(`${file} has no case "${name}".`);
        it(rule, () => {
          expect(outcomeOfStart(version, recorded)).toBe(recordedOutcome(recorded));
        });
      }
    }
  });
}
