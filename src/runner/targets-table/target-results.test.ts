import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import type { Envelope } from '@cucumber/messages';
import { expect } from 'expect';
import type { Run } from '../merged-run';
import { keepResults, keptResults } from './target-results';

const folder = mkdtempSync(path.join(tmpdir(), 'cukernetes-results-'));
after(() => rmSync(folder, { recursive: true }));

const TIME = { seconds: 1_700_000_000, nanos: 0 };

/** A run of one feature with one scenario, which ends like this. */
function run(uri: string, status: string, log?: string): Run {
  const location = { line: 7 };
  const scenario = { id: 's', location, tags: [], keyword: 'Scenario', name: 'One', description: '', steps: [], examples: [] };
  const rule = { id: 'r', location, tags: [], keyword: 'Rule', name: 'It holds', description: '', children: [{ scenario }] };
  const feature = { location, tags: [], language: 'en', keyword: 'Feature', name: 'F', description: '', children: [{ rule }] };
  const envelopes = [
    { gherkinDocument: { uri, feature, comments: [] } },
    { pickle: { id: 'p', uri, name: 'One', language: 'en', steps: [], tags: [{ name: '@flags', astNodeId: 't' }], astNodeIds: ['s'] } },
    { testCase: { id: 'c', pickleId: 'p', testSteps: [{ id: 'h', hookId: 'x' }] } },
    { testCaseStarted: { id: 'a', attempt: 0, testCaseId: 'c', timestamp: TIME } },
    ...(log === undefined
      ? []
      : [{ attachment: { testCaseStartedId: 'a', testStepId: 'h', body: log, contentEncoding: 'IDENTITY', mediaType: 'text/x.cucumber.log+plain' } }]),
    { testStepFinished: { testCaseStartedId: 'a', testStepId: 'h', timestamp: TIME, testStepResult: { status, duration: TIME, message: 'other' } } },
    { testCaseFinished: { testCaseStartedId: 'a', timestamp: TIME, willBeRetried: false } },
    { testRunFinished: { success: status === 'PASSED', timestamp: TIME } },
  ] as unknown as readonly Envelope[];
  return { kubernetesVersion: '1.36', target: 'envtest', envelopes };
}

describe('the results of runs', () => {
  it('are kept, and those of a feature are renewed by its next run', () => {
    keepResults(folder, [run('features/a.feature', 'PASSED')]);
    keepResults(folder, [run('features/b.feature', 'FAILED')]);
    keepResults(folder, [run('features/a.feature', 'SKIPPED', 'no kubectl')]);
    const scenario = { line: 7, feature: 'F', rule: 'It holds', name: 'One', tags: ['@flags'] };
    expect(keptResults(folder)).toEqual([
      {
        target: 'envtest',
        kubernetesVersion: '1.36',
        at: '2023-11-14T22:13:20.000Z',
        scenarios: [
          { ...scenario, uri: 'features/a.feature', outcome: 'not applicable', reason: 'no kubectl' },
          { ...scenario, uri: 'features/b.feature', outcome: 'differs', difference: 'hook (line 7): other' },
        ],
      },
    ]);
  });
});
