import path from 'node:path';
import { test } from 'node:test';
import { expect } from 'expect';
import { VERSIONS } from '../engine/versions';
import { MutantChoice, replayMutated, type Finding } from './mutated-replay';
import { readRecording, recordingFiles } from './recording';
import { ReplaySession } from './replay-session';

const ROOT = path.join(__dirname, '..', '..');
/** One of so many mutants is sent here; `npm run mutate` sends them all. */
const EVERY = Number(process.env['CUKERNETES_MUTANTS_EVERY'] ?? '50');
const SEED = process.env['CUKERNETES_SEED'] ?? 'words';

/** Areas with bodies of many kinds; `npm run mutate -- FOLDER` takes any. */
const AREAS = /\/(validation|patch|namespaces|rbac-objects)\//;

/** Leaves out requests that wait for other programs. */
const isQuick = (file: string): boolean => {
  const { server } = readRecording(file);
  return server.webhook === undefined && server.oidc !== true && server.admissionBackend !== true;
};

const described = ({ key, request, what }: Finding): string => `${key}\n  ${JSON.stringify(request).slice(0, 1000)}\n  ${what}`;

for (const version of VERSIONS) {
  test(`no answer of ${version} holds the text of an error of the engine, seed ${SEED}`, async () => {
    const session = new ReplaySession();
    const choice = new MutantChoice(EVERY, SEED);
    const findings: Finding[] = [];
    let sent = 0;
    for (const file of recordingFiles([path.join(ROOT, 'testdata', 'recordings', version)]).filter((file) => AREAS.test(file) && isQuick(file))) {
      const report = await replayMutated(session, readRecording(file), choice);
      findings.push(...report.findings);
      sent += report.sent;
    }
    expect(findings.map(described).join('\n')).toBe('');
    expect(sent).toBeGreaterThan(500);
  });
}
