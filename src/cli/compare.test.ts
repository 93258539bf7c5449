/** When a comparison of two targets runs a scenario again, and what it makes of that. */
import { describe, it, mock } from 'node:test';
import type { Envelope } from '@cucumber/messages';
import { expect } from 'expect';
import { KEPT_MEDIA_TYPE, type KeptExchange } from '../replay/kept-exchange';
import { Masker } from '../report/masking/masker';
import { DEFAULT_RUN_OPTIONS, type RunOptions } from '../runner/run-options';
import type { Listener, Plan, Suite } from '../runner/suite';
import { TargetComparison } from './compare';

const VERSION = '1.37';
const OPTIONS: RunOptions = { ...DEFAULT_RUN_OPTIONS, folder: '.', paths: ['features'], kubernetesVersions: [VERSION] };
const PLANS: Plan = new Map([
  [
    VERSION,
    [
      { uri: 'a.feature', line: 2, name: 'late' },
      { uri: 'a.feature', line: 9, name: 'other' },
    ],
  ],
]);

/** The messages of the scenario in line 2, which asks once and gets this status. */
function messages(status: number): readonly Envelope[] {
  const location = { line: 2, column: 1 };
  const time = { seconds: 0, nanos: 0 };
  const exchange: KeptExchange = {
    as: { kind: 'administrator' },
    request: { method: 'GET', path: '/api' },
    response: { status, headers: {}, body: null },
  };
  const kept = { body: JSON.stringify({ exchange }), contentEncoding: 'IDENTITY', mediaType: KEPT_MEDIA_TYPE, testCaseStartedId: 's' };
  const scenario = { id: 'n', location, keyword: 'Scenario', name: 'late', description: '', tags: [], steps: [], examples: [] };
  return [
    {
      gherkinDocument: {
        uri: 'a.feature',
        comments: [],
        feature: { location, tags: [], language: 'en', keyword: 'Feature', name: 'A', description: '', children: [{ scenario }] },
      },
    },
    { pickle: { id: 'p', uri: 'a.feature', name: 'late', language: 'en', steps: [], tags: [], astNodeIds: ['n'] } },
    { testCase: { id: 'c', pickleId: 'p', testSteps: [{ id: 'h', hookId: 'b' }] } },
    { testCaseStarted: { id: 's', testCaseId: 'c', attempt: 0, timestamp: time } },
    { attachment: kept as Envelope['attachment'] & object },
    { testStepFinished: { testCaseStartedId: 's', testStepId: 'h', timestamp: time, testStepResult: { status: 'PASSED', duration: time } as never } },
    { testCaseFinished: { testCaseStartedId: 's', timestamp: time, willBeRetried: false } },
  ];
}

/** A suite whose second target answers with these statuses, run by run. The first target always answers 200. */
class LateSuite implements Pick<Suite, 'run'> {
  readonly ran: (readonly [target: string, paths: readonly string[], retry: number, lines: readonly number[]])[] = [];
  readonly #statuses: number[];

  constructor(...statuses: readonly number[]) {
    this.#statuses = [...statuses];
  }

  run({ target, paths, retry }: RunOptions, plans: Plan, listeners: readonly Listener[]): ReturnType<Suite['run']> {
    this.ran.push([target, paths, retry, [...plans.values()].flat().map(({ line }) => line)]);
    const status = target === 'embedded' ? 200 : (this.#statuses.shift() ?? 0);
    for (const listener of listeners) {
      listener.begin?.(VERSION, []);
      for (const envelope of messages(status)) listener.envelope?.(VERSION, envelope);
    }
    return Promise.resolve([]);
  }
}

/** Whether all is the same in the end, and what was printed. */
async function compared(suite: LateSuite, other: string): Promise<readonly [same: boolean, printed: string]> {
  let printed = '';
  const write = mock.method(process.stdout, 'write', (text: string) => ((printed += text), true));
  try {
    const { same } = await new TargetComparison(suite, other, [], new Masker(false)).run(OPTIONS, PLANS);
    return [same, printed];
  } finally {
    write.mock.restore();
  }
}

describe('a comparison with a server that is late', () => {
  it('runs nothing again that is the same', async () => {
    const suite = new LateSuite(200);
    expect((await compared(suite, 'envtest'))[0]).toBe(true);
    expect(suite.ran).toEqual([
      ['embedded', ['features'], 0, [2, 9]],
      ['envtest', ['features'], 2, [2, 9]],
    ]);
  });

  it('runs what differs again by itself, and says so', async () => {
    const suite = new LateSuite(403, 200);
    const [same, printed] = await compared(suite, 'envtest');
    expect(same).toBe(true);
    expect(suite.ran.slice(2)).toEqual([
      ['embedded', ['a.feature:2'], 0, [2]],
      ['envtest', ['a.feature:2'], 2, [2]],
    ]);
    expect(printed).toContain('RUN AGAIN, AS IT DIFFERS: a.feature:2  late  (Kubernetes 1.37)\n  the administrator: GET /api\n');
    expect(printed).toContain('1 answers compared; 0 scenarios differ');
  });

  it('finds what differs each time', async () => {
    const suite = new LateSuite(403, 403, 403, 200);
    const [same, printed] = await compared(suite, 'envtest');
    expect([same, suite.ran.length]).toEqual([false, 6]);
    expect(printed).toContain('DIFFERS a.feature:2  late  (Kubernetes 1.37)');
  });

  it('runs nothing again on a target that is at rest when it answers', async () => {
    const suite = new LateSuite(403, 200);
    expect([(await compared(suite, 'http'))[0], suite.ran.length]).toEqual([false, 2]);
  });
});
