import { describe, it } from 'node:test';
import { expect } from 'expect';
import { byClaim, environment, ofVersion } from './allure-results';
import type { Run } from './merged-run';
import { SitePlaces } from './site-places';

const RESULT = { historyId: 'a', testCaseId: 'b', labels: [{ name: 'feature', value: 'Verbs' }] };

describe('an Allure result', () => {
  it('lies under its version and its feature', () => {
    expect(ofVersion({ ...RESULT, name: 'One' }, '1.36')).toMatchObject({
      name: 'One (Kubernetes 1.36)',
      parameters: [{ name: 'Kubernetes', value: '1.36' }],
      labels: [
        { name: 'feature', value: 'Verbs' },
        { name: 'parentSuite', value: 'Kubernetes 1.36' },
        { name: 'suite', value: 'Verbs' },
      ],
    });
  });

  it('lies under its feature where it shows no claim', () => {
    expect(byClaim(RESULT, SitePlaces.none).labels).toEqual([
      { name: 'epic', value: 'Other scenarios' },
      { name: 'feature', value: 'Verbs' },
    ]);
  });

  it('of another version is another test, not a retry', () => {
    expect(ofVersion(RESULT, '1.36').historyId).not.toBe(ofVersion(RESULT, '1.20').historyId);
    expect(ofVersion(RESULT, '1.36').testCaseId).not.toBe(ofVersion(RESULT, '1.20').testCaseId);
  });

  it('say once what they were run on', () => {
    const run = (kubernetesVersion: string): Run => ({ kubernetesVersion, target: 'http', envelopes: [] });
    expect(environment([run('1.20'), run('1.36'), run('1.36')])).toBe('Kubernetes = 1.20, 1.36\nTarget = http\n');
  });
});
