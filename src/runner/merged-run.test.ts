import { describe, it } from 'node:test';
import { expect } from 'expect';
import { merged, type Run } from './merged-run';

const TIME = { seconds: 0, nanos: 0 };
const run = (kubernetesVersion: string, success: boolean): Run => ({
  kubernetesVersion,
  target: 'embedded',
  envelopes: [
    { testRunStarted: { timestamp: TIME } },
    { pickle: { id: kubernetesVersion, uri: 'features/a.feature', name: 'A', language: 'en', steps: [], tags: [], astNodeIds: [] } },
    { testRunFinished: { success, timestamp: TIME } },
  ],
});

describe('merged runs', () => {
  it('begin and end once, and fail when one of them failed', () => {
    const envelopes = merged([run('1.20', false), run('1.36', true)]);
    expect(envelopes.filter(({ testRunStarted }) => testRunStarted !== undefined)).toHaveLength(1);
    expect(envelopes.flatMap(({ testRunFinished }) => testRunFinished ?? []).map(({ success }) => success)).toEqual([false]);
  });

  it('file a feature under its version', () => {
    const uris = merged([run('1.20', true), run('1.36', true)]).flatMap(({ pickle }) => pickle?.uri ?? []);
    expect(uris).toEqual(['Kubernetes 1.20/a.feature', 'Kubernetes 1.36/a.feature']);
  });

  it('write descriptions without the indentation of the feature', () => {
    const rule = { id: 'r', location: { line: 1 }, tags: [], keyword: 'Rule', name: 'R', description: '    First.\n    Second.', children: [] };
    const feature = { location: { line: 1 }, tags: [], language: 'en', keyword: 'Feature', name: 'A', description: '  Why.', children: [{ rule }] };
    const [document] = merged([{ kubernetesVersion: '1.36', target: 'embedded', envelopes: [{ gherkinDocument: { feature, comments: [] } }] }]);
    expect(document?.gherkinDocument?.feature?.description).toBe('Why.');
    expect(document?.gherkinDocument?.feature?.children[0]?.rule?.description).toBe('First.\nSecond.');
  });
});
